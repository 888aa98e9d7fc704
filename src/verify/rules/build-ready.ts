// Are halls counted as ready only once they are?

import { atMost, none } from "../findings.ts";
import { rounding } from "../tolerance.ts";
import { megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

export const buildReady: Rule = {
  family: "build.ready",
  sentence: "A building started in quarter t is ready for racks at the start of quarter t + `ready`: `ready[s,t]` in MW IT.",
  check({ sites, quarters, plan }) {
    const findings = none();
    for (const { id, readyMw } of sites) {
      for (const [quarter, name] of quarters.entries()) {
        const said = plan.derived.sites[id]!.hallsKw[quarter]!;
        const ready = 1000 * readyMw[quarter]!;
        atMost(findings, {
          family: this.family,
          index: `${id}, ${name}`,
          left: said,
          right: ready,
          unit: "kW",
          tolerance: rounding,
          sentence: () => `${id} counts on ${megawatts(said / 1000)} IT of halls in ${name}; buildings started in time give ${megawatts(ready / 1000)}.`,
        });
      }
    }
    return findings;
  },
};
