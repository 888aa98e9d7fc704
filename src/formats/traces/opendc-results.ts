// How is what became of jobs written as OpenDC writes its results?

import { attemptEndings, type JobOutcomes } from "../../record/outcomes.ts";
import { numberColumn, textColumn } from "../../record/column.ts";
import type { Table } from "../../record/record.ts";
import { type ParquetColumn, parquetOf } from "./parquet-columns.ts";

/** Hours of a record's table `hourly`, and what its hour 0 is. */
export interface HourlyRecord {
  readonly table: Table;
  /** Unix milliseconds of hour 0. */
  readonly origin: number;
}

/** File names under `seed=<n>/` and their bytes. */
export type OpendcResults = Readonly<Record<string, Uint8Array>>;

const second = 1000;
const hour = 3600 * second;

/**
 * OpenDC's result folder (`raw-output/<scenario>/seed=<n>/`), names of files and columns as its exporters have them, ours beside them:
 * - task.parquet: one row a job at its end (OpenDC: one a sample). Times in ms: submission_time, schedule_time (first start), finish_time; uptime is all that it ran, downtime what passed between
 *   its attempts, gpu_time_active what it ran times its accelerators, gpu_time_lost of it what was lost. Ours: attempts, checkpoint_delay, scheduling_delay, failure_delay (ms), energy_usage (J), carbon_emission (g).
 * - service.parquet: one row an hour: tasks_total, pending, active, completed, terminated, attempts_success, attempts_failure. Ours: gpus_active.
 * - host.parquet and powerSource.parquet, from the record's `hourly` where it is given: one host a site (our engine has no hourly power of single hosts): power_draw (W), energy_usage (J), carbon.
 * `timestamp` is milliseconds from the outcomes' second 0, `timestamp_absolute` Unix milliseconds.
 */
export function opendcResults(seed: number, outcomes: JobOutcomes, hourly?: HourlyRecord): OpendcResults {
  return {
    [`seed=${seed}/task.parquet`]: parquetOf(taskColumns(outcomes)),
    [`seed=${seed}/service.parquet`]: parquetOf(serviceColumns(outcomes)),
    ...(hourly !== undefined && {
      [`seed=${seed}/host.parquet`]: parquetOf(hostColumns(outcomes, hourly)),
      [`seed=${seed}/powerSource.parquet`]: parquetOf(powerColumns(outcomes, hourly)),
    }),
  };
}

/** OpenDC's names of states, by place in `attemptEndings`. */
const states = ["RUNNING", "COMPLETED", "FAILED", "PAUSED", "TERMINATED", "TERMINATED", "PROVISIONING"] as const;

function taskColumns(outcomes: JobOutcomes): ParquetColumn[] {
  const jobs = outcomes.jobs.length;
  const zeros = () => new Float64Array(jobs);
  const [up, gpu, gpuLost, overhead, energy, carbon, attempts, failures, pauses, last] = [zeros(), zeros(), zeros(), zeros(), zeros(), zeros(), zeros(), zeros(), zeros(), zeros()];
  const firstStart = new Float64Array(jobs).fill(-1);
  const finish = new Float64Array(jobs).fill(-1);
  const down = zeros();
  const state = Array.from({ length: jobs }, () => "CREATED");
  const host = Array.from({ length: jobs }, () => "");
  const end = lastSecond(outcomes);
  for (let at = 0; at < outcomes.job.length; at += 1) {
    const job = outcomes.job[at]!;
    const ending = outcomes.ending[at]!;
    state[job] = states[ending]!;
    const start = outcomes.startSeconds[at]!;
    if (start < 0) continue;
    const left = outcomes.endSeconds[at]! < 0 ? end : outcomes.endSeconds[at]!;
    attempts[job] = attempts[job]! + 1;
    if (firstStart[job] === -1) firstStart[job] = start;
    else down[job] = down[job]! + Math.max(start - last[job]!, 0);
    last[job] = left;
    finish[job] = outcomes.endSeconds[at]!;
    host[job] = outcomes.sites[outcomes.site[at]!] ?? "";
    up[job] = up[job]! + (left - start);
    gpu[job] = gpu[job]! + ((left - start) * outcomes.milliAccelerators[at]!) / 1000;
    gpuLost[job] = gpuLost[job]! + (outcomes.lostSeconds[at]! * outcomes.milliAccelerators[at]!) / 1000;
    overhead[job] = overhead[job]! + outcomes.overheadSeconds[at]!;
    energy[job] = energy[job]! + outcomes.energyJ[at]!;
    carbon[job] = carbon[job]! + outcomes.carbonG[at]!;
    if (attemptEndings[ending] === "failed") failures[job] = failures[job]! + 1;
    if (attemptEndings[ending] === "preempted") pauses[job] = pauses[job]! + 1;
  }
  const submit = outcomes.submitSeconds;
  const ms = (seconds: Float64Array) => seconds.map((value) => Math.round(value * second));
  const time = (seconds: Float64Array) => Array.from(seconds, (value) => (value < 0 ? null : outcomes.origin + value * second));
  const seen = Float64Array.from(finish, (value) => (value < 0 ? end : value));
  return [
    { name: "timestamp", type: "int64", values: ms(seen) },
    { name: "timestamp_absolute", type: "int64", values: ms(seen).map((value) => value + outcomes.origin) },
    { name: "task_id", type: "text", values: Array.from({ length: jobs }, (_, job) => String(job)) },
    { name: "task_name", type: "text", values: outcomes.jobs },
    { name: "host_name", type: "text", values: host },
    { name: "gpu_time_active", type: "int64", optional: true, values: ms(gpu) },
    { name: "gpu_time_lost", type: "int64", optional: true, values: ms(gpuLost) },
    { name: "uptime", type: "int64", values: ms(up) },
    { name: "downtime", type: "int64", values: ms(down) },
    { name: "num_failures", type: "int64", values: failures },
    { name: "num_pauses", type: "int64", values: pauses },
    { name: "schedule_time", type: "int64", optional: true, values: time(firstStart) },
    { name: "submission_time", type: "int64", optional: true, values: time(submit) },
    { name: "finish_time", type: "int64", optional: true, values: time(finish) },
    { name: "task_state", type: "text", optional: true, values: state },
    { name: "attempts", type: "int64", values: attempts },
    { name: "scheduling_delay", type: "int64", optional: true, values: Array.from(firstStart, (start, job) => (start < 0 ? null : (start - submit[job]!) * second)) },
    { name: "failure_delay", type: "int64", values: ms(down) },
    { name: "checkpoint_delay", type: "int64", values: ms(overhead) },
    { name: "energy_usage", type: "double", values: energy },
    { name: "carbon_emission", type: "double", values: carbon },
  ];
}

/** The last second that anything is known of. */
function lastSecond(outcomes: JobOutcomes): number {
  let last = 0;
  for (const column of [outcomes.submitSeconds, outcomes.startSeconds, outcomes.endSeconds]) for (const value of column) if (value > last) last = value;
  return last;
}

function serviceColumns(outcomes: JobOutcomes): ParquetColumn[] {
  const hours = Math.floor(lastSecond(outcomes) / 3600) + 1;
  const counter = () => new Float64Array(hours + 1);
  const [submitted, started, ended, done, stopped, failed, gpus] = [counter(), counter(), counter(), counter(), counter(), counter(), counter()];
  // What happens in hour n is seen at its end.
  const bump = (column: Float64Array, seconds: number, by: number) => {
    const at = Math.floor(seconds / 3600) + 1;
    if (at <= hours) column[at] = column[at]! + by;
  };
  for (const seconds of outcomes.submitSeconds) bump(submitted, Math.max(seconds, 0), 1);
  const lastOf = new Int32Array(outcomes.jobs.length);
  for (const [at, job] of outcomes.job.entries()) lastOf[job] = at;
  for (let at = 0; at < outcomes.job.length; at += 1) {
    const [start, end] = [outcomes.startSeconds[at]!, outcomes.endSeconds[at]!];
    if (start < 0) continue;
    bump(started, start, 1);
    bump(gpus, start, outcomes.milliAccelerators[at]! / 1000);
    if (end < 0) continue;
    bump(ended, end, 1);
    bump(gpus, end, -outcomes.milliAccelerators[at]! / 1000);
    const ending = attemptEndings[outcomes.ending[at]!];
    if (ending === "done") bump(done, end, 1);
    else if (ending === "failed" || ending === "preempted") bump(failed, end, 1);
    // A job that is not tried again has stopped, whatever ended it.
    if (ending !== "done" && lastOf[outcomes.job[at]!] === at && ending !== "preempted") bump(stopped, end, 1);
  }
  for (const column of [submitted, started, ended, done, stopped, failed, gpus]) for (let at = 1; at <= hours; at += 1) column[at] = column[at]! + column[at - 1]!;
  const stamps = Float64Array.from({ length: hours + 1 }, (_, at) => at * hour);
  const active = started.map((value, at) => value - ended[at]!);
  return [
    { name: "timestamp", type: "int64", values: stamps },
    { name: "timestamp_absolute", type: "int64", values: stamps.map((value) => value + outcomes.origin) },
    { name: "hosts_up", type: "int32", values: new Int32Array(hours + 1).fill(outcomes.sites.length) },
    { name: "tasks_pending", type: "int32", values: Int32Array.from(submitted, (value, at) => value - done[at]! - stopped[at]! - active[at]!) },
    { name: "tasks_total", type: "int32", values: Int32Array.from(submitted) },
    { name: "tasks_active", type: "int32", values: Int32Array.from(active) },
    { name: "tasks_completed", type: "int32", values: Int32Array.from(done) },
    { name: "tasks_terminated", type: "int32", values: Int32Array.from(stopped) },
    { name: "attempts_success", type: "int32", values: Int32Array.from(started) },
    { name: "attempts_failure", type: "int32", values: Int32Array.from(failed) },
    { name: "gpus_active", type: "double", values: gpus },
  ];
}

const joulesPerMwh = 3.6e9;

function hostColumns(outcomes: JobOutcomes, { table, origin }: HourlyRecord): ParquetColumn[] {
  const sites = textColumn(table, "site");
  const it = numberColumn(table, "itMw");
  const stamps = Float64Array.from(numberColumn(table, "hour"), (value) => origin + value * hour);
  return [
    { name: "timestamp", type: "int64", values: stamps.map((value) => value - outcomes.origin) },
    { name: "timestamp_absolute", type: "int64", values: stamps },
    { name: "host_name", type: "text", values: sites },
    { name: "cluster_name", type: "text", values: sites },
    { name: "power_draw", type: "float", values: Float32Array.from(it, (mw) => mw * 1e6) },
    { name: "energy_usage", type: "double", values: Float64Array.from(it, (mw) => mw * joulesPerMwh) },
  ];
}

function powerColumns(outcomes: JobOutcomes, { table, origin }: HourlyRecord): ParquetColumn[] {
  const grid = numberColumn(table, "gridMw");
  const carbon = numberColumn(table, "carbonKgPerMwh");
  const stamps = Float64Array.from(numberColumn(table, "hour"), (value) => origin + value * hour);
  return [
    { name: "timestamp", type: "int64", values: stamps.map((value) => value - outcomes.origin) },
    { name: "timestamp_absolute", type: "int64", values: stamps },
    { name: "source_name", type: "text", values: textColumn(table, "site") },
    { name: "hosts_connected", type: "int32", values: new Int32Array(table.rows).fill(1) },
    { name: "power_draw", type: "float", values: Float32Array.from(grid, (mw) => mw * 1e6) },
    { name: "energy_usage", type: "double", values: Float64Array.from(grid, (mw) => mw * joulesPerMwh) },
    // kg/MWh and g/kWh are the same number.
    { name: "carbon_intensity", type: "float", values: Float32Array.from(carbon) },
    { name: "carbon_emission", type: "double", values: Float64Array.from(grid, (mw, row) => mw * carbon[row]! * 1000) },
  ];
}
