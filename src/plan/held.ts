// How is a case held while it is searched again and again? One solver, one session, one way to stop.

import { type Frame, type Resumable, solveStages, type Stages } from "./bench.ts";
import type { Staged } from "./draft.ts";
import { openHighs } from "./lp/highs.ts";
import type { Progress, Session, Solver, SolveLimits } from "./lp/solver.ts";
import { atLeastOf, type MeasureName, measures, valueOf } from "./objectives/measure.ts";
import type { Stage } from "./objectives/stages.ts";

/** Limits of each search. */
export const usualLimits: SolveLimits = { gap: 0.01, nodes: 5000, seconds: 60, seed: 1 };

/**
 * Limits of one stage's search. Money after other stages chooses among plans that are alike in what counts more: half as much again is near enough (on the reference
 * programme the root of that search ends at 1.2 %, and minutes of branching bring it no nearer to 1 %). The bound of least change closes slowly.
 */
export function limitsOf(limits: SolveLimits, measure: MeasureName, position: number): SolveLimits {
  const atLeast = atLeastOf(measure);
  if (atLeast > 0) return { ...limits, atLeast };
  if (measure === "change") return { ...limits, gap: Math.max(limits.gap, changeGap), nodes: Math.min(limits.nodes, 10) };
  return position > 0 && measures[measure].unit === "USD" ? { ...limits, gap: 1.5 * limits.gap } : limits;
}

/** Least change only chooses among plans as good as each other: so near is near enough. */
export const changeGap = 0.05;

export interface SearchOptions {
  readonly limits?: Partial<SolveLimits>;
  /** What is being done, and how far its search is. */
  readonly onProgress?: (step: string, search?: Search) => void;
  /** Aborting keeps the best found so far. */
  readonly signal?: AbortSignal;
  readonly solver?: Solver;
}

/** How far a stage's search is; incumbent and bound in the measure's own unit. */
export interface Search extends Progress {
  readonly measure: MeasureName;
  readonly unit: string;
}

export interface Held {
  readonly solver: Solver;
  readonly session: Session;
  readonly limits: SolveLimits;
  /** Whether the caller wants no further search. */
  stopped(): boolean;
  /**
   * Searches stages in a frame within the limits; a stop ends the search, with the best so far.
   * @param nearer limits of the first stage, in place of the usual ones
   * @param own where a stopped search goes on from, who is told of better solutions, and another way to solve a stage
   */
  search(step: string, stages: readonly Stage[], frame: Frame, before?: Float64Array, nearer?: Partial<SolveLimits>, own?: Resumable): Promise<Stages>;
  /** Runs a search of the caller's own so that a stop reaches it. */
  stoppable<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Opens a model in a solver for the time of `work`; both are closed whatever happens. */
export async function hold<Result>({ model }: Pick<Staged, "model">, options: SearchOptions, work: (held: Held) => Promise<Result>): Promise<Result> {
  const { signal } = options;
  const limits = { ...usualLimits, ...options.limits };
  const solver = options.solver ?? openHighs();
  let searching = false;
  const stop = () => searching && solver.stop();
  signal?.addEventListener("abort", stop);
  const stopped = () => signal?.aborted ?? false;
  const stoppable = async <Inner>(run: () => Promise<Inner>): Promise<Inner> => {
    searching = true;
    try {
      return await run();
    } finally {
      searching = false;
    }
  };
  try {
    const session = await solver.open(model);
    try {
      return await work({
        solver,
        session,
        limits,
        stopped,
        stoppable,
        search: (step, stages, frame, before, nearer, own = {}) =>
          stoppable(() =>
            solveStages(session, stages, frame, {
              ...own,
              ...(before ? { before } : {}),
              options: ({ measure }, position) => ({
                limits: { ...limitsOf(limits, measure, position), ...(position === 0 ? nearer : {}) },
                onProgress: (progress) => options.onProgress?.(step, searchOf(measure, progress)),
              }),
              stopped,
            }),
          ),
      });
    } finally {
      await session.close();
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    if (!options.solver) await solver.close();
  }
}

function searchOf(measure: MeasureName, progress: Progress): Search {
  const own = (value: number | null) => (value === null ? null : valueOf(measure, value));
  return { ...progress, measure, unit: measures[measure].unit, incumbent: own(progress.incumbent), bound: own(progress.bound) };
}
