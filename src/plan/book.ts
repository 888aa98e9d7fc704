// What has been spent on what is eligible, and what is it still worth?

import type { DebtFacility } from "../programme/programme.ts";
import { indexOf } from "../units/calendar.ts";
import { bookShare, type WritingOff } from "./book-share.ts";
import { cents, none, taken, type Draft } from "./columns.ts";
import { capexKinds } from "./plan.ts";
import { sum, type Expression } from "./lp/model.ts";

/** Eligible cost spent so far, M$. */
export function costSoFar(draft: Draft, facility: DebtFacility, t: number): Expression {
  return cohorts(draft, facility.eligible, t, () => 1);
}

/** Depreciated eligible cost at the end of quarter t, M$. */
export function bookValue(draft: Draft, kinds: readonly string[], t: number): Expression {
  return cohorts(draft, kinds, t, bookShare);
}

/** Depreciated cost of all that stands at site `s` at the end of quarter t, M$. */
export function bookValueOf(draft: Draft, s: number, t: number): Expression {
  return cohortsOf(draft, s, capexKinds, t, bookShare);
}

type Share = (age: number, asset: WritingOff) => number;

function cohorts(draft: Draft, kinds: readonly string[], t: number, share: Share): Expression {
  const out = sum();
  for (const [s] of draft.study.sites.entries()) out.merge(cohortsOf(draft, s, kinds, t, share));
  return out;
}

function cohortsOf(draft: Draft, s: number, kinds: readonly string[], t: number, share: Share): Expression {
  const { study } = draft;
  const site = study.sites[s]!;
  const columns = draft.sites[s]!;
  const out = sum();
  if (kinds.includes("opening")) for (let at = 0; at <= t; at++) if (columns.open[at] !== none) out.add(columns.open[at]!, cents(site.openingCents));
  if (kinds.includes("buildings")) {
    for (const standing of site.site.built) {
      const kind = study.buildings.find(({ id }) => id === standing.building)!;
      const start = indexOf(study.calendar, standing.started);
      out.plus(cents(standing.count * spentBy(kind.parts, t - start, -start)) * share(t - start - kind.building.ready, kind));
    }
    for (const [b, kind] of study.buildings.entries()) {
      for (let at = 0; at <= t; at++)
        if (columns.starts[b]![at] !== none) out.add(columns.starts[b]![at]!, cents(spentBy(kind.parts, t - at, 0)) * share(t - at - kind.building.ready, kind));
    }
  }
  if (kinds.includes("power"))
    for (const [k, option] of site.options.entries()) out.merge(taken(draft, s, k), cents(spentBy(option.parts, t, 0)) * share(t - option.energized, option));
  if (kinds.includes("accelerators")) {
    for (const [g, kind] of study.accelerators.entries())
      for (let at = 0; at <= t; at++) if (columns.racks[g]![at] !== none) out.add(columns.racks[g]![at]!, cents(kind.rackCents[at]!) * share(t - at, kind));
  }
  return out;
}

/** Sum of the parts of ages `from` to `to`: what fell due within the calendar. */
export function spentBy(parts: readonly number[], to: number, from: number): number {
  let total = 0;
  for (let age = Math.max(0, from); age <= Math.min(to, parts.length - 1); age++) total += parts[age]!;
  return total;
}
