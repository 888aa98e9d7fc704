// Do only racks run that are there?

import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted } from "../words.ts";
import type { Rule } from "./rule.ts";

export const chipRunning: Rule = {
  family: "chip.running",
  sentence: "Running racks are at most the racks there.",
  check({ sites, quarters }) {
    const findings = none();
    for (const { id, racks } of sites) {
      for (const [kind, { running, stock }] of racks) {
        for (const [quarter, name] of quarters.entries()) {
          atMost(findings, {
            family: this.family,
            index: `${id}, ${kind}, ${name}`,
            left: running[quarter]!,
            right: stock[quarter]!,
            unit: "rack",
            tolerance: count,
            sentence: () => `${counted(running[quarter]!, "rack")} of ${kind} would run at ${id} in ${name}; ${stock[quarter]} are there.`,
          });
        }
      }
    }
    return findings;
  },
};
