// chip.supply: how many racks can the supplier deliver?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipSupply: Family = {
  family: "chip.supply",
  sentence: "Racks of a kind delivered in a quarter are at most what the supplier can deliver.",
  policy: false,
  /** sum over s of racks[s,g,t] <= supply[g,t]. */
  build({ model, study, sites }) {
    for (const [g, { id, supply }] of study.accelerators.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const racks = sum();
        for (const site of sites) if (site.racks[g]![t] !== none) racks.add(site.racks[g]![t]!);
        if (racks.columns.length > 0) model.atMost("chip.supply", [id, quarter], "racks", racks, supply[t]!);
      }
    }
  },
};
