// Where does each label on the map go? Greedy, largest first, ten positions, the cheapest that covers least.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Wanted {
  readonly x: number;
  readonly y: number;
  /** Radius of the mark that the label belongs to. */
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed extends Box {
  readonly anchor: "start" | "middle" | "end";
  /** How much of other things it covers, in square pixels. */
  readonly covers: number;
}

/**
 * Places labels in the order given.
 * @param obstacles circles already drawn
 * @param taken boxes that labels must keep clear of
 */
export function placeLabels(wanted: readonly Wanted[], obstacles: readonly { x: number; y: number; radius: number }[], taken: readonly Box[], bounds: Box): Placed[] {
  const boxes: Box[] = [...taken];
  return wanted.map((want) => {
    let best: Placed | undefined;
    let bestCost = Infinity;
    for (const candidate of positions(want)) {
      const covers = boxes.reduce((sum, box) => sum + overlap(candidate, box), 0) * 3 + obstacles.reduce((sum, circle) => sum + overlap(candidate, square(circle)), 0) + outside(candidate, bounds) * 6;
      const cost = covers + candidate.distance;
      if (cost < bestCost) {
        bestCost = cost;
        best = { x: candidate.x, y: candidate.y, width: candidate.width, height: candidate.height, anchor: candidate.anchor, covers };
      }
    }
    boxes.push(best!);
    return best!;
  });
}

/** East, west, south, north, the diagonals, and two farther out. */
function positions(want: Wanted): (Box & { anchor: Placed["anchor"]; distance: number })[] {
  const { x, y, radius, width, height } = want;
  const gap = 6;
  const slant = radius * 0.75 + 4;
  const box = (left: number, top: number, anchor: Placed["anchor"], distance: number) => ({ x: left, y: top, width, height, anchor, distance });
  return [
    box(x + radius + gap, y - height / 2, "start", 0),
    box(x - radius - gap - width, y - height / 2, "end", 4),
    box(x - width / 2, y + radius + gap, "middle", 6),
    box(x - width / 2, y - radius - gap - height, "middle", 8),
    box(x + slant, y - slant - height / 2, "start", 10),
    box(x + slant, y + slant - height / 2, "start", 10),
    box(x - slant - width, y - slant - height / 2, "end", 12),
    box(x - slant - width, y + slant - height / 2, "end", 12),
    box(x + radius + 26, y - height / 2, "start", 40),
    box(x - radius - 26 - width, y - height / 2, "end", 44),
    box(x + slant + 10, y - slant - height * 1.6, "start", 46),
    box(x + slant + 10, y + slant + height * 0.7, "start", 46),
  ];
}

function square({ x, y, radius }: { x: number; y: number; radius: number }): Box {
  return { x: x - radius * 0.9, y: y - radius * 0.9, width: radius * 1.8, height: radius * 1.8 };
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}

function outside(box: Box, bounds: Box): number {
  return box.width * box.height - overlap(box, bounds);
}

/** Pushes circles apart until none touches another; the larger moves less. Same input, same places. */
export function pushApart(circles: readonly { x: number; y: number; radius: number }[], gap: number): { x: number; y: number }[] {
  const places = circles.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < 200; round++) {
    let moved = false;
    for (let i = 0; i < places.length; i++) {
      for (let j = i + 1; j < places.length; j++) {
        const a = places[i]!;
        const b = places[j]!;
        const reach = circles[i]!.radius + circles[j]!.radius + gap;
        const dx = b.x - a.x || 0.01 * (j - i);
        const dy = b.y - a.y;
        const distance = Math.hypot(dx, dy);
        if (distance >= reach - 0.01) continue;
        const share = circles[j]!.radius / (circles[i]!.radius + circles[j]!.radius);
        const push = (reach - distance) / distance;
        a.x -= dx * push * share;
        a.y -= dy * push * share;
        b.x += dx * push * (1 - share);
        b.y += dy * push * (1 - share);
        moved = true;
      }
    }
    if (!moved) break;
  }
  return places;
}
