// What do racks that are sold bring, what leaves the books with them, and what is all worth at the end?

import { capexKinds } from "../plan/plan.ts";
import { rounded, settled, type Whole } from "./rounding.ts";
import { bookValue, rackCostCents, rackPriceUsd, type SiteCapital } from "./replay-capital.ts";
import type { RackLot, Stand } from "./stand.ts";

export interface Resale {
  /** By accelerator and quarter: what was paid by the buyers, what the racks had cost, what of that was on the books. */
  readonly sales: ReadonlyMap<string, readonly Whole[]>;
  readonly cost: ReadonlyMap<string, readonly Whole[]>;
  readonly book: ReadonlyMap<string, readonly Whole[]>;
  readonly endValue: Whole;
}

/** Undefined where no accelerator has a resale: then nothing is sold and the end counts at book value. */
export function resaleOf(stand: Stand, capital: readonly SiteCapital[]): Resale | undefined {
  const kinds = Object.entries(stand.programme.catalogue.accelerators).flatMap(([id, { resale }]) => (resale === undefined ? [] : [id]));
  if (kinds.length === 0) return undefined;
  const last = stand.quarters.length - 1;
  const lotsOf = (kind: string): RackLot[] => stand.sites.flatMap(({ racks }) => racks.get(kind)!.lots);
  const inQuarter = (cents: (kind: string, lot: RackLot) => number) =>
    new Map(
      kinds.map((kind) => [
        kind,
        stand.quarters.map((_, quarter) => rounded(lotsOf(kind).reduce((sum, lot) => (lot.until === quarter ? sum + lot.count * cents(kind, lot) : sum), 0))),
      ]),
    );
  const paid = (kind: string, { delivered }: RackLot): number => (delivered < 0 ? 0 : rackCostCents(stand, kind, delivered));
  const left = (kind: string, lot: RackLot, quarter: number): number => paid(kind, lot) * shareOnBooks(stand, kind, quarter - lot.delivered);
  let end = bookValue(
    capital.flatMap(({ assets }) => assets),
    capexKinds,
    last,
  );
  for (const kind of kinds) for (const lot of lotsOf(kind)) if (lot.until === undefined) end += lot.count * (usedCents(stand, kind, lot.delivered, last) - left(kind, lot, last));
  return {
    sales: inQuarter((kind, { delivered, until }) => usedCents(stand, kind, delivered, until!)),
    cost: inQuarter(paid),
    book: inQuarter((kind, lot) => left(kind, lot, lot.until!)),
    endValue: rounded(end),
  };
}

/** All sales of a quarter as they go into cash: the stored cents where they are a rounding of ours. */
export function salesIn(resale: Resale | undefined, stored: Readonly<Record<string, readonly number[]>> | undefined, quarter: number): number {
  let sum = 0;
  for (const [kind, values] of resale?.sales ?? []) sum += settled(values[quarter]!, stored?.[kind]?.[quarter]);
  return sum;
}

/** One rack at the end of a quarter, whole cents: its price in the quarter of its delivery, at the share that holds for its age. */
function usedCents(stand: Stand, kind: string, delivered: number, quarter: number): number {
  const { shares } = stand.programme.catalogue.accelerators[kind]!.resale!;
  const points = [1, ...shares];
  const years = (quarter - delivered) / 4;
  const before = Math.min(Math.floor(years), points.length - 1);
  const after = Math.min(before + 1, points.length - 1);
  const share = points[before]! + (points[after]! - points[before]!) * Math.min(1, years - before);
  return Math.round(100 * rackPriceUsd(stand, kind, delivered) * share);
}

/** Straight line to the residual, or the yearly decline. */
function shareOnBooks({ programme }: Stand, kind: string, age: number): number {
  const { usefulLife, residual = 0, decline } = programme.catalogue.accelerators[kind]!;
  if (decline !== undefined) return (1 - decline) ** (age / 4);
  return residual + (1 - residual) * Math.max(0, 1 - age / (usefulLife * 4));
}
