// Can the racks that are delivered be had?

import { amounts } from "../../programme/series.ts";
import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted } from "../words.ts";
import type { Rule } from "./rule.ts";

export const chipSupply: Rule = {
  family: "chip.supply",
  sentence: "Racks of a kind delivered in a quarter over all sites are at most its `supply`.",
  check({ programme, calendar, sites, quarters }) {
    const findings = none();
    for (const [kind, { supply }] of Object.entries(programme.catalogue.accelerators)) {
      const most = amounts(supply, calendar);
      for (const [quarter, name] of quarters.entries()) {
        const delivered = sites.reduce((sum, site) => sum + site.racks.get(kind)!.delivered[quarter]!, 0);
        atMost(findings, {
          family: this.family,
          index: `${kind}, ${name}`,
          left: delivered,
          right: most[quarter]!,
          unit: "rack",
          tolerance: count,
          sentence: () => `${counted(delivered, "rack")} of ${kind} would be delivered in ${name}; the supply is ${most[quarter]}.`,
        });
      }
    }
    return findings;
  },
};
