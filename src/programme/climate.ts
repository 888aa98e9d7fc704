// What weather may a site have? Quantiles by month and hour, and how they hang together; drawn, or as the typical day of each month.

import type { Day } from "../units/brand.ts";
import type { Stream } from "../units/random.ts";
import { cellsFrom, type MonthHours } from "./hours.ts";
import { drawScores, type Persistence, probabilityBelow } from "./persistence.ts";

/** Where weather was recorded, and by whom. */
export interface Station {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly licence: string;
  readonly script: string;
  /** Latitude and longitude, degrees. */
  readonly at: readonly [number, number];
  readonly elevationM: number;
  readonly utcOffsetHours: number;
}

/** The climate of a station: what `data/climate/<id>.json` holds. Hours are local standard time, hour h from h to h + 1. */
export interface ClimateTable extends Station {
  readonly kind: "climate";
  /** Mean station pressure. */
  readonly pressurePa: number;
  /** Probabilities of the quantiles, from 0 to 1. */
  readonly probabilities: readonly number[];
  /** Quantiles of dry bulb, degrees Celsius: [month][hour][probability], straight lines between. */
  readonly dryBulbC: readonly MonthHours[];
  /** Quantiles of wet bulb at the station's pressure, the same way. */
  readonly wetBulbC: readonly MonthHours[];
  /** Correlation of the normal scores of dry and wet bulb: [month][hour]. */
  readonly correlation: MonthHours;
  /** Memory of the normal scores of dry bulb, and of what of the wet bulb's it does not explain. */
  readonly persistence: { readonly dryBulb: Persistence; readonly wetBulb: Persistence };
  /** Most depression that air without any moisture has at this pressure: at `fromC`, `fromC + stepK`, and so on. */
  readonly driest: { readonly fromC: number; readonly stepK: number; readonly depressionK: readonly number[] };
}

export interface Weather {
  readonly dryBulbC: Float64Array;
  readonly wetBulbC: Float64Array;
}

/**
 * Draws one weather: dry bulb and wet-bulb depression jointly (a Gaussian copula of dry and wet bulb), persistent in time. The
 * depression is kept between 0, so that wet is never above dry, and that of air without any moisture at the station's pressure.
 * Quantiles are of wet bulb and not of depression, since a hot hour with a small depression drawn apart would be wetter than any
 * that the station has seen: by 1 to 3 K in the wet bulb's 99.6 % quantile, against 0.1 to 0.3 K this way.
 * @param from first day, from its 00:00 local standard time
 * @param source a stream of this weather's own; takes 4 x hours + 4 words
 * @returns degrees Celsius, one number an hour
 */
export function drawClimate(table: ClimateTable, from: Day, hours: number, source: Stream): Weather {
  const cells = cellsFrom(from, hours);
  const drySurface = quantileSurface(table.probabilities, table.dryBulbC);
  const wetSurface = quantileSurface(table.probabilities, table.wetBulbC);
  const correlation = Float64Array.from(table.correlation.flat());
  const remainder = correlation.map((value) => Math.sqrt(1 - value * value));
  const dryScores = drawScores(table.persistence.dryBulb, hours, source);
  const ownScores = drawScores(table.persistence.wetBulb, hours, source);
  const most = Float64Array.from(table.driest.depressionK);
  const { fromC, stepK } = table.driest;
  const dryBulbC = new Float64Array(hours);
  const wetBulbC = new Float64Array(hours);
  for (let hour = 0; hour < hours; hour++) {
    const cell = cells[hour]!;
    const score = dryScores[hour]!;
    const dry = drySurface(cell, probabilityBelow(score));
    const wet = wetSurface(cell, probabilityBelow(correlation[cell]! * score + remainder[cell]! * ownScores[hour]!));
    const at = Math.min(most.length - 1.001, Math.max(0, (dry - fromC) / stepK));
    const left = at | 0;
    const driest = most[left]! + (most[left + 1]! - most[left]!) * (at - left);
    dryBulbC[hour] = dry;
    wetBulbC[hour] = dry - Math.min(Math.max(0, dry - wet), driest);
  }
  return { dryBulbC, wetBulbC };
}

/** Mean dry and wet bulb by month and hour, degrees Celsius. */
export function typicalClimate(table: ClimateTable): { readonly dry: MonthHours; readonly wet: MonthHours } {
  const mean = (quantiles: MonthHours) => quantiles.map((cell) => meanOfQuantiles(table.probabilities, cell));
  return { dry: table.dryBulbC.map(mean), wet: table.wetBulbC.map(mean) };
}

/** Mean of a quantile function that is straight between its knots. */
export function meanOfQuantiles(probabilities: readonly number[], quantiles: readonly number[]): number {
  let sum = 0;
  for (let knot = 1; knot < quantiles.length; knot++) sum += ((quantiles[knot]! + quantiles[knot - 1]!) / 2) * (probabilities[knot]! - probabilities[knot - 1]!);
  return sum;
}

/** The quantile functions of all cells as one typed array: (cell, probability) to value. */
function quantileSurface(probabilities: readonly number[], quantiles: readonly MonthHours[]): (cell: number, probability: number) => number {
  const knots = Float64Array.from(probabilities);
  const count = knots.length;
  const values = Float64Array.from(quantiles.flat(2));
  return (cell, probability) => {
    let knot = 1;
    while (knot < count - 1 && probability > knots[knot]!) knot++;
    const left = cell * count + knot - 1;
    return values[left]! + ((values[left + 1]! - values[left]!) * (probability - knots[knot - 1]!)) / (knots[knot]! - knots[knot - 1]!);
  };
}
