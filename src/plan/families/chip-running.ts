// chip.running: which racks run?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipRunning: Family = {
  family: "chip.running",
  sentence: "Running racks are at most the racks there.",
  policy: false,
  formula: [{ states: "running[s,g,t] <= standing[s,g,t]", each: "site, kind of accelerator and quarter" }],
  meaning: "Racks may stand dark while power is late; only those at work draw power and compute. How many run is decided in each quarter.",
  asks: "a site that can take racks",
  limits: [{ text: "Failed racks are in `goodput`, not in this number; `simulate` plays failures one by one." }],
  /** running[s,g,t] <= standing[s,g,t]. */
  build({ model, study, sites }) {
    for (const [s, site] of study.sites.entries()) {
      for (const [g, { id }] of study.accelerators.entries()) {
        for (const [t, quarter] of study.names.entries()) {
          const running = sites[s]!.running[g]![t]!;
          if (running !== none) model.atMost("chip.running", [site.id, id, quarter], "racks", sum().add(running).add(sites[s]!.standing[g]![t]!, -1));
        }
      }
    }
  },
};
