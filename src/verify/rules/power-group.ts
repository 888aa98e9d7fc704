// Are the power options taken ones that can be taken together, at a site that is opened?

import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import type { Rule } from "./rule.ts";

export const powerGroup: Rule = {
  family: "power.group",
  sentence: "Of the options of one group at most one is taken; options are taken only at opened sites; committed options are taken.",
  check({ sites }) {
    const findings = none();
    const family = this.family;
    for (const { id, site, opened, options } of sites) {
      const taken = new Set(options.map((option) => option.id));
      const groups = new Set(Object.values(site.power).flatMap(({ group }) => group ?? []));
      for (const group of groups) {
        const ofGroup = options.filter(({ option }) => option.group === group);
        atMost(findings, {
          family,
          index: `${id}, ${group}`,
          left: ofGroup.length,
          right: 1,
          unit: "option",
          tolerance: count,
          sentence: () => `${id} takes ${ofGroup.map((option) => option.id).join(" and ")}, which exclude each other (${group}).`,
        });
      }
      for (const [name, option] of Object.entries(site.power)) {
        const at = `${id}, ${name}`;
        if (option.committed)
          atMost(findings, {
            family,
            index: at,
            left: 1,
            right: taken.has(name) ? 1 : 0,
            unit: "option",
            tolerance: count,
            sentence: () => `${name} at ${id} (${option.facility} MW facility) is committed; the plan leaves it out.`,
          });
        else
          atMost(findings, {
            family,
            index: at,
            left: taken.has(name) ? 1 : 0,
            right: opened === null ? 0 : 1,
            unit: "option",
            tolerance: count,
            sentence: () => `${name} (${option.facility} MW facility) is taken at ${id}, which is never opened.`,
          });
      }
    }
    return findings;
  },
};
