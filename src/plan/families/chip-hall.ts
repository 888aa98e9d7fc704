// chip.hall: which racks have a hall?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipHall: Family = {
  family: "chip.hall",
  sentence: "Racks at a site need at most the IT MW that is ready.",
  policy: false,
  formula: [{ states: "sum over g of rackMw[g] x standing[s,g,t] <= readyMw[s,t]", each: "site and quarter" }],
  meaning: "A rack is delivered when there is a hall with cooling and power for it. Its power is measured at the rack and includes network and storage.",
  asks: "a site that can take racks",
  limits: [
    {
      text: "Every hall takes every rack: density and cooling of a generation are not matched with the kind of hall.",
      touches: ({ buildings, accelerators }) => buildings.length > 1 || accelerators.length > 1,
    },
  ],
  /** sum over g of rackIt_g x standing[s,g,t] <= ready[s,t]. */
  build({ model, study, sites }) {
    for (const [s, site] of study.sites.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const racked = sum();
        for (const [g, { rackMw }] of study.accelerators.entries()) if (sites[s]!.standing[g]![t] !== none) racked.add(sites[s]!.standing[g]![t]!, rackMw);
        if (racked.columns.length > 0) model.atMost("chip.hall", [site.id, quarter], "MW IT", racked.add(sites[s]!.readyMw[t]!, -1));
      }
    }
  },
};
