// What does the planner ask of a solver, and what comes back?

import type { LinearModel } from "./model.ts";

export interface SolveLimits {
  /** Stop when (bound - incumbent) / |incumbent| is at most this. */
  readonly gap: number;
  /** Counted limit on branch-and-bound nodes; keeps results equal on every machine. */
  readonly nodes: number;
  /** Safety stop by the clock, seconds; a plan that it ends is marked. */
  readonly seconds: number;
  readonly seed: number;
}

export interface Progress {
  readonly seconds: number;
  readonly incumbent: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly nodes: number;
}

export type SolveStatus = "optimal" | "gap" | "limit" | "interrupted" | "infeasible" | "unbounded" | "failed";

export interface Solution {
  readonly status: SolveStatus;
  /** Objective with offset, in the model's unit. */
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly nodes: number;
  readonly stoppedByClock: boolean;
  /** Column values; empty when there is no solution. */
  readonly values: Float64Array;
  /** Row duals of a linear programme: what one more unit of the right side adds to the maximised objective. */
  readonly duals: Float64Array;
}

export interface SolveOptions {
  readonly limits: SolveLimits;
  /** A start: whole-number columns and their values; the solver completes it. */
  readonly start?: { readonly indices: Int32Array; readonly values: Float64Array };
  readonly onProgress?: (progress: Progress) => void;
}

/** One solver. `stop` asks it to end with the incumbent; `close` frees it. */
export interface Solver {
  readonly name: string;
  solve(model: LinearModel, options: SolveOptions): Promise<Solution>;
  stop(): void;
  close(): Promise<void>;
}

export const exactly: SolveLimits = { gap: 0, nodes: 2_000_000_000, seconds: 600, seed: 1 };
