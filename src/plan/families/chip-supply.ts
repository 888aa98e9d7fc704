// chip.supply: how many racks can the supplier deliver?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipSupply: Family = {
  family: "chip.supply",
  sentence: "Racks of a kind delivered in a quarter over all sites are at most its `supply`.",
  policy: false,
  formula: [{ states: "sum over s of racks[s,g,t] <= supply[g,t]", each: "kind of accelerator and quarter with supply" }],
  meaning: "The supplier's letter says how many racks of each generation it delivers in which quarter; sites share them. A kind that ships later has no supply before.",
  asks: "a kind of accelerator with supply while a site can take racks",
  limits: [
    { text: "Racks are ordered for the quarter of delivery and paid then: no deposits, no minimum orders." },
    { text: "Racks do not move from site to site.", touches: ({ sites }) => sites.length > 1 },
  ],
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
