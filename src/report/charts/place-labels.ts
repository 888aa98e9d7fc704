// Where does each label on the map go? Greedy, largest first, all around its mark, the cheapest that covers least.

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
      const covers =
        boxes.reduce((sum, box) => sum + overlap(candidate, box), 0) * 3 +
        obstacles.reduce((sum, circle) => sum + overlap(candidate, square(circle)), 0) * 2 +
        outside(candidate, bounds) * 6;
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

/** East, west, south, north, then all around, near and farther out. */
function positions(want: Wanted): (Box & { anchor: Placed["anchor"]; distance: number })[] {
  const { x, y, radius, width, height } = want;
  const found = [0, 180, 90, 270, 22, 338, 158, 202, 45, 315, 135, 225, 67, 293, 113, 247].flatMap((degrees, rank) =>
    [6, 20, 40].map((gap, step) => {
      const across = Math.cos((degrees * Math.PI) / 180);
      const down = Math.sin((degrees * Math.PI) / 180);
      const anchor: Placed["anchor"] = across > 0.3 ? "start" : across < -0.3 ? "end" : "middle";
      const left = x + across * (radius + gap) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
      const top = y + down * (radius + gap) - height / 2 + (Math.abs(down) > 0.8 ? (Math.sign(down) * height) / 2 : 0);
      return { x: left, y: top, width, height, anchor, distance: rank * 3 + step * 45 };
    }),
  );
  return found;
}

function square({ x, y, radius }: { x: number; y: number; radius: number }): Box {
  return { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 };
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}

function outside(box: Box, bounds: Box): number {
  return box.width * box.height - overlap(box, bounds);
}

/**
 * Pushes circles apart until none touches another; a spring that weakens pulls each home, and the larger moves less.
 * Same input, same places.
 */
export function pushApart(circles: readonly { x: number; y: number; radius: number }[], gap: number): { x: number; y: number }[] {
  const places = circles.map(({ x, y }) => ({ x, y }));
  const rounds = 400;
  for (let round = 0; round < rounds; round++) {
    const pull = round < rounds * 0.8 ? 0.06 * (1 - round / (rounds * 0.8)) : 0;
    places.forEach((place, index) => {
      place.x += (circles[index]!.x - place.x) * pull;
      place.y += (circles[index]!.y - place.y) * pull;
    });
    for (let i = 0; i < places.length; i++) {
      for (let j = i + 1; j < places.length; j++) {
        const a = places[i]!;
        const b = places[j]!;
        const reach = circles[i]!.radius + circles[j]!.radius + gap;
        const dx = b.x - a.x || 0.01 * (j - i);
        const dy = b.y - a.y;
        const distance = Math.hypot(dx, dy);
        if (distance >= reach) continue;
        const share = circles[j]!.radius ** 2 / (circles[i]!.radius ** 2 + circles[j]!.radius ** 2);
        const push = (reach - distance) / distance;
        a.x -= dx * push * share;
        a.y -= dy * push * share;
        b.x += dx * push * (1 - share);
        b.y += dy * push * (1 - share);
      }
    }
  }
  return places;
}
