// chip.standing: which racks stand?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipStanding: Family = {
  family: "chip.standing",
  sentence: "Racks that stand are those delivered so far.",
  policy: false,
  formula: [{ states: "standing[s,g,t] = standing[s,g,t-1] + racks[s,g,t]", each: "site, kind of accelerator and quarter" }],
  meaning: "What stands is what was delivered so far, and what stood before the calendar. The verifier adds up the deliveries itself.",
  asks: "a site that can take racks",
  limits: [{ text: "Racks are not retired or sold within the calendar; they lose book value." }],
  /** standing[s,g,t] = standing[s,g,t-1] + racks[s,g,t]. */
  build({ model, study, sites }) {
    for (const [s, site] of study.sites.entries()) {
      for (const [g, { id }] of study.accelerators.entries()) {
        const columns = sites[s]!.standing[g]!;
        for (const [t, quarter] of study.names.entries()) {
          if (columns[t] === none) continue;
          const balance = sum().add(columns[t]!);
          if (t > 0 && columns[t - 1] !== none) balance.add(columns[t - 1]!, -1);
          else balance.plus(-(site.racksBefore[id] ?? 0));
          if (sites[s]!.racks[g]![t] !== none) balance.add(sites[s]!.racks[g]![t]!, -1);
          model.equal("chip.standing", [site.id, id, quarter], "racks", balance);
        }
      }
    }
  },
};
