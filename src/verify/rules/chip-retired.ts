// Are only racks sold that came, and that are old enough?

import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted } from "../words.ts";
import type { Rule } from "./rule.ts";

export const chipRetired: Rule = {
  family: "chip.retired",
  sentence: "Racks sold of those delivered in one quarter are in all at most as many as came, each at least `after` quarters old.",
  check({ programme, sites, nameOf }) {
    const findings = none();
    for (const { id, racks } of sites) {
      for (const [kind, { sold, cameIn }] of racks) {
        const least = programme.catalogue.accelerators[kind]!.resale?.after ?? 1;
        for (const [delivered, list] of sold) {
          const all = list.reduce((sum, number) => sum + number, 0);
          const came = cameIn(delivered);
          atMost(findings, {
            family: this.family,
            index: `${id}, ${kind}, ${nameOf(delivered)}`,
            left: all,
            right: came,
            unit: "rack",
            tolerance: count,
            sentence: () => `${counted(all, "rack")} of ${kind} that came to ${id} in ${nameOf(delivered)} would be sold; ${came} came then.`,
          });
          for (const [quarter, number] of list.entries()) {
            if (number === 0) continue;
            const age = quarter - delivered;
            atMost(findings, {
              family: this.family,
              index: `${id}, ${kind}, ${nameOf(delivered)}, ${nameOf(quarter)}`,
              left: least,
              right: age,
              unit: "quarter",
              tolerance: count,
              sentence: () => `${counted(number, "rack")} of ${kind} at ${id} would be sold in ${nameOf(quarter)} at an age of ${age} quarters; ${least} is the least.`,
            });
          }
        }
      }
    }
    return findings;
  },
};
