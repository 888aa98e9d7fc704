// Does the land take the buildings?

import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted } from "../words.ts";
import type { Rule } from "./rule.ts";

export const siteLand: Rule = {
  family: "site.land",
  sentence: "A site takes at most as many buildings of a kind as `buildings` says, counting those already built.",
  check({ sites }) {
    const findings = none();
    for (const { id, site, cohorts } of sites) {
      for (const building of new Set([...Object.keys(site.buildings), ...cohorts.map((cohort) => cohort.building)])) {
        const all = cohorts.reduce((sum, cohort) => (cohort.building === building ? sum + cohort.count : sum), 0);
        const most = site.buildings[building] ?? 0;
        atMost(findings, {
          family: this.family,
          index: `${id}, ${building}`,
          left: all,
          right: most,
          unit: "building",
          tolerance: count,
          sentence: () => `${id} would hold ${counted(all, "building")} of ${building}; its land takes ${most}.`,
        });
      }
    }
    return findings;
  },
};
