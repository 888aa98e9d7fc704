// What was asked of a fleet, in columns: the jobs of a trace and the requests of a serving trace, whatever file they came from.

/**
 * Jobs in order of submission (ties in the file's order), one element a job in every column.
 * Times are seconds from `origin`; a missing time or count is -1, a missing name the index -1.
 */
export interface JobTrace {
  readonly kind: "jobs";
  /** Unix milliseconds (UTC) that second 0 stands for; 0 where the file has no date. */
  readonly origin: number;
  /** The job's name in its file. */
  readonly names: readonly string[];
  readonly submitSeconds: Float64Array;
  /** How long the job ran, without its wait. */
  readonly runSeconds: Float64Array;
  /** The time limit it asked for; -1 where none is known. */
  readonly limitSeconds: Float64Array;
  /** When the source started it; -1 where it never did or is not known. */
  readonly startSeconds: Float64Array;
  /** Thousandths of an accelerator, so that half of one is exact: 500; 0 for a job that needs none. */
  readonly milliAccelerators: Int32Array;
  /** Nodes (hosts) it asked for; -1 where the file has none. */
  readonly nodes: Int32Array;
  /** Processor cores (thousandths) it asked for; -1 where the file has none. */
  readonly milliCores: Int32Array;
  /** Main memory it asked for, MiB; -1 where a row has none, absent where the format has none. */
  readonly memoryMib?: Float64Array;
  /** Equal parts that the job is made of (pods, instances), each on one host; absent where the format has none. */
  readonly instances?: Int32Array;
  /** Index into `JobTrace.users`, and so on; -1 where the file has none. */
  readonly user: Int32Array;
  readonly tenant: Int32Array;
  readonly queue: Int32Array;
  readonly kindOfWork: Int32Array;
  readonly model: Int32Array;
  /** How the source says it ended: see `endings`. */
  readonly ending: Uint8Array;
  /** Job that must end before this one starts: index of a job, -1 for none. */
  readonly after: Int32Array;
  readonly users: readonly string[];
  readonly tenants: readonly string[];
  readonly queues: readonly string[];
  readonly kindsOfWork: readonly string[];
  /** Accelerator models a job may run on, as the source names them; several joined by `|`. */
  readonly models: readonly string[];
  /** Accelerators of the machine that the jobs ran on, where the file says. */
  readonly machine?: number;
}

/** What `JobTrace.ending` counts. */
export const endings = ["unknown", "done", "failed", "cancelled", "timed out", "lost node"] as const;

/** Requests of a serving trace in order of arrival, one element a request in every column. Seconds from `origin`. */
export interface RequestTrace {
  readonly kind: "requests";
  readonly origin: number;
  readonly arrivalSeconds: Float64Array;
  readonly inputTokens: Int32Array;
  readonly outputTokens: Int32Array;
  /** Index into `models`; -1 where the file has none. */
  readonly model: Int32Array;
  readonly models: readonly string[];
  /** Session the request belongs to; -1 where the file has none. */
  readonly session: Int32Array;
  /** Prefix blocks of request i: `blocks[blockStart[i] .. blockStart[i + 1])`; both empty where the file has none. */
  readonly blockStart: Int32Array;
  readonly blocks: Int32Array;
  /** Tokens that one prefix block holds; 0 where the file has none. */
  readonly tokensPerBlock: number;
}

/** Whatever a trace file can hold that is neither jobs nor requests. */
export type SeriesTrace = CarbonTrace | FailureTrace | FragmentTrace | NodeTrace;

/** Carbon intensity as a step function: each value holds until the next. */
export interface CarbonTrace {
  readonly kind: "carbon";
  readonly origin: number;
  readonly seconds: Float64Array;
  /** Grams of CO2 per kWh. */
  readonly gramsPerKwh: Float64Array;
}

/** Failures one after the other: `intervalSeconds` after the last began, a share of the hosts is out for `durationSeconds`. */
export interface FailureTrace {
  readonly kind: "failures";
  readonly intervalSeconds: Float64Array;
  readonly durationSeconds: Float64Array;
  /** Share of the hosts, 0 to 1. */
  readonly share: Float64Array;
}

/** What tasks used while they ran, piece after piece without a gap: the pieces of a task in order. */
export interface FragmentTrace {
  readonly kind: "fragments";
  /** Names of tasks, as `JobTrace.names` of the file of tasks has them. */
  readonly tasks: readonly string[];
  /** Index into `tasks`. */
  readonly task: Int32Array;
  readonly durationSeconds: Float64Array;
  readonly processorMhz: Float64Array;
  /** -1 where the file has none. */
  readonly acceleratorMhz: Float64Array;
}

/** Hosts of a cluster. */
export interface NodeTrace {
  readonly kind: "nodes";
  readonly names: readonly string[];
  readonly milliCores: Int32Array;
  readonly memoryMib: Float64Array;
  readonly accelerators: Int32Array;
  /** Index into `models`; -1 for none. */
  readonly model: Int32Array;
  readonly models: readonly string[];
}
