// What is spent on what, when, and what is it still worth? Whole cents by site and quarter.

import type { Programme } from "../programme/programme.ts";
import type { Series } from "../programme/series.ts";
import type { Quarter } from "../units/brand.ts";
import { ordinal, yearOf } from "../units/calendar.ts";
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
  /** Share of its value that it loses each year, in place of the straight line. */
  readonly decline?: number | undefined;
  /** Quarter in which it is sold: at the end of it it is gone. */
  readonly until?: number | undefined;
}

export interface SiteCapital {
  readonly assets: readonly Asset[];
  readonly capex: Readonly<Record<CapexKind, readonly number[]>>;
  /** What was really spent beyond the decisions, where the site says what was spent to date. */
  readonly difference: readonly number[];
  readonly total: readonly number[];
}

export function siteCapital(stand: Stand, site: SiteStand): SiteCapital {
  const assets = [opening(stand, site), ...buildings(stand, site), ...powerWorks(stand, site), ...accelerators(stand, site)];
  const sum = (kind?: CapexKind) =>
    stand.quarters.map((_, quarter) => assets.reduce((total, asset) => (kind === undefined || asset.kind === kind ? total + asset.paid[quarter]! : total), 0));
  const decided = sum();
  const difference = beyond(stand, site, decided);
  return {
    assets,
    capex: { opening: sum("opening"), buildings: sum("buildings"), power: sum("power"), accelerators: sum("accelerators") },
    difference,
    total: decided.map((cents, quarter) => cents + difference[quarter]!),
  };
}

/** At each quarter with a known sum the running total of spending is that sum: what the decisions miss of it falls in that quarter. */
function beyond({ quarters }: Stand, { site }: SiteStand, decided: readonly number[]): number[] {
  const out: number[] = [];
  let soFar = 0;
  for (const [quarter, name] of quarters.entries()) {
    const known = site.spentToDate?.[name];
    soFar += decided[quarter]!;
    const missing = known === undefined ? 0 : Math.round(100 * known) - soFar;
    out.push(missing);
    soFar += missing;
  }
  return out;
}

/** Book value in cents, unrounded: cost so far, less what it has lost since service began. */
export function bookValue(assets: readonly Asset[], kinds: readonly CapexKind[], quarter: number): number {
  let value = 0;
  for (const asset of assets) if (kinds.includes(asset.kind) && owned(asset, quarter)) value += paidSoFar(asset.paid, quarter) * left(asset, quarter);
  return value;
}

/** What was paid so far for what is still owned at a quarter's end, cents. */
export function costOfOwned(assets: readonly Asset[], kinds: readonly CapexKind[], quarter: number): number {
  let cost = 0;
  for (const asset of assets) if (kinds.includes(asset.kind) && owned(asset, quarter)) cost += paidSoFar(asset.paid, quarter);
  return cost;
}

function owned({ until }: Asset, quarter: number): boolean {
  return until === undefined || quarter < until;
}

/** Share of its cost that an asset is still worth: all before service, then by its yearly decline or along a straight line to its residual. */
function left({ service, lifeQuarters, residual = 0, decline }: Asset, quarter: number): number {
  const age = quarter - service;
  if (age < 0) return 1;
  return decline === undefined ? residual + (1 - residual) * Math.max(0, 1 - age / lifeQuarters) : (1 - decline) ** (age / 4);
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
  const { operations } = programme.catalogue;
  const payments = operations.powerPayments;
  return options.map(({ option, energized, source, storage }) => {
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
    const life = (source ?? storage)?.usefulLife ?? operations.gridLife;
    return { kind: "power", paid, service: energized, lifeQuarters: life * 4 };
  });
}

function accelerators(stand: Stand, { racks }: SiteStand): Asset[] {
  const { programme, quarters } = stand;
  const assets: Asset[] = [];
  for (const [kind, { lots }] of racks) {
    const { usefulLife, residual, decline } = programme.catalogue.accelerators[kind]!;
    for (const { delivered, count, until } of lots) {
      // What was paid before the calendar is sunk.
      if (delivered < 0) continue;
      const cost = count * rackCostCents(stand, kind, delivered);
      assets.push({
        kind: "accelerators",
        paid: quarters.map((_, at) => (at === delivered ? cost : 0)),
        service: delivered,
        lifeQuarters: usefulLife * 4,
        residual,
        decline,
        until,
      });
    }
  }
  return assets;
}

/** One rack delivered in a quarter, with its adders. */
export function rackCostCents(stand: Stand, kind: string, quarter: number): number {
  const { network, storage, install } = stand.programme.catalogue.accelerators[kind]!.adders;
  return Math.round(rackPriceUsd(stand, kind, quarter) * (1 + network + storage + install) * 100);
}

/** Price of a rack that comes in a quarter, before the calendar too, without adders. */
export function rackPriceUsd({ programme, nameOf }: Stand, kind: string, quarter: number): number {
  const { rackPrice, prices } = programme.catalogue.accelerators[kind]!;
  return latest(prices ?? {}, nameOf(quarter)) ?? rackPrice;
}

/** The entry that holds in a quarter: the last one not after it (a year's entry is of its first quarter); undefined before the first. */
function latest(series: Series, quarter: Quarter): number | undefined {
  let [found, at] = [series["always"], Number.NEGATIVE_INFINITY];
  for (const [key, value] of Object.entries(series)) {
    if (key === "always") continue;
    const from = ordinal((key.length === 4 ? `${key}-Q1` : key) as Quarter);
    if (from <= ordinal(quarter) && from > at) [found, at] = [value, from];
  }
  return found;
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
