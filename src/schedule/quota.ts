// Which of the waiting jobs may not start because their tenant holds its quota?

import type { Discipline, PoolView, QueueView } from "./view.ts";

/**
 * The discipline among the jobs whose tenants hold less than their quota of the pool; others are passed as if they did not wait.
 * A job that starts below the quota may lead beyond it.
 * @param quotas largest share of a pool, by tenant; Infinity for none
 */
export function withQuotas(discipline: Discipline, quotas: Float64Array): Discipline {
  return {
    ...discipline,
    decide: (view, decisions) => discipline.decide(within(view, quotas), decisions),
  };
}

/** True where the job's tenant holds its quota of the pool. */
export function holdsQuota(view: PoolView, job: number, quotas: Float64Array): boolean {
  return view.share(view.jobs.tenant[job]) >= quotas[view.jobs.tenant[job]];
}

function within(view: PoolView, quotas: Float64Array): PoolView {
  const { queue } = view;
  const passed = (job: number): boolean => job >= 0 && holdsQuota(view, job, quotas);
  const open: QueueView = {
    get size() {
      return queue.size;
    },
    first: () => from(queue.first()),
    next: (job) => from(queue.next(job)),
    firstIn: (group) => {
      const job = queue.firstIn(group);
      return passed(job) ? -1 : job;
    },
    firstWithin: (need, seconds, after) => {
      let job = queue.firstWithin(need, seconds, after);
      while (passed(job)) job = queue.firstWithin(need, seconds, job);
      return job;
    },
  };
  function from(first: number): number {
    let job = first;
    while (passed(job)) job = queue.next(job);
    return job;
  }
  return {
    get now() {
      return view.now;
    },
    pool: view.pool,
    jobs: view.jobs,
    queue: open,
    running: view.running,
    get usable() {
      return view.usable;
    },
    fits: (job) => view.fits(job),
    tenants: view.tenants,
    share: (tenant) => view.share(tenant),
  };
}
