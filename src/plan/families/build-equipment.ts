// build.equipment: is the long-lead equipment there when a building needs it?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const buildEquipment: Family = {
  family: "build.equipment",
  sentence:
    "Units of a long-lead kind needed so far (a building's units fall due `needed` quarters after its start) are at most the `slots` delivered so far plus what can be ordered in the calendar up to `lead` quarters before.",
  policy: true,
  formula: [
    { states: "sum over s, b, i <= t - needed[n] of perBuilding[n,b] x starts[s,b,i] <= availableUnits[n,t]", each: "kind of equipment with `slots` or `orders` and quarter" },
  ],
  meaning:
    "Transformers, switchgear and chillers are ordered years ahead, and manufacturers sell production slots. Units of a building fall due a number of quarters after its start; they come out of slots that are held or of orders placed a lead time before.",
  asks: "a kind of equipment in the catalogue with `slots` or `orders`",
  limits: [{ text: "An order costs nothing of its own: its price is part of the building." }, { text: "Units are not tied to a site and move freely between them." }],
  /** sum over s, b and starts up to t - needed of perBuilding_b x starts[s,b,t'] <= slots so far + orders up to t - lead, units. */
  build({ model, study, sites }) {
    for (const { id, binds, neededAfter, perBuilding, available } of study.equipment) {
      if (!binds) continue;
      for (const [t, quarter] of study.names.entries()) {
        const needed = sum();
        for (const site of sites)
          for (const [b, { id: kind }] of study.buildings.entries())
            for (let at = 0; at + neededAfter <= t; at++) if (site.starts[b]![at] !== none) needed.add(site.starts[b]![at]!, perBuilding(kind));
        if (needed.columns.length > 0) model.atMost("build.equipment", [id, quarter], "units", needed, available[t]!);
      }
    }
  },
};
