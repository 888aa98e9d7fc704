// Does a site that calls its crews call them for enough buildings at once?

import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted } from "../words.ts";
import type { Rule } from "./rule.ts";

export const sitePhase: Rule = {
  family: "site.phase",
  sentence: "In a quarter in which a site starts any building it starts at least `phase`.",
  check({ sites, quarters }) {
    const findings = none();
    for (const { id, site, decision } of sites) {
      const { phase } = site;
      if (phase === undefined) continue;
      for (const [quarter, name] of quarters.entries()) {
        const started = Object.values(decision.starts).reduce((sum, starts) => sum + starts[quarter]!, 0);
        atMost(findings, {
          family: this.family,
          index: `${id}, ${name}`,
          left: started === 0 ? 0 : phase,
          right: started,
          unit: "building",
          tolerance: count,
          sentence: () => `${counted(started, "building")} would start at ${id} in ${name}; a phase there is at least ${phase}.`,
        });
      }
    }
    return findings;
  },
};
