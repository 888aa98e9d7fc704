// chip.hall: which racks have a hall?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipHall: Family = {
  family: "chip.hall",
  sentence: "Racks need ready halls.",
  policy: false,
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
