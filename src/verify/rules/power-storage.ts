// Does storage give back no more than it was given, within its power and one cycle a day?

import { atMost, equal, none } from "../findings.ts";
import { overSlices, slicesPerQuarter } from "../stand.ts";
import { dust, wholeKw } from "../tolerance.ts";
import { figure, megawatts } from "../words.ts";
import type { Rule } from "./rule.ts";

const hoursPerDay = 24;

export const powerStorage: Rule = {
  family: "power.storage",
  sentence:
    "In each slice charge and discharge are at most the storage's power; over a quarter discharge = `roundTrip` x charge; discharge is at most one full cycle a day: `sum share x discharge x 24 <= hours x available`.",
  check({ programme, sites, quarters }) {
    const findings = none();
    const family = this.family;
    for (const { id, site, decision, options, slices } of sites) {
      for (const name of new Set([...Object.keys(decision.charge), ...Object.keys(decision.discharge)])) {
        const { roundTrip, hours } = programme.catalogue.storage[site.power[name]!.kind]!;
        const taken = options.find((option) => option.id === name);
        for (const [quarter, when] of quarters.entries()) {
          const index = `${id}, ${name}, ${when}`;
          const most = 1000 * (taken?.availableMw[quarter] ?? 0);
          const mean = (what: "charge" | "discharge") => overSlices(slices, quarter, (cell) => decision[what][name]?.[quarter]?.[cell % slicesPerQuarter(slices)] ?? 0);
          for (const what of ["charge", "discharge"] as const) {
            for (const [slice, kw] of (decision[what][name]?.[quarter] ?? []).entries()) {
              atMost(findings, {
                family,
                index: `${index}, slice ${slice + 1}, ${what}`,
                left: kw,
                right: most,
                unit: "kW facility",
                tolerance: wholeKw + dust(most),
                sentence: () => `${name} at ${id} would ${what} ${megawatts(kw / 1000)} in ${when}, slice ${slice + 1}; its power is ${megawatts(most / 1000)}.`,
              });
            }
          }
          const [charged, given] = [mean("charge"), mean("discharge")];
          equal(findings, {
            family,
            index: `${index}, energy`,
            left: given,
            right: roundTrip * charged,
            unit: "mean kW facility",
            tolerance: wholeKw * (1 + roundTrip) + dust(given),
            sentence: () =>
              `${name} at ${id} gives back ${megawatts(given / 1000)} and takes in ${megawatts(charged / 1000)} over ${when}; of what it takes in it gives back ${figure(100 * roundTrip, 1)} %.`,
          });
          const [cycled, cycle] = [given * hoursPerDay, hours * most];
          atMost(findings, {
            family,
            index: `${index}, cycle`,
            left: cycled,
            right: cycle,
            unit: "kWh a day",
            tolerance: wholeKw * hoursPerDay + dust(cycle),
            sentence: () => `${name} at ${id} would give back ${figure(cycled, 0)} kWh a day in ${when}; one full cycle is ${figure(cycle, 0)} kWh.`,
          });
        }
      }
    }
    return findings;
  },
};
