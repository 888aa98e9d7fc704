// What has been spent on what is eligible, and what is it still worth?

import type { DebtFacility } from "../programme/programme.ts";
import { indexOf } from "../units/calendar.ts";
import type { AcceleratorCase } from "./asset-case.ts";
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
  if (kinds.includes("accelerators")) out.merge(racksAt(draft, s, t, (kind, at) => kind.rackCents[at]! * share(t - at, kind)));
  return out;
}

/** The racks of the calendar that stand at a site at the end of quarter t, each at its worth in cents; M$. */
function racksAt({ study, sites }: Draft, s: number, t: number, worth: (kind: AcceleratorCase, delivered: number) => number): Expression {
  const out = sum();
  for (const [g, kind] of study.accelerators.entries()) {
    for (let at = 0; at <= t; at++) if (sites[s]!.racks[g]![at] !== none) out.add(sites[s]!.racks[g]![at]!, cents(worth(kind, at)));
    for (const sale of sites[s]!.retired[g]!) if (sale.delivered >= 0 && sale.t <= t) out.add(sale.column, -cents(worth(kind, sale.delivered)));
  }
  return out;
}

/** What stands at the calendar's end, M$: racks with a `resale` at what they would bring, those from before the calendar among them; all else at its depreciated cost. */
export function endValue(draft: Draft): Expression {
  const { study, sites } = draft;
  const last = study.count - 1;
  const out = sum();
  for (const [s, site] of study.sites.entries()) {
    out.merge(
      cohortsOf(
        draft,
        s,
        capexKinds.filter((kind) => kind !== "accelerators"),
        last,
        bookShare,
      ),
    );
    out.merge(racksAt(draft, s, last, (kind, at) => kind.resale?.cents(at, last) ?? kind.rackCents[at]! * bookShare(last - at, kind)));
    for (const [g, { id, resale }] of study.accelerators.entries()) {
      if (!resale) continue;
      for (const [delivered, racks] of site.deliveredBefore[id] ?? []) out.plus(cents(racks * resale.cents(delivered, last)));
      for (const sale of sites[s]!.retired[g]!) if (sale.delivered < 0) out.add(sale.column, -cents(resale.cents(sale.delivered, last)));
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
