// Fair share: the tenant that holds least is next.

import type { Discipline } from "../view.ts";

/**
 * Dominant resource fairness (Ghodsi et al., NSDI 2011): the tenant whose dominant share is least starts its next job. Accelerators are the one resource
 * that is short here, so the dominant share is the share of the pool's accelerators. A tenant whose next job does not fit is passed.
 */
export const fairShare: Discipline = {
  id: "fair-share",
  sentence: "The tenant that holds the smallest share of the accelerators is next, each tenant's jobs in order of submission.",
  compare: (jobs, a, b) => jobs.tenant[a] - jobs.tenant[b],
  group: (jobs, job) => jobs.tenant[job],
  decide(view, decisions) {
    if (view.queue.size === 0 || view.usable <= 0) return;
    let least = Number.POSITIVE_INFINITY;
    let next = -1;
    for (let tenant = 0; tenant < view.tenants; tenant += 1) {
      const share = view.share(tenant);
      if (share >= least) continue;
      const job = view.queue.firstIn(tenant);
      if (job < 0 || !view.fits(job)) continue;
      least = share;
      next = job;
    }
    if (next >= 0) decisions.start(next);
  },
};
