// agreement.power-cap: how much may a site draw, whatever it is connected for?

import { runningMw } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const agreementPowerCap: Family = {
  family: "agreement.power-cap",
  sentence: "A site draws at most what a power cap in force allows, at its design ratio.",
  policy: true,
  formula: [{ states: "designFacilityRatio[s] x runningMw[s,t] <= powerCapMw[s,t]", each: "site with a cap in force and quarter" }],
  meaning:
    "A utility or a state may cap a large load below its connection, for a summer or until a line is built. The cap counts like a smaller connection, and of several the least.",
  asks: "a power-cap clause in force at a site on which racks can run",
  limits: [{ text: "A quarter has the cap that is in force on its last day, for all of its hours." }],
  /** designFacilityRatio x running IT MW <= least cap in force on the quarter's last day. */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      for (const [t, quarter] of draft.study.names.entries()) {
        const running = runningMw(draft, s, t);
        if (running.columns.length > 0 && site.powerCapMw[t]! < Infinity)
          draft.model.atMost("agreement.power-cap", [site.id, quarter], "MW facility", sum().merge(running, site.site.designFacilityRatio), site.powerCapMw[t]!);
      }
    }
  },
};
