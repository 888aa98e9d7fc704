// build.ready: when are halls ready for racks?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const buildReady: Family = {
  family: "build.ready",
  sentence: "A building is ready for racks a fixed number of quarters after its start.",
  policy: false,
  /** ready[s,t] = ready[s,t-1] + sum over b of it_b x starts[s,b,t - ready_b] + what was under way before. */
  build({ model, study, sites }) {
    for (const [s, site] of study.sites.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const balance = sum()
          .add(sites[s]!.readyMw[t]!)
          .plus(-(site.builtReadyMw[t]! - (t > 0 ? site.builtReadyMw[t - 1]! : 0)));
        if (t > 0) balance.add(sites[s]!.readyMw[t - 1]!, -1);
        for (const [b, { building }] of study.buildings.entries()) {
          const start = sites[s]!.starts[b]![t - building.ready];
          if (start !== undefined && start !== none) balance.add(start, -building.it);
        }
        model.equal("build.ready", [site.id, quarter], "MW IT", balance);
      }
    }
  },
};
