// How is a trace of jobs written as the tables that OpenDC replays?

import type { JobTrace } from "../../record/trace.ts";
import { parquetOf } from "./parquet-columns.ts";

/** A thousandth of a core, and of an accelerator, is written as 1 MHz: a topology for such a trace has cores and accelerators of 1000 MHz. */
const mhzPerMilli = 1;

/**
 * `tasks.parquet` (schema 3: OpenDC reads it with or without what 4 adds) and `fragments.parquet` (schema 2). A job has one fragment: all that it asked for, as long as it ran.
 * Ids count from 0 in the trace's order. Jobs whose run time is not known have duration 0 and no fragment. OpenDC wants whole cores and accelerators: they are rounded up, at least one core.
 */
export function opendcTables(trace: JobTrace): { readonly "tasks.parquet": Uint8Array; readonly "fragments.parquet": Uint8Array } {
  const jobs = trace.names.length;
  const ids = Int32Array.from({ length: jobs }, (_, job) => job);
  const durations = Float64Array.from(trace.runSeconds, (run) => Math.max(Math.round(run * 1000), 0));
  const cores = Int32Array.from(trace.milliCores, (milli) => Math.max(Math.ceil(milli / 1000), 1));
  const capacity = Float64Array.from(trace.milliCores, (milli, job) => (milli > 0 ? milli : cores[job]! * 1000) * mhzPerMilli);
  const accelerators = Int32Array.from(trace.milliAccelerators, (milli) => Math.ceil(milli / 1000));
  const acceleratorMhz = Float64Array.from(trace.milliAccelerators, (milli) => milli * mhzPerMilli);
  const kind = (job: number) => trace.kindsOfWork[trace.kindOfWork[job]!];
  const running = ids.filter((job) => durations[job]! > 0);
  return {
    "tasks.parquet": parquetOf([
      { name: "id", type: "int32", values: ids },
      { name: "name", type: "text", optional: true, values: trace.names },
      { name: "submission_time", type: "time", values: Float64Array.from(trace.submitSeconds, (seconds) => trace.origin + seconds * 1000) },
      { name: "duration", type: "int64", values: durations },
      { name: "cpu_count", type: "int32", values: cores },
      { name: "cpu_capacity", type: "double", values: capacity },
      { name: "mem_capacity", type: "int64", values: Float64Array.from(ids, (job) => (Math.max(trace.memoryMib?.[job] ?? 0, 0) * 1_048_576) / 1e6) },
      { name: "gpu_count", type: "int32", optional: true, values: accelerators },
      { name: "gpu_capacity", type: "double", optional: true, values: acceleratorMhz },
      { name: "parents", type: "int32 list", values: Array.from(trace.after, (parent) => (parent < 0 ? [] : [parent])) },
      { name: "children", type: "int32 list", values: children(trace) },
      { name: "deferrable", type: "boolean", optional: true, values: Array.from(ids, (job) => kind(job) === "deferrable") },
    ]),
    "fragments.parquet": parquetOf([
      { name: "id", type: "int32", values: running },
      { name: "duration", type: "int64", values: Float64Array.from(running, (job) => durations[job]!) },
      { name: "cpu_usage", type: "double", values: Float64Array.from(running, (job) => capacity[job]!) },
      { name: "gpu_usage", type: "double", optional: true, values: Float64Array.from(running, (job) => acceleratorMhz[job]!) },
    ]),
  };
}

function children({ after, names }: JobTrace): number[][] {
  const lists: number[][] = Array.from({ length: names.length }, () => []);
  for (const [job, parent] of after.entries()) if (parent >= 0) lists[parent]!.push(job);
  return lists;
}
