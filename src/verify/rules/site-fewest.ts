// Does every opened site get the fewest buildings that make it worth while?

import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted } from "../words.ts";
import type { Rule } from "./rule.ts";

export const siteFewest: Rule = {
  family: "site.fewest",
  sentence: "An opened site gets at least `fewest` buildings, counting those already built.",
  check({ sites }) {
    const findings = none();
    for (const { id, site, opened, cohorts } of sites) {
      if (opened === null || site.fewest === undefined) continue;
      const fewest = site.fewest;
      const all = cohorts.reduce((sum, cohort) => sum + cohort.count, 0);
      atMost(findings, {
        family: this.family,
        index: id,
        left: fewest,
        right: all,
        unit: "building",
        tolerance: count,
        sentence: () => `${id} is opened for ${counted(all, "building")}; it needs at least ${fewest} to be worth opening.`,
      });
    }
    return findings;
  },
};
