// Which few scenarios stand best for many? Fast forward selection.

export interface Reduced {
  /** Positions kept, rising. */
  readonly kept: readonly number[];
  /** Of each kept: its own and that of all it stands for. */
  readonly probabilities: readonly number[];
  /** Mean distance from a point to the one that stands for it. */
  readonly distance: number;
}

/**
 * Chooses `count` of the equally likely points, one after the other, each the one that brings the rest nearest; then each point left
 * out gives its probability to the nearest kept (Heitsch and Römisch, "Scenario reduction algorithms in stochastic programming",
 * Computational Optimization and Applications 24, 2003, algorithm 2.4). Of equals the first wins. Points that coincide are kept once.
 */
export function reduce(points: readonly (readonly number[])[], count: number): Reduced {
  const size = points.length;
  const nearest = new Float64Array(size).fill(Infinity);
  const owner = new Int32Array(size).fill(-1);
  const chosen: number[] = [];
  const distances = Array.from({ length: size }, (_, one) => Float64Array.from(points, (other) => distanceOf(points[one]!, other)));
  while (chosen.length < count) {
    let best = -1;
    let least = Infinity;
    for (let candidate = 0; candidate < size; candidate++) {
      if (nearest[candidate] === 0) continue;
      let total = 0;
      const row = distances[candidate]!;
      for (let point = 0; point < size; point++) total += Math.min(nearest[point]!, row[point]!);
      if (total < least - 1e-12) {
        least = total;
        best = candidate;
      }
    }
    if (best === -1) break;
    chosen.push(best);
    for (let point = 0; point < size; point++) {
      if (distances[best]![point]! < nearest[point]!) {
        nearest[point] = distances[best]![point]!;
        owner[point] = best;
      }
    }
  }
  const kept = chosen.toSorted((one, other) => one - other);
  const counts = new Map<number, number>();
  for (const point of owner) counts.set(point, (counts.get(point) ?? 0) + 1);
  return { kept, probabilities: kept.map((point) => counts.get(point)! / size), distance: nearest.reduce((sum, distance) => sum + distance, 0) / size };
}

function distanceOf(one: readonly number[], other: readonly number[]): number {
  let square = 0;
  for (let i = 0; i < one.length; i++) square += (one[i]! - other[i]!) ** 2;
  return Math.sqrt(square);
}
