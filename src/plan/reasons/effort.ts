// How long may the search for reasons take? Every limit is counted, so that the same model gives the same words on any machine.

import type { LinearModel } from "../lp/model.ts";
import type { SolveLimits, Solver } from "../lp/solver.ts";

/**
 * Limits of a search over whole numbers: nodes, and simplex iterations, which take longer the more rows a model has.
 * The clock only stops what has gone wrong; `watched` tells of it.
 * @param share of the usual effort
 */
export function effort({ rows }: LinearModel, share: number): SolveLimits {
  return { gap: nearEnough, nodes: Math.ceil(nodesAtMost * share), iterations: Math.ceil((rowIterationsAtMost * share) / Math.max(1, rows.length)), seconds: 300, seed: 1 };
}

/** Amounts of what must give way are told within this share. */
const nearEnough = 0.02;
const nodesAtMost = 1000;
/** Iterations times rows: 60,000 iterations on the reference programme, of which it takes 10,000 to 25,000 (10 to 15 CPU seconds). */
const rowIterationsAtMost = 2.7e8;

export interface Watched {
  readonly solver: Solver;
  /** Whether a clock ended any solve: then another machine may find other words. */
  stoppedByClock(): boolean;
}

/** The same solver, watched. */
export function watched(solver: Solver): Watched {
  let late = false;
  const seen = <Answer extends { readonly stoppedByClock: boolean }>(answer: Answer): Answer => {
    late ||= answer.stoppedByClock;
    return answer;
  };
  return {
    stoppedByClock: () => late,
    solver: {
      ...solver,
      solve: async (model, options) => seen(await solver.solve(model, options)),
      open: async (model) => {
        const session = await solver.open(model);
        return { ...session, solve: async (options, patch) => seen(await session.solve(options, patch)) };
      },
    },
  };
}
