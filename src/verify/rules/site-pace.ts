// Does a site start no more buildings in a quarter than it can?

import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted } from "../words.ts";
import type { Rule } from "./rule.ts";

export const sitePace: Rule = {
  family: "site.pace",
  sentence: "A site starts at most `startsPerQuarter` buildings in a quarter.",
  check({ sites, quarters }) {
    const findings = none();
    for (const { id, site, decision } of sites) {
      const most = site.startsPerQuarter;
      if (most === undefined) continue;
      for (const [quarter, name] of quarters.entries()) {
        const started = Object.values(decision.starts).reduce((sum, starts) => sum + starts[quarter]!, 0);
        atMost(findings, {
          family: this.family,
          index: `${id}, ${name}`,
          left: started,
          right: most,
          unit: "building",
          tolerance: count,
          sentence: () => `${counted(started, "building")} would start at ${id} in ${name}; it can start ${most} a quarter.`,
        });
      }
    }
    return findings;
  },
};
