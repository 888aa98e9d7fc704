// How did it go, in a few numbers?

import type { JobEngine } from "./engine.ts";
import { abandoned, done, refused } from "./job-states.ts";

/** Quantiles over the jobs that have ended; all NaN where none has. */
export interface Quantiles {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

export interface JobSummary {
  readonly submitted: number;
  readonly done: number;
  readonly refused: number;
  /** Names of jobs that were given up: they failed again and again before any work was saved. */
  readonly abandoned: readonly string[];
  readonly unfinished: number;
  readonly seconds: number;
  readonly events: number;
  /** From submission to end, and to the first start. */
  readonly completionSeconds: Quantiles;
  readonly waitSeconds: Quantiles;
  /** Completion over run time, run times under ten seconds counted as ten, at least 1: bounded slowdown (Feitelson et al., JSSPP 1997). */
  readonly slowdown: Quantiles;
  /** Allocated over in service; useful over allocated; computing and kept over the time that jobs held accelerators. */
  readonly utilisation: number;
  readonly goodput: number;
  readonly interruptions: number;
  readonly preemptions: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly itEnergyMwh: number;
  /** Accelerator-hours: each part of what is before it. */
  readonly waterfall: Readonly<Record<"installed" | "dark" | "down" | "drained" | "free" | "allocated" | "restarting" | "checkpointing" | "lost" | "useful", number>>;
  readonly tenants: Readonly<Record<string, { readonly jobs: number; readonly done: number; readonly waitSeconds: Quantiles; readonly acceleratorHours: number }>>;
}

/** Seconds below which a run counts as this long in the slowdown. */
const slowdownBound = 10;

/** The summary of a run that is over. */
export function jobSummary(engine: JobEngine): JobSummary {
  const { jobs, waterfall, study } = engine;
  const { table } = jobs;
  const all = Array.from({ length: table.count }, (_, job) => job).filter((job) => table.submit[job] <= engine.endedAt);
  const ended = all.filter((job) => jobs.state[job] === done);
  const started = all.filter((job) => jobs.started[job] >= 0);
  const failures: Record<string, number> = {};
  for (const [index, count] of engine.rows.failuresByCause.entries()) if (count > 0) failures[study.reliability!.causes[index].id] = count;
  const held = engine.rows.heldByTenant;
  const wait = (job: number) => jobs.started[job] - table.submit[job];
  const hours = (seconds: number) => seconds / 3600;
  const { dark, down, drained, free, allocated, restarting, checkpointing, lost, useful } = waterfall;
  return {
    submitted: jobs.submitted,
    done: ended.length,
    refused: all.filter((job) => jobs.state[job] === refused).length,
    abandoned: all.filter((job) => jobs.state[job] === abandoned).map((job) => table.names[job]),
    unfinished: jobs.submitted - jobs.endedJobs,
    seconds: engine.endedAt,
    events: engine.events,
    completionSeconds: quantilesOf(ended.map((job) => jobs.ended[job] - table.submit[job])),
    waitSeconds: quantilesOf(started.map(wait)),
    slowdown: quantilesOf(ended.map((job) => Math.max(1, (jobs.ended[job] - table.submit[job]) / Math.max(slowdownBound, table.run[job])))),
    utilisation: allocated / (free + allocated + drained),
    goodput: useful / allocated,
    interruptions: jobs.interruptions.reduce((sum, count) => sum + count, 0),
    preemptions: jobs.preemptions.reduce((sum, count) => sum + count, 0),
    failures,
    itEnergyMwh: waterfall.itEnergyJ / 3.6e9,
    waterfall: {
      installed: hours(dark + down + drained + free + allocated),
      dark: hours(dark),
      down: hours(down),
      drained: hours(drained),
      free: hours(free),
      allocated: hours(allocated),
      restarting: hours(restarting),
      checkpointing: hours(checkpointing),
      lost: hours(lost),
      useful: hours(useful),
    },
    tenants: Object.fromEntries(
      table.tenants.map((name, tenant) => {
        const own = all.filter((job) => table.tenant[job] === tenant);
        const waits = own.filter((job) => jobs.started[job] >= 0).map(wait);
        return [name, { jobs: own.length, done: own.filter((job) => jobs.state[job] === done).length, waitSeconds: quantilesOf(waits), acceleratorHours: hours(held[tenant]) }];
      }),
    ),
  };
}

/** Nearest rank. */
function quantilesOf(values: readonly number[]): Quantiles {
  const sorted = Float64Array.from(values).toSorted();
  const at = (share: number) => (sorted.length === 0 ? Number.NaN : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]);
  return { mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}
