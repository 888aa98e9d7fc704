// Do the racks fit into halls that are ready?

import { atMost, none } from "../findings.ts";
import { dust } from "../tolerance.ts";
import { megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

export const chipHall: Rule = {
  family: "chip.hall",
  sentence: "Racks at a site need at most the IT MW that is ready.",
  check({ sites, quarters }) {
    const findings = none();
    for (const { id, rackedMw, readyMw } of sites) {
      for (const [quarter, name] of quarters.entries()) {
        const left = rackedMw[quarter]!;
        const right = readyMw[quarter]!;
        atMost(findings, {
          family: this.family,
          index: `${id}, ${name}`,
          left,
          right,
          unit: "MW IT",
          tolerance: dust(right),
          sentence: () => `The racks at ${id} in ${name} need ${megawatts(left)} IT; ${megawatts(right)} of halls is ready.`,
        });
      }
    }
    return findings;
  },
};
