// How does the carbon of a region's power run over the day and the year?

import type { Day } from "../units/brand.ts";
import { cellsFrom, type MonthHours } from "./hours.ts";

/** The shape of a balancing authority's carbon intensity: what `data/carbon/<id>.json` holds. Hours are local standard time. */
export interface CarbonTable {
  readonly kind: "carbon";
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly licence: string;
  readonly script: string;
  readonly utcOffsetHours: number;
  readonly year: number;
  /** kg CO2 per MWh of each fuel that the shape is made with, and where the factor comes from. */
  readonly factors: Readonly<Record<string, { readonly kgPerMwh: number; readonly source: string }>>;
  /** Intensity over its mean over all hours of the year: [month][hour], mean 1. */
  readonly shape: MonthHours;
}

/** Typical carbon intensity of each hour, kg/MWh, such that a flat load has the yearly figure over a mean year. */
export function carbonHours(table: CarbonTable, yearlyKgPerMwh: number, from: Day, hours: number): Float64Array {
  const shape = Float64Array.from(table.shape.flat());
  return Float64Array.from(cellsFrom(from, hours), (cell) => shape[cell]! * yearlyKgPerMwh);
}
