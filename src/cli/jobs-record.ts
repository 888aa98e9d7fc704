// What stands in `record/summary.json` of simulated jobs?

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { JobSummary } from "../simulate/jobs/summary.ts";
import { readText } from "./inputs.ts";
import { parseJson } from "./json-text.ts";

/** A figure that there is not, such as a cost without a price, is null there. */
export interface JobsRecord {
  readonly kind: "jobs";
  /** How the trace was detected. */
  readonly trace: string;
  /** What fleet was taken. */
  readonly fleet: string;
  readonly policy: readonly string[];
  readonly seed: number;
  /** Unix milliseconds of second 0; 0 where nobody says. */
  readonly origin: number;
  /** False where it was stopped before its end. */
  readonly whole: boolean;
  readonly accelerators: number;
  readonly summary: JobSummary;
  /** Work over the time from first start to end, of the jobs that are done, weighted by their accelerators. */
  readonly ettr: number;
  readonly unknownRunTimes: number;
  readonly running: number;
  readonly waiting: number;
  readonly energy: { readonly itMwh: number; readonly facilityMwh: number; readonly costUsd: number | null; readonly carbonT: number | null };
  readonly sites: readonly {
    readonly site: string;
    readonly acceleratorHours: number;
    readonly failures: number;
    readonly itMwh: number;
    readonly facilityMwh: number;
    readonly costUsd: number | null;
    readonly carbonT: number | null;
  }[];
  /** Inputs that had no part in it. */
  readonly unused: readonly string[];
}

/** The summary of a run folder's record where it is one of simulated jobs. @throws Stop 2 when it is no JSON */
export function jobsRecordOf(folder: string): JobsRecord | undefined {
  const path = join(folder, "record", "summary.json");
  const read = existsSync(path) ? parseJson<Partial<JobsRecord> | null>(path, readText(path)!) : undefined;
  return read?.kind === "jobs" ? (read as JobsRecord) : undefined;
}
