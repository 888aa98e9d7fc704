// chip.standing: which racks stand?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipStanding: Family = {
  family: "chip.standing",
  sentence: "Racks that stand are those delivered so far, less those taken out and sold.",
  policy: false,
  formula: [{ states: "standing[s,g,t] = standing[s,g,t-1] + racks[s,g,t] - sum over i of retired[s,g,i,t]", each: "site, kind of accelerator and quarter" }],
  meaning:
    "What stands is what was delivered so far, and what stood before the calendar, less what was sold since. A rack that is sold goes evenly over the quarter, as racks come: its hall, power and work are free for newer ones as these arrive. The verifier adds up deliveries and sales itself.",
  asks: "a site that can take racks",
  limits: [{ text: "A kind without `resale` stays to the calendar's end; it loses book value.", touches: ({ accelerators }) => accelerators.some(({ resale }) => !resale) }],
  /** standing[s,g,t] = standing[s,g,t-1] + racks[s,g,t] - sum over cohorts of retired[s,g,.,t]. */
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
          for (const sale of sites[s]!.retired[g]!) if (sale.t === t) balance.add(sale.column);
          model.equal("chip.standing", [site.id, id, quarter], "racks", balance);
        }
      }
    }
  },
};
