// What does running the sites cost in each quarter, and how much energy do they take?

import { capexKinds, opexKinds } from "../plan/plan.ts";
import { inForce } from "./in-force.ts";
import { ordinal } from "../units/calendar.ts";
import { bookValue, costOfOwned, escalation, paidSoFar, type SiteCapital } from "./replay-capital.ts";
import { nothing, plus, rounded, type Whole } from "./rounding.ts";
import { hoursPerYear, overSlices, type SiteStand, slicesPerQuarter, type Stand } from "./stand.ts";

export type OpexKind = (typeof opexKinds)[number];

const monthsPerQuarter = 3;

export interface SiteOperations {
  readonly opex: Readonly<Record<OpexKind, readonly Whole[]>>;
  readonly total: readonly Whole[];
  readonly gridMwh: readonly number[];
  readonly onsiteMwh: readonly number[];
}

/** Each amount is rounded once, by site, kind and quarter. */
export function siteOperations(stand: Stand, site: SiteStand, capital: SiteCapital): SiteOperations {
  const { programme, hours, quarters } = stand;
  const { operations } = programme.catalogue;
  const each = (cents: (quarter: number) => Whole) => quarters.map((_, quarter) => cents(quarter));
  const years = (quarter: number) => hours[quarter]! / hoursPerYear;
  const opex = {
    energy: each((quarter) => rounded(100 * energyUsd(stand, site, quarter))),
    facility: each((quarter) =>
      rounded(100 * operations.facility * site.readyMw[quarter]! * years(quarter) * escalation(programme, programme.dollars.costEscalation, stand, quarter)),
    ),
    maintenance: each((quarter) => rounded(operations.itMaintenance * costOfOwned(capital.assets, ["accelerators"], quarter) * years(quarter))),
    insurance: each((quarter) => rounded(operations.insurance * (costOfOwned(capital.assets, capexKinds, quarter) + paidSoFar(capital.difference, quarter)) * years(quarter))),
    lease: each((quarter) => plus(leases(stand, site, quarter), rents(stand, site, quarter))),
    tax: each((quarter) => propertyTax(stand, site, capital, quarter)),
  };
  const mwh = (kw: readonly number[]) => quarters.map((_, quarter) => overSlices(site.slices, quarter, (cell) => kw[cell]! / 1000) * hours[quarter]!);
  return { opex, total: each((quarter) => plus(...opexKinds.map((kind) => opex[kind][quarter]!))), gridMwh: mwh(site.gridKw), onsiteMwh: mwh(site.onsiteKw) };
}

/** A quarter's rent or fee for so many IT MW, in cents. */
export function rentCents(priceUsdPerMwMonth: number, mw: number): Whole {
  return rounded(100 * priceUsdPerMwMonth * monthsPerQuarter * mw);
}

function energyUsd(stand: Stand, site: SiteStand, quarter: number): number {
  const { programme, hours, lastDays } = stand;
  const { tariff, designFacilityRatio } = site.site;
  const escalate = escalation(programme, programme.dollars.energyEscalation, stand, quarter);
  const purchases = inForce(programme, "power-purchase", lastDays[quarter]!)
    .filter(([, clause]) => clause.site === site.id)
    .toSorted(([, a], [, b]) => a.price - b.price);
  const perHour = overSlices(site.slices, quarter, (cell) => {
    const tariffPrice = (site.slices.price[cell]! + (tariff.delivery ?? 0)) * escalate;
    let tariffMw = site.gridKw[cell]! / 1000;
    let usd = 0;
    for (const [, { facility, price }] of purchases) {
      if (price >= tariffPrice) continue;
      const bought = Math.min(Math.max(0, tariffMw), facility);
      usd += bought * price;
      tariffMw -= bought;
    }
    usd += tariffMw * tariffPrice;
    for (const { id, option } of site.options) {
      const output = site.decision.onsite[id];
      if (output) usd += (output[quarter]![cell % slicesPerQuarter(site.slices)]! / 1000) * programme.catalogue.powerSources[option.kind]!.variable * escalate;
    }
    return usd;
  });
  return perHour * hours[quarter]! + (tariff.demand ?? 0) * monthsPerQuarter * designFacilityRatio * site.runningMw[quarter]! * escalate;
}

function leases({ programme, lastDays }: Stand, site: SiteStand, quarter: number): Whole {
  let sum = nothing;
  for (const [, clause] of inForce(programme, "lease", lastDays[quarter]!)) {
    if (clause.site === site.id && clause.payer === programme.books.company) sum = plus(sum, rentCents(clause.price, site.readyMw[quarter]!));
  }
  return sum;
}

/** Rent of the buildings that someone else owns, all together, from the quarter each is ready in on. */
function rents({ programme }: Stand, { cohorts }: SiteStand, quarter: number): Whole {
  let usd = 0;
  for (const { building, start, count } of cohorts) {
    const { rent, it, ready } = programme.catalogue.buildings[building]!;
    if (rent !== undefined && start + ready <= quarter) usd += count * monthsPerQuarter * rent * it;
  }
  return rounded(100 * usd);
}

/** A quarter of the yearly rate, less the abatement while it lasts, on what the site was worth at the end of the quarter before. */
function propertyTax({ quarters }: Stand, { site }: SiteStand, { assets }: SiteCapital, quarter: number): Whole {
  if (site.propertyTax === undefined || quarter === 0) return nothing;
  const { rate, abatement = 0, until } = site.propertyTax;
  const abated = until === undefined || ordinal(quarters[quarter]!) <= ordinal(until);
  return rounded((rate / 4) * (abated ? 1 - abatement : 1) * bookValue(assets, capexKinds, quarter - 1));
}
