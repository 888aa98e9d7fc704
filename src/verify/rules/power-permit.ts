// Does plant that burns fuel stay within its permits, of size and of hours?

import { atMost, none } from "../findings.ts";
import { hoursPerYear, overSlices, slicesPerQuarter } from "../stand.ts";
import { dust, wholeKw } from "../tolerance.ts";
import { figure, megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

export const powerPermit: Rule = {
  family: "power.permit",
  sentence:
    "Nameplate of the options taken that burn fuel (carbon above 0) is at most the site's `airPermit`; an option with `hours` makes at most `hours x facility x H / 8766` MWh in a quarter.",
  check({ sites, quarters, hours }) {
    const findings = none();
    const family = this.family;
    for (const { id, site, options, decision, slices } of sites) {
      if (site.airPermit !== undefined) {
        const permit = site.airPermit;
        const burning = options.reduce((sum, { option, source }) => (source !== undefined && source.carbon > 0 ? sum + option.facility : sum), 0);
        atMost(findings, {
          family,
          index: id,
          left: burning,
          right: permit,
          unit: "MW facility",
          tolerance: dust(permit),
          sentence: () => `${id} would have ${megawatts(burning)} of plant that burns fuel; its air permit is for ${megawatts(permit)}.`,
        });
      }
      for (const { id: name, option } of options) {
        const output = decision.onsite[name];
        if (option.hours === undefined || output === undefined) continue;
        for (const [quarter, when] of quarters.entries()) {
          const made = (hours[quarter]! * overSlices(slices, quarter, (cell) => output[quarter]![cell % slicesPerQuarter(slices)]!)) / 1000;
          const right = (option.hours * option.facility * hours[quarter]!) / hoursPerYear;
          atMost(findings, {
            family,
            index: `${id}, ${name}, ${when}`,
            left: made,
            right,
            unit: "MWh",
            tolerance: (wholeKw * hours[quarter]!) / 1000 + dust(right),
            sentence: () => `${name} at ${id} would make ${figure(made, 0)} MWh in ${when}; its permit of ${figure(option.hours!, 0)} hours a year gives ${figure(right, 0)} MWh.`,
          });
        }
      }
    }
    return findings;
  },
};
