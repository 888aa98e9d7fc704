// What is in a trace, in a few figures?

import type { JobTrace, RequestTrace } from "../../record/trace.ts";
import type { Trace } from "./format.ts";

/** Figures with their units in their names; what a kind of trace does not have is left out. */
export interface TraceSummary {
  readonly kind: Trace["kind"];
  readonly rows: number;
  /** When second 0 is, where the file has dates. */
  readonly from?: string;
  /** From the first row to the last: submission, arrival or value. */
  readonly spanHours?: number;
  /** Sum of run time and accelerators over the jobs whose run time is known. */
  readonly acceleratorHours?: number;
  readonly largestJobAccelerators?: number;
  readonly withoutRunTime?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly prefixBlocks?: number;
  readonly accelerators?: number;
}

export function summaryOf(trace: Trace): TraceSummary {
  switch (trace.kind) {
    case "jobs":
      return ofJobs(trace);
    case "requests":
      return ofRequests(trace);
    case "carbon":
      return { kind: trace.kind, rows: trace.seconds.length, ...dates(trace.origin), spanHours: (trace.seconds.at(-1) ?? 0) / 3600 };
    case "failures":
      return { kind: trace.kind, rows: trace.share.length, spanHours: sum(trace.intervalSeconds) / 3600 };
    case "fragments":
      return { kind: trace.kind, rows: trace.task.length };
    case "nodes":
      return { kind: trace.kind, rows: trace.names.length, accelerators: sum(trace.accelerators) };
    case "weather":
      return { kind: trace.kind, rows: trace.year.hours.dryBulbC.length, spanHours: trace.year.hours.dryBulbC.length };
  }
}

function ofJobs(trace: JobTrace): TraceSummary {
  const rows = trace.names.length;
  let [milliSeconds, largest, unknown] = [0, 0, 0];
  for (let job = 0; job < rows; job += 1) {
    const run = trace.runSeconds[job]!;
    largest = Math.max(largest, trace.milliAccelerators[job]!);
    if (run < 0) unknown += 1;
    else milliSeconds += run * trace.milliAccelerators[job]!;
  }
  return {
    kind: "jobs",
    rows,
    ...dates(trace.origin),
    spanHours: rows === 0 ? 0 : (trace.submitSeconds[rows - 1]! - trace.submitSeconds[0]!) / 3600,
    acceleratorHours: milliSeconds / 3.6e6,
    largestJobAccelerators: largest / 1000,
    withoutRunTime: unknown,
  };
}

function ofRequests(trace: RequestTrace): TraceSummary {
  const rows = trace.arrivalSeconds.length;
  return {
    kind: "requests",
    rows,
    ...dates(trace.origin),
    spanHours: rows === 0 ? 0 : (trace.arrivalSeconds[rows - 1]! - trace.arrivalSeconds[0]!) / 3600,
    inputTokens: sum(trace.inputTokens),
    outputTokens: sum(trace.outputTokens),
    ...(trace.blocks.length > 0 && { prefixBlocks: trace.blocks.length }),
  };
}

function dates(origin: number): { from?: string } {
  return origin === 0 ? {} : { from: new Date(origin).toISOString() };
}

function sum(values: Int32Array | Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
