// What does the planner need to know of a site: its options, its time slices, and what stands or is under way there before the calendar?

import { type SiteSlices, timeSlices } from "../conditions/slices.ts";
import type { Library } from "../programme/library.ts";
import type { Programme, Site } from "../programme/programme.ts";
import type { Quarter } from "../units/brand.ts";
import { type Calendar, indexOf, lastDay, quartersOf } from "../units/calendar.ts";
import type { BuildingCase } from "./asset-case.ts";
import { byId } from "./by-id.ts";
import { type OptionCase, optionCase } from "./option-case.ts";
import type { SiteDecision } from "./plan.ts";
import type { Terms } from "./terms.ts";

export interface SiteCase {
  readonly id: string;
  readonly site: Site;
  /** Open before the calendar: built or committed. */
  readonly bound: boolean;
  readonly options: readonly OptionCase[];
  readonly slices: SiteSlices;
  /** What buildings under way before the calendar bring: MW ready, crews and cents in each quarter. */
  readonly builtReadyMw: readonly number[];
  readonly builtCrew: readonly number[];
  readonly builtCents: readonly number[];
  readonly builtCount: Readonly<Record<string, number>>;
  /** Rent of those that are rented, USD. */
  readonly builtRentUsd: readonly number[];
  /** Property tax of a quarter as a share of the book value at the end of the quarter before. */
  readonly taxShare: readonly number[];
  /** Racks standing before the calendar, by accelerator. */
  readonly racksBefore: Readonly<Record<string, number>>;
  /** The same by their quarter of delivery, counted from the calendar's first: below 0. */
  readonly deliveredBefore: Readonly<Record<string, ReadonlyMap<number, number>>>;
  /** Starts, deliveries and sales of the calendar's past, in a re-plan (`baseline.ts`). */
  readonly done?: Readonly<Record<"starts" | "racks", Readonly<Record<string, readonly number[]>>>> & { readonly retired?: SiteDecision["retired"] };
  readonly powerCapMw: readonly number[];
  readonly openingCents: number;
  /** What was really spent at the site by the end of quarters of the past, cents from the calendar's first quarter on; undefined where the decisions say it. */
  readonly spentCents: readonly (number | undefined)[];
  /** Quarters of the first start and the first racks that the site may have use for, where another scenario has use for earlier ones. */
  readonly earliest?: { readonly start: number; readonly racks: number; readonly running: number };
}

export function siteCase(
  id: string,
  site: Site,
  programme: Programme,
  calendar: Calendar,
  buildings: readonly BuildingCase[],
  payments: number,
  library: Library,
  terms: Terms,
): SiteCase {
  const names = quartersOf(calendar);
  const ready = names.map(() => 0);
  const crew = names.map(() => 0);
  const cents = names.map(() => 0);
  const rent = names.map(() => 0);
  const counts: Record<string, number> = {};
  for (const standing of site.built) {
    const kind = buildings.find((candidate) => candidate.id === standing.building)!;
    const start = indexOf(calendar, standing.started);
    counts[kind.id] = (counts[kind.id] ?? 0) + standing.count;
    for (let t = 0; t < names.length; t++) {
      if (t >= start + kind.building.ready) {
        ready[t]! += standing.count * kind.building.it;
        rent[t]! += standing.count * kind.rentUsd;
      }
      crew[t]! += standing.count * (kind.building.crew[t - start] ?? 0);
      cents[t]! += standing.count * (kind.parts[t - start] ?? 0);
    }
  }
  const slices = timeSlices(programme, id, library);
  const racksBefore: Record<string, number> = {};
  const deliveredBefore: Record<string, Map<number, number>> = {};
  for (const { accelerator, delivered, racks } of site.racks) {
    if (delivered >= programme.calendar.from) continue;
    racksBefore[accelerator] = (racksBefore[accelerator] ?? 0) + racks;
    const at = indexOf(calendar, delivered);
    const cohorts = (deliveredBefore[accelerator] ??= new Map());
    cohorts.set(at, (cohorts.get(at) ?? 0) + racks);
  }
  return {
    id,
    site,
    bound: site.committed || site.built.length > 0,
    options: Object.entries(site.power)
      .toSorted(byId)
      .map(([option, terms]) => optionCase(option, terms, programme, calendar, payments, site.redundancy === "N+1", slices)),
    slices,
    builtReadyMw: ready,
    builtCrew: crew,
    builtCents: cents,
    builtCount: counts,
    builtRentUsd: rent,
    taxShare: names.map((quarter) => taxShare(site, quarter)),
    racksBefore,
    deliveredBefore,
    powerCapMw: names.map((quarter) => terms.powerCapMw(id, lastDay(quarter))),
    spentCents: names.map((quarter) => (site.spentToDate?.[quarter] === undefined ? undefined : Math.round(site.spentToDate[quarter] * 100))),
    openingCents: Math.round(((site.opening ?? 0) + (site.land.cost ?? 0)) * 100),
  };
}

/** A quarter of the yearly rate, less what is waived until the abatement's last quarter. */
function taxShare({ propertyTax }: Site, quarter: Quarter): number {
  if (!propertyTax) return 0;
  const { rate, abatement = 0, until } = propertyTax;
  return (rate / 4) * (until === undefined || quarter <= until ? 1 - abatement : 1);
}
