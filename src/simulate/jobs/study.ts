// What is played out: a fleet, its jobs, a policy, and what goes wrong?

import type { FleetDescription } from "../../fleet/description.ts";
import type { TrainingFabric } from "../../fleet/fabric.ts";
import type { TrainingRun } from "../../physics/training-step.ts";
import type { JobColumns } from "../../schedule/jobs.ts";
import type { Forecast, Policy } from "../../schedule/view.ts";

/** Kinds of work. Each job is of one class. */
export interface JobClass {
  readonly id: string;
  /** Bytes of a checkpoint for each accelerator of the job; 0 for work that saves nothing and starts again from its beginning. */
  readonly checkpointBytes: number;
  /** Rate at which a job of the class dies of its own software, per second of running, whatever its size. */
  readonly hazardPerSecond: number;
  /** Seconds from getting accelerators to the first step, at the first start. */
  readonly startSeconds: number;
}

/** The jobs of a run: what policies see, and what only the simulation knows. */
export interface JobTable extends JobColumns {
  readonly names: readonly string[];
  readonly tenants: readonly string[];
  readonly classes: readonly JobClass[];
  readonly classOf: Uint8Array;
  /** Seconds of work with all the accelerators it wants, without checkpoints. */
  readonly run: Float64Array;
  /** Job that must end first, or -1. */
  readonly after: Int32Array;
  /** More jobs that must end first: those of job j are `jobs[first[j]]` to before `jobs[first[j + 1]]`. */
  readonly alsoAfter?: { readonly first: Int32Array; readonly jobs: Int32Array };
  /** May it use the accelerators of this model, at this site? Clauses speak through this. */
  permitted(job: number, site: number, model: number): boolean;
}

export const scopes = ["job", "accelerator", "tray", "rack", "switch", "cdu", "building", "substation", "grid"] as const;
export type Scope = (typeof scopes)[number];

/** One cause of failures. */
export interface Cause {
  readonly id: string;
  readonly scope: Scope;
  /** Per day: of each accelerator for scopes up to `switch`, of each such domain from `cdu` on. */
  readonly ratePerDay: number;
  /** Mean time to repair once someone is at it. */
  readonly repairSeconds: number;
  /** How repair times are distributed; fixed where it is left out. */
  readonly repair?: "fixed" | "exponential";
  /** Crew that repairs it; a crew has so many hands at each site. Repaired by itself where it is left out. */
  readonly crew?: string;
  /** Found late: the work is thrown back further than the last checkpoint. */
  readonly silent?: boolean;
}

export interface Reliability {
  readonly causes: readonly Cause[];
  /** A new pod fails (1 + excess e^(-age / seconds)) times as often. */
  readonly infant?: { readonly excess: number; readonly seconds: number };
  /** Shape of the gamma distribution of trays' rates about their mean; all alike where it is left out. */
  readonly lemonShape?: number;
  /** Repairs that each crew does at once at a site. */
  readonly crews?: Readonly<Record<string, number>>;
}

/** Checkpoints, and what a restart takes. */
export interface Recovery {
  readonly detectSeconds: number;
  readonly rescheduleSeconds: number;
  readonly loadSeconds: number;
  readonly warmUpSeconds: number;
  /** Interval of work between checkpoints: by formula, or so many seconds. */
  readonly interval: "young" | "daly" | number;
  /** Asynchronous: the job stops only for the copy to host memory, the write goes on beside it. */
  readonly mode: "sync" | "async";
  /** Bytes per second: copy to host memory, of one accelerator; write to storage, of one accelerator's host share. */
  readonly copyBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  /** Checkpoints that a silent failure goes back beyond the last. */
  readonly silentCheckpoints: number;
  /** Failures in a row without any more work saved after which a job is given up, since it would never end; 1,000 where it is left out. */
  readonly futileRestarts?: number;
}

/** Planned work on a domain: drained `noticeSeconds` before, out from `fromSeconds` to `toSeconds`. */
export interface Maintenance {
  readonly scope: "tray" | "rack" | "pod" | "building" | "site";
  readonly domain: number;
  readonly noticeSeconds: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** Training jobs whose speed depends on where they stand. */
export interface TrainingJobs {
  /** Of each job: index into `runs`, -1 where its speed does not depend on its place. */
  readonly runOf: Int32Array;
  readonly runs: readonly TrainingRun[];
  /** By accelerator model of the fleet. */
  readonly fabrics: readonly (TrainingFabric | undefined)[];
}

/** Tables of a run that can be handed out as they grow, and their columns: those of `engine.attempts`, `failures` and `hours`. */
export type RowSink = (table: "attempts" | "failures" | "hours", columns: Readonly<Record<string, Float64Array | Int32Array | Uint8Array>>) => void;

export interface JobStudy {
  readonly fleet: FleetDescription;
  readonly jobs: JobTable;
  readonly policy: Policy;
  readonly recovery: Recovery;
  readonly reliability?: Reliability;
  readonly maintenance?: readonly Maintenance[];
  /** By site: prices and carbon, hourly. */
  readonly forecasts?: readonly (Forecast | undefined)[];
  readonly training?: TrainingJobs;
  /** Takes rows as they become final, so that memory does not grow with simulated time; the columns are valid until it returns. All rows are kept in the engine where it is left out. */
  readonly onRows?: RowSink;
  readonly seed: number;
  /** When the run stops, Infinity where it is left out: when all jobs have ended or none can ever start. */
  readonly untilSeconds?: number;
}
