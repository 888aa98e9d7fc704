// Does the cooling draw no more water than the site may?

import { atMost, none } from "../findings.ts";
import { hoursPerYear, overSlices } from "../stand.ts";
import { dust } from "../tolerance.ts";
import { figure } from "../words.ts";
import type { Rule } from "./rule.ts";

export const siteWater: Rule = {
  family: "site.water",
  sentence: "Water drawn in a quarter, `loadFactor x mean running IT MW x sum over slices of H x share x pumped`, is at most `water x H / 8766`.",
  check({ programme, sites, quarters, hours }) {
    const findings = none();
    const { loadFactor } = programme.catalogue.operations;
    for (const { id, site, slices, meanRunningMw } of sites) {
      if (site.water === undefined) continue;
      for (const [quarter, name] of quarters.entries()) {
        const left = loadFactor * meanRunningMw[quarter]! * hours[quarter]! * overSlices(slices, quarter, (cell) => slices.pumped[cell]!);
        const right = (site.water * hours[quarter]!) / hoursPerYear;
        atMost(findings, {
          family: this.family,
          index: `${id}, ${name}`,
          left,
          right,
          unit: "m3",
          tolerance: dust(right),
          sentence: () => `${id} would draw ${figure(left, 0)} m3 of water in ${name}; ${figure(right, 0)} m3 may be drawn.`,
        });
      }
    }
    return findings;
  },
};
