// How is a good plan made better? Most of it held as it is, and one part at a time decided anew: what fractions would change, then one labour pool after the other.

import type { PlanningCase } from "../case.ts";
import type { Patch } from "../lp/solver.ts";
import type { Place } from "./whole-columns.ts";
import type { Trial } from "./trial.ts";

/** Limits of one neighbourhood's search: nodes, and a share of the gap asked for. */
const nodes = 30;
const nearness = 0.1;
/** A round that brings less than this share of the gap asked for is the last. */
const worthwhile = 0.05;

/** Round after round until the gap is reached, the limits are used up, or a round brings next to nothing. */
export async function improve(trial: Trial, study: PlanningCase, places: readonly Place[], gap: number): Promise<void> {
  const pools = poolsOf(study);
  while (!trial.over && trial.values.length > 0) {
    const before = trial.objective;
    // What the fractions and the plan agree on stays (relaxation-induced neighbourhood search: Danna, Rothberg, Le Pape 2005).
    const { values: fractions } = trial.relaxed;
    await search(trial, places, ({ column }) => Math.abs(fractions[column]! - Math.round(trial.values[column]!)) > 0.1, gap);
    for (const pool of pools) {
      if (trial.over) return;
      await search(trial, places, ({ site }) => site === -1 || pool.has(site), gap);
    }
    if (trial.objective - before < worthwhile * gap * Math.abs(before)) return;
  }
}

async function search(trial: Trial, places: readonly Place[], free: (place: Place) => boolean, gap: number): Promise<void> {
  await trial.solve(held(trial, places, free), { gap: nearness * gap, nodes, seconds: Math.max(1, trial.secondsLeft / 4) });
}

/** The best plan's whole numbers held, but for those that are free. */
function held(trial: Trial, places: readonly Place[], free: (place: Place) => boolean): Patch {
  const lower = Float64Array.from(trial.patch.lower);
  const upper = Float64Array.from(trial.patch.upper);
  for (const place of places) if (!free(place)) lower[place.column] = upper[place.column] = Math.round(trial.values[place.column]!);
  return { lower, upper };
}

/** Sites by labour pool, the largest pool first; a site without a pool is one of its own. */
function poolsOf({ sites }: PlanningCase): ReadonlySet<number>[] {
  const pools = new Map<string, Set<number>>();
  for (const [s, { id, site }] of sites.entries()) {
    const pool = site.labour ?? `site ${id}`;
    pools.set(pool, (pools.get(pool) ?? new Set()).add(s));
  }
  return [...pools.values()].toSorted((one, other) => other.size - one.size);
}
