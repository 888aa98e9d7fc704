// How many workers can the programme have?

import type { PlanningCase } from "./case.ts";

/** Workers available to the programme in a pool (or `national`) in quarter t. */
export function workersIn({ programme }: PlanningCase, pool: string, t: number): number {
  if (pool === "national") return programme.labour.national ?? Infinity;
  const { workers, growth, most } = programme.labour.pools[pool]!;
  return Math.min(most ?? Infinity, workers * (1 + (growth ?? 0)) ** t);
}
