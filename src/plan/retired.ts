// Which racks does a site sell, and what stands when they are gone?

import type { Quarter } from "../units/brand.ts";
import { indexOf } from "../units/calendar.ts";
import { bookShare } from "./book-share.ts";
import type { PlanningCase } from "./case.ts";
import { capexKinds, type Decisions, type Resale, retiredIn, type SiteDecision } from "./plan.ts";
import { running } from "./round.ts";
import { siteBookCents } from "./site-book.ts";

/** Racks of a kind that go in quarter t, of those delivered in another (below 0 before the calendar). */
export interface Sale {
  readonly g: number;
  readonly delivered: number;
  readonly t: number;
  readonly racks: number;
}

/** The sales of a site's decision. */
export function salesOf({ accelerators, calendar }: PlanningCase, { retired }: SiteDecision): Sale[] {
  return accelerators.flatMap(({ id }, g) =>
    Object.entries(retired?.[id] ?? {}).flatMap(([cohort, list]) =>
      list.flatMap((racks, t) => (racks > 0 ? [{ g, delivered: indexOf(calendar, cohort as Quarter), t, racks }] : [])),
    ),
  );
}

/** Racks of a kind there at the end of each quarter. @param before those there before the calendar */
export function standingRacks({ names }: PlanningCase, decision: SiteDecision, kind: string, before: number): number[] {
  return running(names.map((_, t) => (decision.racks[kind]?.[t] ?? 0) - retiredIn(decision, kind, t) + (t === 0 ? before : 0)));
}

/** What sales bring and take off the books, and what all is worth at the end; undefined where no kind has a `resale`. Whole cents. */
export function resaleOfPlan(study: PlanningCase, decisions: Pick<Decisions, "sites">): Resale | undefined {
  const { accelerators, names } = study;
  if (accelerators.every(({ resale }) => resale === undefined)) return undefined;
  const all = study.sites.flatMap((site) => salesOf(study, decisions.sites[site.id]!));
  const byKind = (cents: (sale: Sale) => number) =>
    Object.fromEntries(
      accelerators.flatMap(({ id }, g) => {
        const mine = all.filter((sale) => sale.g === g);
        const list = names.map((_, t) => Math.round(mine.reduce((sum, sale) => sum + (sale.t === t ? sale.racks * cents(sale) : 0), 0)));
        return mine.length > 0 ? [[id, list]] : [];
      }),
    );
  const cost = ({ g, delivered }: Sale) => (delivered < 0 ? 0 : accelerators[g]!.rackCents[delivered]!);
  return {
    sales: byKind(({ g, delivered, t }) => accelerators[g]!.resale!.cents(delivered, t)),
    cost: byKind(cost),
    book: byKind((sale) => cost(sale) * bookShare(sale.t - sale.delivered, accelerators[sale.g]!)),
    endValueCents: Math.round(study.sites.reduce((sum, _, s) => sum + endValueCents(study, decisions, s), 0)),
  } as unknown as Resale;
}

/** What stands at a site at the calendar's end, cents before rounding. */
function endValueCents(study: PlanningCase, decisions: Pick<Decisions, "sites">, s: number): number {
  const { accelerators, count } = study;
  const { id, deliveredBefore } = study.sites[s]!;
  const decision = decisions.sites[id]!;
  const last = count - 1;
  let worth = siteBookCents(study, decision, s, capexKinds, last);
  const add = (g: number, delivered: number, racks: number): void => {
    const { resale, rackCents } = accelerators[g]!;
    if (resale) worth += racks * (resale.cents(delivered, last) - (delivered < 0 ? 0 : rackCents[delivered]! * bookShare(last - delivered, accelerators[g]!)));
  };
  for (const [g, { id: kind }] of accelerators.entries()) {
    for (const [delivered, racks] of deliveredBefore[kind] ?? []) add(g, delivered, racks);
    for (const [delivered, racks] of (decision.racks[kind] ?? []).entries()) add(g, delivered, racks);
  }
  for (const { g, delivered, racks } of salesOf(study, decision)) add(g, delivered, -racks);
  return worth;
}
