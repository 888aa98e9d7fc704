// Power cap: how many accelerators may not go to work because their site may not draw more?

import type { Allowance } from "../view.ts";

export const powerCap: Allowance = {
  id: "power-cap",
  sentence: "No job starts that would take its site over its power cap.",
  refuses: (pool, watts) => pool.siteWatts + watts > pool.siteCapWatts,
  keptBack: (pool, watts) => {
    if (pool.siteCapWatts === Number.POSITIVE_INFINITY || watts <= 0) return 0;
    const headroom = Math.max(0, pool.siteCapWatts - pool.siteWatts);
    return Math.max(0, pool.free - Math.floor(headroom / watts));
  },
};
