// What became of the jobs of a trace, in columns: every attempt at a job, where it ran, how it ended and what it took.

import { numberColumn, textColumn } from "./column.ts";
import type { ColumnValues, Table, TableShape } from "./record.ts";

/**
 * Attempts in order of start (ties by job), one element an attempt in every column; an attempt is one stay of a job on accelerators.
 * A job that was interrupted has several; a job that never started has one attempt with start -1, end -1 and ending "never started",
 * at the end of the columns. Times are seconds from `origin`.
 */
export interface JobOutcomes {
  readonly kind: "outcomes";
  /** Unix milliseconds (UTC) that second 0 stands for. */
  readonly origin: number;
  /** Of jobs: index into `jobs` is what `job` counts. In the order of the trace. */
  readonly jobs: readonly string[];
  /** Of jobs: when each was submitted. */
  readonly submitSeconds: Float64Array;
  readonly sites: readonly string[];

  /** Index into `jobs` and `submitSeconds`. */
  readonly job: Int32Array;
  /** Which try of its job this is, from 1. */
  readonly attempt: Int32Array;
  /** Index into `sites`; -1 where it never started. */
  readonly site: Int32Array;
  readonly startSeconds: Float64Array;
  /** When it left its accelerators; -1 while it still runs at the end of what was simulated. */
  readonly endSeconds: Float64Array;
  /** How it ended: index into `attemptEndings`. */
  readonly ending: Uint8Array;
  /** Index into `causes`: what interrupted it; -1 for none. */
  readonly cause: Int32Array;
  readonly causes: readonly string[];
  /** Thousandths of an accelerator that it held. */
  readonly milliAccelerators: Int32Array;
  /** Seconds of the attempt whose work was lost: since the last checkpoint. */
  readonly lostSeconds: Float64Array;
  /** Seconds of the attempt spent on writing checkpoints and on restarting. */
  readonly overheadSeconds: Float64Array;
  /** IT energy of its accelerators and hosts, joules. */
  readonly energyJ: Float64Array;
  /** Carbon of the facility energy that it caused, grams. */
  readonly carbonG: Float64Array;
}

/** What `JobOutcomes.ending` counts. */
export const attemptEndings = ["running", "done", "failed", "preempted", "timed out", "cancelled", "never started"] as const;

/** The attempts as a table of the record, `record/attempts.parquet`. */
export const attempts: TableShape = {
  name: "attempts",
  meaning: "every attempt at a job: where and when it ran, how it ended, what it took",
  columns: [
    { name: "job", type: "text", unit: "-", meaning: "name of the job in its trace" },
    { name: "attempt", type: "int32", unit: "-", meaning: "which try of its job, from 1" },
    { name: "site", type: "text", unit: "-", meaning: "site id; empty where it never started" },
    { name: "submitSeconds", type: "float64", unit: "s", meaning: "when the job was submitted, from the trace's second 0" },
    { name: "startSeconds", type: "float64", unit: "s", meaning: "when the attempt started; -1 where it never did" },
    { name: "endSeconds", type: "float64", unit: "s", meaning: "when it left its accelerators; -1 while it runs" },
    { name: "ending", type: "text", unit: "-", meaning: `how it ended: ${attemptEndings.join(", ")}` },
    { name: "cause", type: "text", unit: "-", meaning: "what interrupted it, or empty" },
    { name: "accelerators", type: "float64", unit: "accelerators", meaning: "held, in thousandths" },
    { name: "lostSeconds", type: "float64", unit: "s", meaning: "of it: work that was lost, since the last checkpoint" },
    { name: "overheadSeconds", type: "float64", unit: "s", meaning: "of it: writing checkpoints and restarting" },
    { name: "energyJ", type: "float64", unit: "J", meaning: "IT energy" },
    { name: "carbonG", type: "float64", unit: "g", meaning: "carbon of the facility energy it caused" },
  ],
};

/** The outcomes as rows of `attempts`. */
export function attemptsTable(outcomes: JobOutcomes): Table {
  const text = (from: readonly string[], at: Int32Array): readonly string[] => Array.from(at, (index) => (index < 0 ? "" : from[index]!));
  const values: readonly ColumnValues[] = [
    text(outcomes.jobs, outcomes.job),
    outcomes.attempt,
    text(outcomes.sites, outcomes.site),
    Float64Array.from(outcomes.job, (job) => outcomes.submitSeconds[job]!),
    outcomes.startSeconds,
    outcomes.endSeconds,
    Array.from(outcomes.ending, (ending) => attemptEndings[ending]!),
    text(outcomes.causes, outcomes.cause),
    Float64Array.from(outcomes.milliAccelerators, (milli) => milli / 1000),
    outcomes.lostSeconds,
    outcomes.overheadSeconds,
    outcomes.energyJ,
    outcomes.carbonG,
  ];
  return { shape: attempts, rows: outcomes.job.length, values };
}

/**
 * The outcomes that a record's table `attempts` holds. Jobs stand in the order in which they appear, their submission as the table has it.
 * @param origin Unix milliseconds of second 0, which the table does not say
 */
export function outcomesOfTable(table: Table, origin: number): JobOutcomes {
  const jobs = new Map<string, number>();
  const sites = new Map<string, number>();
  const causes = new Map<string, number>();
  const index = (names: Map<string, number>, name: string): number => {
    if (name === "") return -1;
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name)!;
  };
  const numbers = (name: string) => Float64Array.from(numberColumn(table, name));
  const job = Int32Array.from(textColumn(table, "job"), (name) => index(jobs, name));
  const submitted = numberColumn(table, "submitSeconds");
  const submitSeconds = new Float64Array(jobs.size);
  for (const [row, one] of job.entries()) submitSeconds[one] = submitted[row]!;
  return {
    kind: "outcomes",
    origin,
    submitSeconds,
    job,
    attempt: Int32Array.from(numberColumn(table, "attempt")),
    site: Int32Array.from(textColumn(table, "site"), (name) => index(sites, name)),
    startSeconds: numbers("startSeconds"),
    endSeconds: numbers("endSeconds"),
    ending: Uint8Array.from(textColumn(table, "ending"), (name) => attemptEndings.findIndex((ending) => ending === name)),
    cause: Int32Array.from(textColumn(table, "cause"), (name) => index(causes, name)),
    milliAccelerators: Int32Array.from(numberColumn(table, "accelerators"), (value) => Math.round(value * 1000)),
    lostSeconds: numbers("lostSeconds"),
    overheadSeconds: numbers("overheadSeconds"),
    energyJ: numbers("energyJ"),
    carbonG: numbers("carbonG"),
    jobs: [...jobs.keys()],
    sites: [...sites.keys()],
    causes: [...causes.keys()],
  };
}
