// How do independent solves share the machine? A few solvers, each taking the next model; an answer never depends on which of them gave it.

import type { LinearModel } from "../lp/model.ts";
import type { Solution, SolveOptions, Solver } from "../lp/solver.ts";

/** Solvers at work side by side. */
export interface Pool {
  readonly name: string;
  solve(model: LinearModel, options: SolveOptions): Promise<Solution>;
  /** The same for what must be done even after a stop: a short solve that makes an answer of what is there. */
  finish(model: LinearModel, options: SolveOptions): Promise<Solution>;
  close(): Promise<void>;
}

/** Answers a solve, from what an earlier search of the same kept or by doing it. */
export type Remember = (model: LinearModel, options: SolveOptions, solve: () => Promise<Solution>) => Promise<Solution>;

/**
 * Opens `workers` solvers. Each solve starts from a freshly loaded model, so that nothing is left over from the one before.
 * @param signal once aborted, solves under way stop with what they have
 * @param remember asked before every solve
 */
export function openPool(open: () => Solver, workers: number, signal?: AbortSignal, remember: Remember = (_, __, solve) => solve()): Pool {
  const solvers = Array.from({ length: Math.max(1, workers) }, open);
  const free = [...solvers];
  const busy = new Set<Solver>();
  const waiting: ((solver: Solver) => void)[] = [];
  const stop = (): void => {
    for (const solver of busy) solver.stop();
  };
  signal?.addEventListener("abort", stop);
  const solve = (model: LinearModel, options: SolveOptions): Promise<Solution> => remember(model, options, () => done(model, options));
  const done = async (model: LinearModel, options: SolveOptions): Promise<Solution> => {
    const solver = free.pop() ?? (await new Promise<Solver>((resolve) => waiting.push(resolve)));
    busy.add(solver);
    try {
      return await solver.solve(model, options);
    } finally {
      busy.delete(solver);
      const next = waiting.shift();
      if (next) next(solver);
      else free.push(solver);
    }
  };
  return {
    name: solvers[0]!.name,
    solve,
    async finish(model, options) {
      const first = await solve(model, options);
      // A stop meant for the solve before it may have reached this one.
      return first.status === "interrupted" ? solve(model, options) : first;
    },
    async close() {
      signal?.removeEventListener("abort", stop);
      await Promise.all(solvers.map((solver) => solver.close()));
    },
  };
}
