// Small fleets and jobs for tests and benchmarks.

import type { FleetDescription, PodDescription } from "../../fleet/description.ts";
import { type Stream, stream } from "../../units/random.ts";
import { fifo } from "../../schedule/discipline/fifo.ts";
import { firstFit } from "../../schedule/placement/first-fit.ts";
import { soonest } from "../../schedule/route/route.ts";
import { atOnce } from "../../schedule/shift/shift.ts";
import type { Policy } from "../../schedule/view.ts";
import type { JobClass, JobTable, Recovery } from "./study.ts";

export const plainPolicy: Policy = { discipline: fifo, placement: firstFit, allowances: [], shift: atOnce, route: soonest };

/** Restarts at no cost: for tests of order. */
export const noRecovery: Recovery = {
  detectSeconds: 0,
  rescheduleSeconds: 0,
  loadSeconds: 0,
  warmUpSeconds: 0,
  interval: "daly",
  mode: "sync",
  copyBytesPerSecond: 1e9,
  writeBytesPerSecond: 1e9,
  silentCheckpoints: 1,
};

export const plainClass: JobClass = { id: "batch", checkpointBytes: 0, hazardPerSecond: 0, startSeconds: 0 };

/** One site of one building of pods. */
export function fleetOf(pods: readonly Partial<PodDescription>[], sites = 1): FleetDescription {
  const pod = { model: "a", racks: 4, traysPerRack: 2, acceleratorsPerTray: 4 };
  return {
    models: [{ id: "a", idleWatts: 100, fullWatts: 1000 }],
    sites: Array.from({ length: sites }, (_, site) => ({ id: `site-${site}`, buildings: [{ id: "one", pods: pods.map((each) => ({ ...pod, ...each })) }] })),
  };
}

export interface JobRow {
  readonly submit: number;
  readonly run: number;
  readonly need: number;
  readonly limit?: number;
  readonly part?: number;
  readonly least?: number;
  readonly block?: number;
  readonly within?: number;
  readonly priority?: number;
  readonly tenant?: number;
  readonly classOf?: number;
  readonly deadline?: number;
  readonly after?: number;
}

/** Outside of {@link jobsOf}, so that it keeps none of its rows alive. */
const everywhere = () => true;

/** Jobs from rows in order of submission. A job with a deadline may be put off; every job may be preempted. */
export function jobsOf(rows: readonly JobRow[], classes: readonly JobClass[] = [plainClass], permitted: JobTable["permitted"] = everywhere): JobTable {
  const column = (value: (row: JobRow) => number) => Float64Array.from(rows, value);
  const whole = (value: (row: JobRow) => number) => Int32Array.from(rows, value);
  return {
    count: rows.length,
    names: rows.map((_, job) => `job-${job}`),
    tenants: ["a", "b", "c"],
    classes,
    classOf: Uint8Array.from(rows, (row) => row.classOf ?? 0),
    submit: column((row) => row.submit),
    run: column((row) => row.run),
    limit: column((row) => row.limit ?? row.run),
    need: whole((row) => row.need),
    part: whole((row) => row.part ?? 0),
    least: whole((row) => row.least ?? row.need),
    block: whole((row) => row.block ?? 1),
    within: Uint8Array.from(rows, (row) => row.within ?? 0),
    priority: whole((row) => row.priority ?? 0),
    preemptible: new Uint8Array(rows.length).fill(1),
    tenant: whole((row) => row.tenant ?? 0),
    watts: column(() => 900),
    deadline: column((row) => row.deadline ?? Number.POSITIVE_INFINITY),
    deferrable: Uint8Array.from(rows, (row) => (row.deadline === undefined ? 0 : 1)),
    after: whole((row) => row.after ?? -1),
    permitted,
  };
}

/** Random jobs, times in whole seconds. */
export function randomRows(draws: Stream, count: number, most: number, gapSeconds: number): JobRow[] {
  let submit = 0;
  return Array.from({ length: count }, () => {
    submit += Math.floor(draws.exponential(1 / gapSeconds));
    const run = Math.ceil(draws.exponential(1 / 3000));
    return { submit, run, need: 1 + draws.integer(most), limit: run + draws.integer(4000), tenant: draws.integer(3), priority: draws.integer(3) };
  });
}

export const drawsOf = (seed: number): Stream => stream(seed, "study fixture");
