// To which of the pools that it may use does a job go?

import type { JobColumns } from "../jobs.ts";
import type { PoolFacts, Route } from "../view.ts";

/** Where it is expected to start first: at once if there is room, the emptiest such pool; else where the queue is worked off soonest. */
export const soonest: Route = {
  id: "soonest",
  sentence: "A job goes where it is expected to start first.",
  choose: (jobs, job, allowed) => least(allowed, (pool) => waitOf(jobs, job, pool), emptiness),
};

/** Among those where it can start at once (else all), the one whose power is cheapest in this hour. */
export const cheapestSite: Route = {
  id: "cheapest-site",
  sentence: "A job goes where power is cheapest in the hour, among sites where it can start at once if there are any.",
  choose: (jobs, job, allowed, hour, forecasts) => bySeries(jobs, job, allowed, (site) => valueAt(forecasts[site]?.priceUsdPerMwh, hour)),
};

export const cleanestSite: Route = {
  id: "cleanest-site",
  sentence: "A job goes where the grid emits least in the hour, among sites where it can start at once if there are any.",
  choose: (jobs, job, allowed, hour, forecasts) => bySeries(jobs, job, allowed, (site) => valueAt(forecasts[site]?.carbonKgPerMwh, hour)),
};

function bySeries(jobs: JobColumns, job: number, allowed: readonly PoolFacts[], value: (site: number) => number): number {
  const open = allowed.filter((pool) => waitOf(jobs, job, pool) === 0);
  return least(
    open.length > 0 ? open : allowed,
    (pool) => value(pool.site),
    (pool) => waitOf(jobs, job, pool),
  );
}

/** Unknown series come last. */
function valueAt(series: Float64Array | undefined, hour: number): number {
  return series === undefined || series.length === 0 ? Number.POSITIVE_INFINITY : series[Math.min(hour, series.length - 1)];
}

/** Seconds of work before it, a queue shared by all accelerators in service; never where the pool is too small for now and ever. */
function waitOf(jobs: JobColumns, job: number, pool: PoolFacts): number {
  if (pool.live === 0) return Number.POSITIVE_INFINITY;
  if (pool.backlog === 0 && pool.free >= jobs.least[job]) return 0;
  return (pool.backlog + jobs.need[job] * jobs.limit[job]) / pool.live;
}

function emptiness(pool: PoolFacts): number {
  return pool.live === 0 ? 0 : -pool.free / pool.live;
}

function least(pools: readonly PoolFacts[], first: (pool: PoolFacts) => number, second: (pool: PoolFacts) => number): number {
  let best = -1;
  let [bestFirst, bestSecond] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const pool of pools) {
    const [value, tie] = [first(pool), second(pool)];
    if (best >= 0 && !(value < bestFirst || (value === bestFirst && tie < bestSecond))) continue;
    [best, bestFirst, bestSecond] = [pool.pool, value, tie];
  }
  return best;
}
