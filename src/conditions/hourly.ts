// What weather, price and carbon does a site meet in each hour of the calendar?

import { carbonHours } from "../programme/carbon.ts";
import { drawClimate } from "../programme/climate.ts";
import { cellsFrom } from "../programme/hours.ts";
import type { Library } from "../programme/library.ts";
import { drawPrices, type PriceTable, tableMean } from "../programme/prices.ts";
import type { Programme } from "../programme/programme.ts";
import type { Day } from "../units/brand.ts";
import { addDays, addQuarters, daysBetween, firstDay } from "../units/calendar.ts";
import { stream } from "../units/random.ts";
import { sunShapes } from "./slices.ts";

/** One number an hour from the calendar's first day, 00:00 local standard time of the site. */
export interface HourlyConditions {
  readonly dryBulbC: Float64Array;
  readonly wetBulbC: Float64Array;
  /** Grid energy price: the table's mean scaled to `tariff.energy`; before delivery and escalation. */
  readonly priceUsdPerMwh: Float64Array;
  /** Grid carbon: the region's typical shape scaled to the site's yearly figure. */
  readonly carbonKgPerMwh: Float64Array;
  /** Carbon of the plants that one more MWh calls, where the site names a table of it. */
  readonly marginalKgPerMwh?: Float64Array;
  /** Output over nameplate, for each power option whose source follows the sun: a clear day's shape, the same every day of a month. */
  readonly sun: Readonly<Record<string, Float64Array>>;
}

/**
 * Draws the conditions of a site. The streams are named by (seed, "weather" or "price", table id): sites that share a station have
 * the same weather, and sites that share a hub have the same market at the same moment, whatever order or worker draws them.
 * Weather and prices are drawn independently of each other and from station to station.
 * @throws LibraryError when a table is not there
 */
export function hourlyConditions(programme: Programme, siteId: string, library: Library, seed: number): HourlyConditions {
  const { climate, tariff, carbon } = programme.sites[siteId]!;
  const { from, quarters } = programme.calendar;
  const first = firstDay(from);
  const hours = daysBetween(first, firstDay(addQuarters(from, quarters))) * 24;
  const station = library.climate(climate);
  const { dryBulbC, wetBulbC } = drawClimate(station, first, hours, stream(seed, "weather", climate));
  const priceUsdPerMwh =
    tariff.table === undefined ? new Float64Array(hours).fill(tariff.energy) : market(library.prices(tariff.table), tariff.energy, station.utcOffsetHours, first, hours, seed);
  const intensity = (table: string, yearly: number) => {
    const region = library.carbon(table);
    return onSiteClock((day, span) => carbonHours(region, yearly, day, span), region.utcOffsetHours - station.utcOffsetHours, first, hours);
  };
  const carbonKgPerMwh = intensity(carbon.table, carbon.yearly);
  const cells = cellsFrom(first, hours);
  const sun = Object.fromEntries(
    Object.entries(sunShapes(programme, siteId, station.utcOffsetHours)).map(([option, shape]) => {
      const share = shape.flat();
      return [option, Float64Array.from(cells, (cell) => share[cell]!)];
    }),
  );
  const marginal = carbon.marginal ? { marginalKgPerMwh: intensity(carbon.marginal.table, carbon.marginal.yearly) } : {};
  return { dryBulbC, wetBulbC, priceUsdPerMwh, carbonKgPerMwh, ...marginal, sun };
}

function market(table: PriceTable, energy: number, siteOffset: number, first: Day, hours: number, seed: number): Float64Array {
  const prices = onSiteClock((day, span) => drawPrices(table, day, span, stream(seed, "price", table.id)), table.utcOffsetHours - siteOffset, first, hours);
  const scale = energy / tableMean(table);
  return prices.map((price) => price * scale);
}

/**
 * Hours of a series that runs on another clock, `ahead` hours ahead of the site's. The series is made from the day before
 * to the day after, so that all sites cut theirs from the same one.
 */
function onSiteClock(make: (from: Day, hours: number) => Float64Array, ahead: number, first: Day, hours: number): Float64Array {
  const start = 24 + Math.round(ahead);
  return make(addDays(first, -1), hours + 48).slice(start, start + hours);
}
