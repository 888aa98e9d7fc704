// What does the command adapter need to know of a solver's program? How it is called, and how its answer is read.

import type { LinearModel } from "../model.ts";
import type { SolveLimits, Start } from "../solver.ts";

/** One run in a folder of its own. The file minimises minus the model's objective without its offset; row i is `r<i>`, column j `c<j>`. */
export interface Job {
  readonly folder: string;
  /** The MPS file. */
  readonly file: string;
  readonly model: LinearModel;
  readonly whole: boolean;
  readonly limits: SolveLimits;
  readonly start: Start | undefined;
}

/** What the program says, in the file's sense: minimised. */
export interface Outcome {
  /** `either`: infeasible or unbounded, not said which; `feasible`: stopped with a solution; `nothing`: stopped without one. */
  readonly status: "optimal" | "feasible" | "infeasible" | "unbounded" | "either" | "nothing" | "failed";
  readonly byClock?: boolean;
  readonly values?: Float64Array;
  /** Of a linear programme: what one more unit of the right side adds to the minimised objective. */
  readonly duals?: Float64Array;
  readonly reducedCosts?: Float64Array;
  /** Lower bound of a MIP. */
  readonly bound?: number;
  readonly nodes?: number;
  readonly iterations?: number;
}

/** What a line of a program's log says of its search, in the file's sense: minimised. What a line leaves out is as it was; `null` is none. */
export interface Told {
  readonly incumbent?: number | null;
  readonly bound?: number | null;
  readonly nodes?: number;
}

export interface Program {
  readonly title: string;
  readonly command: string;
  /** Where it comes from, for the message when it is not there. */
  readonly from: string;
  /** The signal on which it ends; some keep their best solution. */
  readonly stop: "SIGINT" | "SIGTERM";
  /** Writes what it reads beside the model, and gives its arguments. */
  arguments(job: Job): string[];
  /** Reads one line of its log, as it comes; undefined where that says nothing of the search for whole numbers. */
  told(line: string): Told | undefined;
  /** Reads its answer from what it printed and wrote. */
  read(job: Job, printed: string): Outcome;
}

/** The last number that a pattern finds in a text, or nothing. */
export function lastNumber(text: string, pattern: RegExp): number | undefined {
  const found = [...text.matchAll(pattern)].at(-1)?.[1];
  const value = found === undefined ? Number.NaN : Number(found);
  return Number.isFinite(value) && Math.abs(value) < 1e29 ? value : undefined;
}

/** A number in a log; null where it is written as none (`inf`, `--`, `not found yet`). */
export function loggedNumber(text: string): number | null {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) && Math.abs(value) < 1e29 ? value : null;
}

/** Numbers of lines `NAME VALUE`, placed by the digits of the name; names not given are 0. */
export function byName(lines: readonly string[], letter: "c" | "r", length: number): Float64Array {
  const values = new Float64Array(length);
  for (const line of lines) {
    const [name, value] = line.trim().split(/\s+/);
    if (name?.startsWith(letter)) values[Number(name.slice(1))] = Number(value);
  }
  return values;
}
