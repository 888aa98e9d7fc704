// serve.demand: who serves the demand?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const serveDemand: Family = {
  family: "serve.demand",
  sentence: "Own sites + clouds + unserved = demand, per inference workload and quarter; unserved is never negative.",
  policy: false,
  formula: [{ states: "sum over s of inference[s,w,t] + sum over v of cloudInference[v,w,t] <= demand[w,t]", each: "inference workload and quarter" }],
  meaning: "Own sites and clouds serve what customers ask for and no more. What is left over is unserved; how much that matters is the objective's business, not a penalty's.",
  asks: "an inference workload with demand that some site or cloud may serve",
  limits: [{ text: "Demand is data: it does not answer to price or to quality of service." }],
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
