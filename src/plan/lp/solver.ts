// What does the planner ask of a solver, and what comes back?

import type { LinearModel } from "./model.ts";

export interface SolveLimits {
  /** Stop when (bound - incumbent) / |incumbent| is at most this. */
  readonly gap: number;
  /** The gap is a share of the incumbent, and of at least this much: a measure that may be next to nothing has no other end. Nothing unless given. */
  readonly atLeast?: number;
  /** Counted limit on branch-and-bound nodes; keeps results equal on every machine. */
  readonly nodes: number;
  /** Counted limit on simplex iterations, of all of a search's linear programmes together: ends a long root too. HiGHS in the package counts them, programs do not. */
  readonly iterations?: number;
  /** Safety stop by the clock, seconds; a plan that it ends is marked. */
  readonly seconds: number;
  readonly seed: number;
  /** Stop at the first solution better than this objective, where the solver can; such a search ends by `limit`. */
  readonly enough?: number;
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
  /** Row duals of a linear programme: what one more unit of the right side adds to the maximised objective; empty for a MIP. */
  readonly duals: Float64Array;
  /** Reduced costs of a linear programme's columns, same sign: what one more unit of the binding bound adds; empty for a MIP. */
  readonly reducedCosts: Float64Array;
  /** Basis of a linear programme, to start the next solve from. */
  readonly basis?: Basis;
  /** How far rows may move with the same duals; when asked for, of a linear programme. */
  readonly ranging?: Ranging;
  /** Simplex iterations, where the solver counts them. */
  readonly iterations?: number;
  /** Asked for by `proof`: multipliers of the rows that prove a linear programme infeasible (`certificates.ts`). */
  readonly ray?: Float64Array;
  /** Asked for by `proof`: a direction of the columns along which a linear programme's objective grows without end. */
  readonly direction?: Float64Array;
}

/** By row: the least and the greatest value of its active bound at which the duals stay what they are. */
export interface Ranging {
  readonly least: Float64Array;
  readonly greatest: Float64Array;
}

/** Basis status of every column and row, as HiGHS numbers them: 0 lower, 1 basic, 2 upper, 3 zero, 4 nonbasic. */
export interface Basis {
  readonly columns: Uint8Array;
  readonly rows: Uint8Array;
}

/** Whole-number columns and their values; the solver completes them. */
export interface Start {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

export interface SolveOptions {
  readonly limits: SolveLimits;
  readonly start?: Start;
  readonly basis?: Basis;
  /** Ask how far each row's bound may move with the same duals (linear programmes). */
  readonly ranging?: boolean;
  /** An infeasible or unbounded linear programme comes back with its `ray` or `direction`, where the solver can give it. */
  readonly proof?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Called with column values at every better solution of a MIP. */
  readonly onIncumbent?: (values: Float64Array, objective: number) => void;
}

/** Numbers of a loaded model to change before a solve; each array is whole, in the model's order. */
export interface Patch {
  readonly cost?: Float64Array;
  readonly offset?: number;
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
  readonly rowLower?: Float64Array;
  readonly rowUpper?: Float64Array;
  /** 1 where the column is whole. */
  readonly integer?: Uint8Array;
}

/** A model held by a solver, solved again and again with its costs and bounds changed; it keeps its last basis. */
export interface Session {
  /** Applies the patch (it stays), then solves. */
  solve(options: SolveOptions, patch?: Patch): Promise<Solution>;
  close(): Promise<void>;
}

/** Rows and columns (bounds) of an irreducible conflict of a linear programme. */
export interface Conflict {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** One solver. `stop` asks it to end with the incumbent; `close` frees it. */
export interface Solver {
  readonly name: string;
  /** One model, one solve. */
  solve(model: LinearModel, options: SolveOptions): Promise<Solution>;
  /** Loads a model to be solved more than once. */
  open(model: LinearModel): Promise<Session>;
  /** An irreducible conflict of the model without its whole numbers; undefined when that is feasible or the solver has no such call. */
  conflict(model: LinearModel, limits: SolveLimits): Promise<Conflict | undefined>;
  stop(): void;
  close(): Promise<void>;
}

/** What `gap` of `atLeast` is, in the objective's unit: a difference that is near enough whatever the incumbent's size. */
export function absoluteGap({ gap, atLeast = 0 }: SolveLimits): number {
  return gap * atLeast;
}

/** How far an incumbent is from its bound: a share of its size, or of `atLeast` where that is more. */
export function gapOf(bound: number, incumbent: number, atLeast = 0): number {
  return Math.max(0, bound - incumbent) / sizeOf(incumbent, atLeast);
}

/** The gap as the limits count it; null where incumbent or bound is not known. */
export function gapBetween(bound: number | null, incumbent: number | null, { atLeast = 0 }: SolveLimits): number | null {
  return bound === null || incumbent === null ? null : gapOf(bound, incumbent, atLeast);
}

/** What a share of an incumbent is a share of; never nothing. */
export function sizeOf(incumbent: number, atLeast = 0): number {
  return Math.max(1e-9, atLeast, Math.abs(incumbent));
}

/** Solves to the end; ten minutes are the safety stop. */
export const exactly: SolveLimits = { gap: 0, nodes: 2_000_000_000, seconds: 600, seed: 1 };
