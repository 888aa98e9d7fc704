// What may an hour's electricity cost at a hub? Price bands by month and hour, and how long a dear hour lasts.

import type { Day } from "../units/brand.ts";
import type { Stream } from "../units/random.ts";
import { cellsFrom, meanDays, type MonthHours, yearDays } from "./hours.ts";
import { drawScores, type Persistence, probabilityBelow } from "./persistence.ts";

/** The prices of a hub: what `data/prices/<id>.json` holds. Hours are the hub's local standard time. */
export interface PriceTable {
  readonly kind: "prices";
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly licence: string;
  readonly script: string;
  readonly utcOffsetHours: number;
  /** First and last day of the series. */
  readonly days: readonly [Day, Day];
  /** Probabilities of the quantiles: 0, 0.01, ..., 0.999, 1. Neighbours bound a band. */
  readonly probabilities: readonly number[];
  /** Quantiles, $/MWh: [month][hour][probability]. */
  readonly quantiles: readonly MonthHours[];
  /** Mean price in each band, $/MWh: [month][hour][band]; the bands' means keep the mean of the series exactly. */
  readonly means: readonly MonthHours[];
  /** Memory of the normal scores. */
  readonly persistence: Persistence;
}

/** One price band of one hour of the day in one month. */
export interface PriceCell {
  readonly month: number;
  readonly hour: number;
  /** Share of the hours of its month and hour of the day. */
  readonly share: number;
  /** Mean price, $/MWh. */
  readonly price: number;
}

/**
 * Draws one market, $/MWh, one number an hour. Within a band the price runs from one quantile to the next along a power of the
 * probability that keeps the band's mean, so drawn prices have the table's mean and its tail.
 * @param from first day, from its 00:00 in the hub's local standard time
 * @param source a stream of this market's own; takes 2 x hours + 2 words
 */
export function drawPrices(table: PriceTable, from: Day, hours: number, source: Stream): Float64Array {
  const cells = cellsFrom(from, hours);
  const knots = Float64Array.from(table.probabilities);
  const bands = knots.length - 1;
  const quantiles = Float64Array.from(table.quantiles.flat(2));
  const means = Float64Array.from(table.means.flat(2));
  const prices = drawScores(table.persistence, hours, source);
  for (let hour = 0; hour < hours; hour++) {
    const probability = probabilityBelow(prices[hour]!);
    let band = 0;
    while (band < bands - 1 && probability > knots[band + 1]!) band++;
    const cell = cells[hour]!;
    const low = quantiles[cell * (bands + 1) + band]!;
    const rise = quantiles[cell * (bands + 1) + band + 1]! - low;
    const meanRise = means[cell * bands + band]! - low;
    const within = (probability - knots[band]!) / (knots[band + 1]! - knots[band]!);
    // The mean of within^power over a band is 1 / (power + 1).
    prices[hour] = low + (rise > meanRise && meanRise > 0 ? rise * within ** (rise / meanRise - 1) : meanRise);
  }
  return prices;
}

/** All bands of all months and hours: 12 x 24 x bands, in that order. */
export function priceCells(table: PriceTable): PriceCell[] {
  return table.means.flatMap((hours, month) =>
    hours.flatMap((bands, hour) => bands.map((price, band) => ({ month, hour, share: table.probabilities[band + 1]! - table.probabilities[band]!, price }))),
  );
}

/** Mean price over the hours of the mean year, $/MWh. */
export function tableMean(table: PriceTable): number {
  return priceCells(table).reduce((sum, { month, share, price }) => sum + (meanDays[month]! / yearDays / 24) * share * price, 0);
}
