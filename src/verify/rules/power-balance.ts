// Does energy balance in every time slice, each source within what it has?

import { atMost, none } from "../findings.ts";
import { slicesPerQuarter } from "../stand.ts";
import { balanceKw } from "../tolerance.ts";
import { megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

export const powerBalance: Rule = {
  family: "power.balance",
  sentence: "In each slice: load = PUE x loadFactor x mean running IT MW = grid + on-site, grid at most the available grid options, on-site at most firm share x available.",
  check({ sites, quarters }) {
    const findings = none();
    const family = this.family;
    for (const { id, site, decision, options, gridKw, gridMw, loadKw, onsiteKw } of sites) {
      for (const [cell, grid] of gridKw.entries()) {
        const quarter = Math.floor(cell / slicesPerQuarter);
        const slice = cell % slicesPerQuarter;
        const when = `${quarters[quarter]}, slice ${slice + 1}`;
        const available = 1000 * gridMw[quarter]!;
        atMost(findings, {
          family,
          index: `${id}, grid, ${when}`,
          left: grid,
          right: available,
          unit: "kW facility",
          tolerance: balanceKw,
          sentence: () => `${id} would draw ${megawatts(grid / 1000)} from the grid in ${when}; ${megawatts(available / 1000)} is there.`,
        });
        const onsite = onsiteKw[cell]!;
        if (Object.keys(decision.onsite).length > 0)
          atMost(findings, {
            family,
            index: `${id}, on-site, ${when}`,
            left: onsite,
            right: loadKw[cell]!,
            unit: "kW facility",
            tolerance: balanceKw,
            sentence: () => `${id} would generate ${megawatts(onsite / 1000)} on site in ${when} for a load of ${megawatts(loadKw[cell]! / 1000)}.`,
          });
        for (const option of Object.keys(decision.onsite)) {
          const taken = options.find((candidate) => candidate.id === option && site.power[option]!.kind !== "grid");
          const left = decision.onsite[option]![quarter]![slice]!;
          const most = taken ? 1000 * taken.firm * taken.availableMw[quarter]! : 0;
          atMost(findings, {
            family,
            index: `${id}, ${option}, ${when}`,
            left,
            right: most,
            unit: "kW facility",
            tolerance: balanceKw,
            sentence: () => `${option} at ${id} would give ${megawatts(left / 1000)} in ${when}; it can give ${megawatts(most / 1000)}.`,
          });
        }
      }
    }
    return findings;
  },
};
