// chip.running: which racks run?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipRunning: Family = {
  family: "chip.running",
  sentence: "Running racks are at most the racks that stand.",
  policy: false,
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
