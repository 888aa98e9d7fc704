// Which futures may come? Draws of a programme's uncertain entries, by Latin hypercube.

import { stream } from "../../units/random.ts";
import type { Programme } from "../programme.ts";
import type { Move } from "./move.ts";
import { outcomeAt } from "./outcome.ts";

/**
 * `size` equally likely draws of some of the entries, each with one move for every entry in the order of `entries`. Each group of entries (those of one `group`, or one alone)
 * falls once into each of `size` equal strata and has a random stream of its own, named after it, so neither the order of the list nor another entry changes a draw.
 */
export function drawMoves(uncertain: Programme["uncertain"], entries: readonly number[], size: number, seed: number): Move[][] {
  const quantiles = new Map<string, Float64Array>();
  for (const entry of entries) {
    const dimension = dimensionOf(uncertain, entry);
    if (!quantiles.has(dimension)) quantiles.set(dimension, strata(size, seed, dimension));
  }
  return Array.from({ length: size }, (_, draw) => entries.map((entry) => outcomeAt(entry, uncertain[entry]!, quantiles.get(dimensionOf(uncertain, entry))![draw]!)));
}

/** What moves together: the entries of one group, or one entry alone. */
export function dimensionOf(uncertain: Programme["uncertain"], entry: number): string {
  const { path, group } = uncertain[entry]!;
  return group === undefined ? `path ${path}` : `group ${group}`;
}

/** One quantile in each of `size` equal strata, in random order: one dimension of a Latin hypercube (McKay, Beckman and Conover 1979). */
function strata(size: number, seed: number, dimension: string): Float64Array {
  const random = stream(seed, "scenarios", dimension);
  const order = Array.from({ length: size }, (_, position) => position);
  for (let last = size - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return Float64Array.from(order, (stratum) => (stratum + random.uniform()) / size);
}
