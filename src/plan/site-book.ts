// What is a site's book worth at a quarter's end, from its decisions?

import { bookShare } from "./book-share.ts";
import type { PlanningCase } from "./case.ts";
import { spentBy } from "./book.ts";
import type { SiteDecision } from "./plan.ts";
import { indexOf } from "../units/calendar.ts";

/** Book value of all cohorts of the kinds at the end of quarter t, cents before rounding (docs/model.md, "Money"). */
export function siteBookCents(study: PlanningCase, decision: SiteDecision, s: number, kinds: readonly string[], t: number): number {
  const site = study.sites[s]!;
  const { buildings, accelerators } = study;
  const opened = decision.opened === null ? -1 : indexOf(study.calendar, decision.opened);
  let book = 0;
  if (kinds.includes("opening") && opened >= 0 && opened <= t) book += site.openingCents;
  if (kinds.includes("buildings")) {
    for (const built of site.site.built) {
      const kind = buildings.find(({ id }) => id === built.building)!;
      const start = indexOf(study.calendar, built.started);
      book += built.count * spentBy(kind.parts, t - start, -start) * bookShare(t - start - kind.building.ready, kind);
    }
    for (const kind of buildings)
      for (const [at, starts] of (decision.starts[kind.id] ?? []).entries())
        if (at <= t && starts > 0) book += starts * spentBy(kind.parts, t - at, 0) * bookShare(t - at - kind.building.ready, kind);
  }
  if (kinds.includes("power"))
    for (const option of site.options) if (decision.options.includes(option.id)) book += spentBy(option.parts, t, 0) * bookShare(t - option.energized, option);
  if (kinds.includes("accelerators"))
    for (const kind of accelerators)
      for (const [at, racks] of (decision.racks[kind.id] ?? []).entries())
        if (at <= t) book += (racks - goneBy(decision, kind.id, study.names[at]!, t)) * kind.rackCents[at]! * bookShare(t - at, kind);
  return book;
}

/** Racks of those delivered in a quarter that are sold by the end of quarter t. */
function goneBy({ retired }: SiteDecision, kind: string, delivered: string, t: number): number {
  return (retired?.[kind]?.[delivered] ?? []).reduce((sum, racks, at) => (at <= t ? sum + racks : sum), 0);
}
