// What of the jobs whose site is gone?

import type { Route } from "../view.ts";

/** Leaves out pools of which less than a share is in service, as long as another is there; then asks the route. Those who run it ask again for waiting jobs when a site goes down. */
export function failover(route: Route, leastShare: number): Route {
  return {
    id: `failover-${route.id}`,
    sentence: `${route.sentence} Sites with less than ${(100 * leastShare).toLocaleString("en")} % of their accelerators in service are left out while another is there.`,
    choose: (jobs, job, allowed, hour, forecasts) => {
      const standing = allowed.filter((pool) => pool.live > 0 && pool.live >= leastShare * pool.planned);
      return route.choose(jobs, job, standing.length > 0 ? standing : allowed, hour, forecasts);
    },
  };
}
