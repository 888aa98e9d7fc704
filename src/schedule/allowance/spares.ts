// Hot spares: how many accelerators wait for failures, so that a job that loses some goes on at once?

import { sparesFor } from "../../physics/reliability.ts";
import type { Allowance } from "../view.ts";

/** A share of the accelerators in service, rounded up. Failures may take them, new jobs may not. */
export function shareOfSpares(share: number): Allowance {
  return {
    id: "spares-share",
    sentence: `${(100 * share).toLocaleString("en")} % of the accelerators in service are kept for replacing those that fail.`,
    keptBack: (pool) => Math.ceil(share * pool.live),
  };
}

/** As many as will be in repair at the same time with the given probability, by the Poisson law of units in repair (Palm, 1938). */
export function quantileOfSpares(probability: number): Allowance {
  return {
    id: "spares-quantile",
    sentence: `As many accelerators are kept for replacing failed ones as are in repair at once ${(100 * probability).toLocaleString("en")} % of the time.`,
    keptBack: (pool) => {
      const inRepair = pool.repairSeconds / pool.secondsBetweenFailures;
      return inRepair > 0 ? Math.max(0, sparesFor(inRepair, probability) * pool.failureSize - (pool.planned - pool.live)) : 0;
    },
  };
}
