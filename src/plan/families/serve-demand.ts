// serve.demand: who serves the demand?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const serveDemand: Family = {
  family: "serve.demand",
  sentence: "Own sites and clouds serve at most the demand of each inference workload; the rest is unserved.",
  policy: false,
  /** sum over sites and clouds <= demand[w,t], kH100e. */
  build({ model, study, sites, cloudInference }) {
    for (const [w, { id, demand }] of study.inferences.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const served = sum();
        for (const site of sites) if (site.inference[w]![t] !== none) served.add(site.inference[w]![t]!);
        for (const cloud of cloudInference) if (cloud[w]![t] !== none) served.add(cloud[w]![t]!);
        if (served.columns.length > 0) model.atMost("serve.demand", [id, quarter], "kH100e", served, demand[t]! / 1e3);
      }
    }
  },
};
