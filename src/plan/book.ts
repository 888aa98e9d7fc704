// What has been spent on what is eligible, and what is it still worth?

import type { DebtFacility } from "../programme/programme.ts";
import { indexOf } from "../units/calendar.ts";
import { bookShare } from "./case.ts";
import { cents, none, taken, type Draft } from "./columns.ts";
import { sum, type Expression } from "./lp/model.ts";

/** Eligible cost spent so far, M$. */
export function costSoFar(draft: Draft, facility: DebtFacility, t: number): Expression {
  return cohorts(draft, facility.eligible, t, () => 1);
}

/** Depreciated eligible cost at the end of quarter t, M$. */
export function bookValue(draft: Draft, kinds: readonly string[], t: number): Expression {
  return cohorts(draft, kinds, t, bookShare);
}

function cohorts(draft: Draft, kinds: readonly string[], t: number, share: (age: number, life: number, residual?: number) => number): Expression {
  const { study, sites } = draft;
  const out = sum();
  for (const [s, site] of study.sites.entries()) {
    if (kinds.includes("opening")) for (let at = 0; at <= t; at++) if (sites[s]!.open[at] !== none) out.add(sites[s]!.open[at]!, cents(site.openingCents));
    if (kinds.includes("buildings")) {
      for (const standing of site.site.built) {
        const kind = study.buildings.find(({ id }) => id === standing.building)!;
        const start = indexOf(study.calendar, standing.started);
        out.plus(cents(standing.count * spentBy(kind.parts, t - start, -start)) * share(t - start - kind.building.ready, kind.lifeQuarters));
      }
      for (const [b, { parts, building, lifeQuarters }] of study.buildings.entries()) {
        for (let at = 0; at <= t; at++)
          if (sites[s]!.starts[b]![at] !== none) out.add(sites[s]!.starts[b]![at]!, cents(spentBy(parts, t - at, 0)) * share(t - at - building.ready, lifeQuarters));
      }
    }
    if (kinds.includes("power"))
      for (const [k, { parts, energized, lifeQuarters }] of site.options.entries()) out.merge(taken(draft, s, k), cents(spentBy(parts, t, 0)) * share(t - energized, lifeQuarters));
    if (kinds.includes("accelerators")) {
      for (const [g, { rackCents, lifeQuarters, residual }] of study.accelerators.entries()) {
        for (let at = 0; at <= t; at++) if (sites[s]!.racks[g]![at] !== none) out.add(sites[s]!.racks[g]![at]!, cents(rackCents) * share(t - at, lifeQuarters, residual));
      }
    }
  }
  return out;
}

/** Sum of the parts of ages `from` to `to`: what fell due within the calendar. */
export function spentBy(parts: readonly number[], to: number, from: number): number {
  let total = 0;
  for (let age = Math.max(0, from); age <= Math.min(to, parts.length - 1); age++) total += parts[age]!;
  return total;
}
