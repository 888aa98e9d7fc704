// build.ready: when are halls ready for racks?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const buildReady: Family = {
  family: "build.ready",
  sentence: "A building started in quarter t is ready for racks at the start of quarter t + `ready`: `ready[s,t]` in MW IT.",
  policy: false,
  formula: [{ states: "readyMw[s,t] = readyMw[s,t-1] + sum over b of it[b] x starts[s,b,t-ready[b]] + builtReadyMw[s,t] - builtReadyMw[s,t-1]", each: "site and quarter" }],
  meaning:
    "A hall takes a fixed number of quarters from ground-breaking until racks can be rolled in, by kind of building. The catalogue has it from Abilene, from land clearing to operation (Epoch AI, Frontier Data Centers).",
  asks: "a site in the file",
  limits: [
    { text: "A late building is not in one plan: slips are drawn by `plan --scenarios` and by `simulate`." },
    { text: "A building is ready all at once, not hall by hall." },
  ],
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
