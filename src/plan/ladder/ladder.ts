// How is a programme planned that may be too large for one search? Whole for half of the time; then screened, decided window by window, improved part by part; always told against the bound of all plans.

import { type Frame, solveStages, wholeColumns } from "../bench.ts";
import type { Draft } from "../columns.ts";
import type { Held } from "../held.ts";
import { exactly, type Patch, type Solution, type SolveLimits, type SolveOptions } from "../lp/solver.ts";
import { atLeastOf, type MeasureName, valueOf } from "../objectives/measure.ts";
import type { Stage } from "../objectives/stages.ts";
import type { SolverReport } from "../plan.ts";
import { improve } from "./neighbourhoods.ts";
import { relaxAndFix } from "./relax-and-fix.ts";
import { columnsOfSites, lossOf, screenedSites } from "./screen.ts";
import { sight } from "./sighting.ts";
import { Trial } from "./trial.ts";
import { wholeColumnPlaces } from "./whole-columns.ts";

/** Limits of a ladder's searches unless the caller says otherwise: ten minutes for all stages together, and for the sighting before each but the last. */
export function ladderLimits(stages: number): Partial<SolveLimits> {
  return { gap: 0.02, seconds: Math.floor(600 / (stages > 1 ? stages + sightingShare : 1)) };
}

/**
 * Rows from which on a model is searched by the ladder, and has its limits. Measured on the seeded family (`npm run bench -- ladder`), objective `worth`: 20 sites x 16 quarters
 * (3,800 rows) come to 1 % in 13 CPU seconds, 40 sites x 24 quarters x 5 generations x 8 slices (15,500 rows) to 0.7 % in 83, more than the usual limit of 60;
 * windows and pools alone, from the greedy plan, to 1.5 % in 110.
 */
export const largeRows = 8_000;

/** Factors on the price of a stage's measure in the sightings before its own search: a moderate one finds a good plan, a high one betters it. */
const sightings = [1.5, 6];
/** What they may take, as a share of the stage's own time. */
const sightingShare = 2;

/** Share of the time for the search of everything that comes first: on the family it is the better half of the ladder. */
const wholeShare = 0.5;

export interface Ladder {
  /** Solves one stage; stands in for the session's own search. */
  solve(options: SolveOptions, patch: Patch, position: number): Promise<Solution>;
  /** Sites left out, each with the most that it could add to the last stage's measure as it stands in the plan. */
  screened(): NonNullable<SolverReport["screened"]>;
}

/** Solves the plan in fractions and screens the sites by it. */
export async function openLadder(held: Pick<Held, "session" | "stopped">, draft: Draft, stages: readonly Stage[], frame: Frame): Promise<Ladder> {
  const { session, stopped } = held;
  const places = wholeColumnPlaces(draft);
  const fractions = new Uint8Array(frame.integer.length);
  const first = await solveStages(session, stages, { ...frame, integer: fractions }, { stopped });
  const money = first.results.findLast(({ solution }) => solution.values.length > 0)?.solution;
  const left = money && first.results.length === stages.length ? screenedSites(draft, money) : [];
  const columns = columnsOfSites(draft, left);
  let restricted = false;
  let last: { readonly relaxed: Solution; readonly objective: number; readonly measure: MeasureName } | undefined;
  /** Sightings before a stage's own search; true when the clock ended them. */
  const look = async (trial: Trial, position: number, whole: Required<Patch>, options: SolveOptions): Promise<boolean> => {
    let left = sightingShare * options.limits.seconds;
    for (const factor of sightings) {
      if (trial.over || left < 1) break;
      const limits = { ...options.limits, seconds: left };
      const seen = await sight(session, stages.slice(position), whole, first.results.slice(position), trial.values, factor, { ...options, limits });
      if (!seen) return false;
      if (seen.values.length > 0) await complete(trial, wholeColumns(frame.integer, seen.values));
      if (seen.stoppedByClock) return true;
      left -= seen.seconds;
    }
    return false;
  };
  return {
    async solve(options, patch, position) {
      const whole = { ...frame, cost: stages[position]!.cost, offset: stages[position]!.offset, ...patch };
      const basis = first.results[position]?.solution.basis;
      const relaxed = await session.solve({ limits: exactly, ...(basis ? { basis } : {}) }, { ...whole, integer: fractions });
      if (relaxed.status !== "optimal" || relaxed.values.length === 0) return relaxed;
      const trial = new Trial(session, whole, options, relaxed, stopped);
      if (options.start) await complete(trial, options.start);
      const late = await look(trial, position, whole, options);
      // Of lateness the fractions' bound has to do: what a search of it alone finds is poor by all that comes after, and its bound hardly moves.
      if (atLeastOf(stages[position]!.measure) > 0 && position < stages.length - 1 && trial.values.length > 0) {
        const found = trial.solution();
        return { ...found, stoppedByClock: found.stoppedByClock || (late && !trial.over) };
      }
      const { gap } = options.limits;
      if (!trial.over) await trial.solve({}, { seconds: wholeShare * trial.secondsLeft }, { all: true });
      if (!trial.over) {
        restricted = true;
        trial.restrict(columns);
        await relaxAndFix(trial, places, draft.study.count, gap);
        await improve(trial, draft.study, places, gap);
      }
      // What is left of the limits goes to one more search of everything, from the best plan: no site is left out of it.
      if (!trial.over) await trial.solve({ upper: whole.upper }, {}, { all: true });
      last = { relaxed, objective: trial.objective, measure: stages[position]!.measure };
      return trial.solution();
    },
    screened() {
      if (!last || !restricted) return [];
      const { relaxed, objective, measure } = last;
      return left.map((s) => ({
        site: draft.study.sites[s]!.id,
        measure,
        most: Math.abs(valueOf(measure, Math.max(0, relaxed.objective! - lossOf(draft, relaxed, s) - objective))),
      }));
    },
  };
}

/** The start's whole numbers, made a whole plan by a linear programme. */
async function complete(trial: Trial, { indices, values }: NonNullable<SolveOptions["start"]>): Promise<void> {
  const lower = Float64Array.from(trial.patch.lower);
  const upper = Float64Array.from(trial.patch.upper);
  for (const [position, column] of indices.entries()) lower[column] = upper[column] = values[position]!;
  await trial.solve({ lower, upper, integer: new Uint8Array(lower.length) }, { ...exactly, seconds: trial.secondsLeft });
}
