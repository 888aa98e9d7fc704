// Is there long-lead equipment for every building in time?

import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted, figure } from "../words.ts";
import type { Rule } from "./rule.ts";

export const buildEquipment: Rule = {
  family: "build.equipment",
  sentence:
    "Units of a long-lead kind needed so far (a building's units fall due `needed` quarters after its start) are at most the `slots` delivered so far plus what can be ordered in the calendar up to `lead` quarters before.",
  check({ programme, quarters, equipment }) {
    const findings = none();
    for (const [id, { slots, orders }] of Object.entries(programme.catalogue.equipment)) {
      if (slots === undefined && orders === undefined) continue;
      const { needed, available } = equipment.get(id)!;
      for (const [quarter, name] of quarters.entries()) {
        atMost(findings, {
          family: this.family,
          index: `${id}, ${name}`,
          left: needed[quarter]!,
          right: available[quarter]!,
          unit: "unit",
          tolerance: count,
          sentence: () => `${counted(needed[quarter]!, "unit")} of ${id} would be needed by ${name}; ${figure(available[quarter]!, 0)} can be there.`,
        });
      }
    }
    return findings;
  },
};
