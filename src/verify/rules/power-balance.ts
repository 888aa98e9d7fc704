// Does energy balance in every time slice, each source within what it has?

import { atMost, type Findings, none } from "../findings.ts";
import type { Replay } from "../replay.ts";
import { type SiteStand, slicesPerQuarter } from "../stand.ts";
import { dust, wholeKw } from "../tolerance.ts";
import { megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

const family = "power.balance";

export const powerBalance: Rule = {
  family,
  sentence:
    "In each slice: load = PUE x loadFactor x mean running IT MW = grid + on-site + discharge - charge, grid at most the available grid options, on-site at most firm share x available (`sun x available` for a source that follows the sun).",
  check(replay) {
    const findings = none();
    for (const site of replay.sites) {
      grid(findings, replay, site);
      onsite(findings, replay, site);
    }
    return findings;
  },
};

/** The grid gives what is left of the load and of charging: never less than nothing, never more than it has. */
function grid(findings: Findings, { quarters }: Replay, { id, decision, gridKw, gridMw, loadKw, onsiteKw, chargeKw, dischargeKw, slices }: SiteStand): void {
  const perQuarter = slicesPerQuarter(slices);
  const figures = [decision.onsite, decision.charge, decision.discharge].reduce((sum, outputs) => sum + Object.keys(outputs).length, 0);
  for (const [cell, drawn] of gridKw.entries()) {
    const when = whenOf(quarters, cell, perQuarter);
    const available = 1000 * gridMw[Math.floor(cell / perQuarter)]!;
    const tolerance = wholeKw * figures + dust(available);
    atMost(findings, {
      family,
      index: `${id}, grid, ${when}`,
      left: drawn,
      right: available,
      unit: "kW facility",
      tolerance,
      sentence: () => `${id} would draw ${megawatts(drawn / 1000)} from the grid in ${when}; ${megawatts(available / 1000)} is there.`,
    });
    if (figures === 0) continue;
    const [given, taken] = [onsiteKw[cell]! + dischargeKw[cell]!, loadKw[cell]! + chargeKw[cell]!];
    atMost(findings, {
      family,
      index: `${id}, on-site, ${when}`,
      left: given,
      right: taken,
      unit: "kW facility",
      tolerance,
      sentence: () => `${id} would generate ${megawatts(given / 1000)} on site in ${when} for a load of ${megawatts(taken / 1000)}.`,
    });
  }
}

function onsite(findings: Findings, { quarters }: Replay, { id, decision, options, slices }: SiteStand): void {
  const perQuarter = slicesPerQuarter(slices);
  for (const [name, output] of Object.entries(decision.onsite)) {
    const taken = options.find((option) => option.id === name && option.source !== undefined);
    for (const cell of slices.share.keys()) {
      const when = whenOf(quarters, cell, perQuarter);
      const quarter = Math.floor(cell / perQuarter);
      const left = output[quarter]![cell % perQuarter]!;
      const most = taken === undefined ? 0 : 1000 * taken.availableMw[quarter]! * (taken.source!.follows === "sun" ? slices.sun[name]![cell]! : taken.firm);
      atMost(findings, {
        family,
        index: `${id}, ${name}, ${when}`,
        left,
        right: most,
        unit: "kW facility",
        tolerance: wholeKw + dust(most),
        sentence: () => `${name} at ${id} would give ${megawatts(left / 1000)} in ${when}; it can give ${megawatts(most / 1000)}.`,
      });
    }
  }
}

function whenOf(quarters: readonly string[], cell: number, perQuarter: number): string {
  return `${quarters[Math.floor(cell / perQuarter)]}, slice ${(cell % perQuarter) + 1}`;
}
