// Can firm power carry everything that runs, at the ratio the interconnection is sized by?

import { atMost, none } from "../findings.ts";
import { inForce } from "../in-force.ts";
import { dust } from "../tolerance.ts";
import { megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

export const powerFirm: Rule = {
  family: "power.firm",
  sentence: "`designFacilityRatio x running IT MW <= grid + firm share x on-site`, each quarter; and never over a power cap in force.",
  check({ programme, sites, quarters, lastDays }) {
    const findings = none();
    const family = this.family;
    for (const { id, site, runningMw, gridMw, firmOnsiteMw } of sites) {
      for (const [quarter, name] of quarters.entries()) {
        const left = site.designFacilityRatio * runningMw[quarter]!;
        const right = gridMw[quarter]! + firmOnsiteMw[quarter]!;
        atMost(findings, {
          family,
          index: `${id}, ${name}`,
          left,
          right,
          unit: "MW facility",
          tolerance: dust(right),
          sentence: () => `What runs at ${id} in ${name} needs ${megawatts(left)} facility; firm power is ${megawatts(right)}.`,
        });
        for (const [clause, cap] of inForce(programme, "power-cap", lastDays[quarter]!)) {
          if (cap.site !== id) continue;
          atMost(findings, {
            family,
            index: `${id}, ${clause}, ${name}`,
            left,
            right: cap.facility,
            unit: "MW facility",
            tolerance: dust(cap.facility),
            sentence: () => `What runs at ${id} in ${name} needs ${megawatts(left)} facility; ${clause} caps the site at ${megawatts(cap.facility)}.`,
          });
        }
      }
    }
    return findings;
  },
};
