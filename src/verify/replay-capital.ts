// What is spent on what, when, and what is it still worth? Whole cents by site and quarter.

import type { Programme } from "../programme/programme.ts";
import { yearOf } from "../units/calendar.ts";
import type { capexKinds } from "../plan/plan.ts";
import type { SiteStand, Stand } from "./stand.ts";

export type CapexKind = (typeof capexKinds)[number];

/** One thing bought: what was paid for it in each quarter, and how it ages. */
export interface Asset {
  readonly kind: CapexKind;
  readonly paid: readonly number[];
  /** Quarter from which it depreciates; Infinity for opening and land. */
  readonly service: number;
  readonly lifeQuarters: number;
  /** Share of the cost that stays after its life. */
  readonly residual?: number | undefined;
}

export interface SiteCapital {
  readonly assets: readonly Asset[];
  readonly capex: Readonly<Record<CapexKind, readonly number[]>>;
  readonly total: readonly number[];
}

export function siteCapital(stand: Stand, site: SiteStand): SiteCapital {
  const assets = [opening(stand, site), ...buildings(stand, site), ...powerWorks(stand, site), ...accelerators(stand, site)];
  const sum = (kind?: CapexKind) =>
    stand.quarters.map((_, quarter) => assets.reduce((total, asset) => (kind === undefined || asset.kind === kind ? total + asset.paid[quarter]! : total), 0));
  return { assets, capex: { opening: sum("opening"), buildings: sum("buildings"), power: sum("power"), accelerators: sum("accelerators") }, total: sum() };
}

/** Book value in cents, unrounded: cost so far, less straight-line depreciation since service began. */
export function bookValue(assets: readonly Asset[], kinds: readonly CapexKind[], quarter: number): number {
  let value = 0;
  for (const { kind, paid, service, lifeQuarters, residual = 0 } of assets) {
    if (!kinds.includes(kind)) continue;
    const left = quarter < service ? 1 : residual + (1 - residual) * Math.max(0, 1 - (quarter - service) / lifeQuarters);
    value += paidSoFar(paid, quarter) * left;
  }
  return value;
}

export function paidSoFar(paid: readonly number[], quarter: number): number {
  let sum = 0;
  for (let at = 0; at <= quarter; at++) sum += paid[at]!;
  return sum;
}

/** `(1 + rate)^(year of the quarter - dollar year)`. */
export function escalation(programme: Programme, rate: number | undefined, stand: Stand, quarter: number): number {
  return (1 + (rate ?? 0)) ** (yearOf(stand.quarters[quarter]!) - programme.dollars.year);
}

function opening({ quarters }: Stand, { site, opened }: SiteStand): Asset {
  const cost = Math.round(((site.opening ?? 0) + (site.land.cost ?? 0)) * 100);
  return { kind: "opening", paid: quarters.map((_, quarter) => (quarter === opened ? cost : 0)), service: Number.POSITIVE_INFINITY, lifeQuarters: 1 };
}

function buildings({ programme, quarters }: Stand, { cohorts }: SiteStand): Asset[] {
  return cohorts.map(({ building, start, count }) => {
    const { cost, it, spend, ready, usefulLife } = programme.catalogue.buildings[building]!;
    const parts = running(Math.round(cost * it * 100), spend);
    return { kind: "buildings", paid: quarters.map((_, quarter) => count * (parts[quarter - start] ?? 0)), service: start + ready, lifeQuarters: usefulLife * 4 };
  });
}

function powerWorks({ programme, quarters }: Stand, { options }: SiteStand): Asset[] {
  const { operations, powerSources } = programme.catalogue;
  const payments = operations.powerPayments;
  return options.map(({ option, energized }) => {
    const parts = running(
      Math.round(option.cost * 100),
      Array.from({ length: payments }, () => 1 / payments),
    );
    const paid = quarters.map(() => 0);
    for (const [position, part] of parts.entries()) {
      const due = energized - payments + position;
      if (due < 0 && option.committed) continue;
      const quarter = Math.max(0, due);
      if (quarter < paid.length) paid[quarter]! += part;
    }
    const life = option.kind === "grid" ? operations.gridLife : powerSources[option.kind]!.usefulLife;
    return { kind: "power", paid, service: energized, lifeQuarters: life * 4 };
  });
}

function accelerators({ programme, quarters }: Stand, { racks }: SiteStand): Asset[] {
  const assets: Asset[] = [];
  for (const [kind, { delivered }] of racks) {
    const { usefulLife, residual } = programme.catalogue.accelerators[kind]!;
    const cost = rackCostCents(programme, kind);
    for (const [quarter, count] of delivered.entries()) {
      if (count !== 0)
        assets.push({ kind: "accelerators", paid: quarters.map((_, at) => (at === quarter ? cost * count : 0)), service: quarter, lifeQuarters: usefulLife * 4, residual });
    }
  }
  return assets;
}

export function rackCostCents(programme: Programme, kind: string): number {
  const { rackPrice, adders } = programme.catalogue.accelerators[kind]!;
  return Math.round(rackPrice * (1 + adders.network + adders.storage + adders.install) * 100);
}

/** Parts of a whole by the differences of its rounded running sum, which ends at the whole. */
function running(whole: number, shares: readonly number[]): number[] {
  let sum = 0;
  let before = 0;
  return shares.map((share, position) => {
    sum = position === shares.length - 1 ? 1 : sum + share;
    const upTo = Math.round(whole * sum);
    const part = upTo - before;
    before = upTo;
    return part;
  });
}
