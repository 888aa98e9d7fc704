// At what price and PUE does a site run in the dearest hour of a hundred of a quarter, the next nine, the next forty, the cheap half?

import { pue } from "../physics/facility.ts";
import { typicalClimate } from "../programme/climate.ts";
import type { MonthHours } from "../programme/hours.ts";
import type { Library } from "../programme/library.ts";
import { priceCells, tableMean } from "../programme/prices.ts";
import type { Cooling, Programme } from "../programme/programme.ts";
import { daysInMonth, monthsIn, quartersOf, yearOf } from "../units/calendar.ts";

/** Four time slices a quarter: index = quarter x 4 + slice, dearest first. */
export interface SiteSlices {
  /** Share of the quarter's hours: 0.01, 0.09, 0.4, 0.5. */
  readonly share: Float64Array;
  /** Mean energy price, $/MWh, before delivery and escalation. */
  readonly price: Float64Array;
  /** Mean PUE at the typical climate of the hours of the slice. */
  readonly pue: Float64Array;
  /** Mean PUE of the quarter, by quarter. */
  readonly meanPue: Float64Array;
}

export const sliceShares: readonly number[] = [0.01, 0.09, 0.4, 0.5];

/** The part of a quarter's hours that one price band of one hour of the day in one month is. */
interface Piece {
  readonly hours: number;
  readonly price: number;
  readonly pue: number;
}

/**
 * Time slices of a site, as docs/model.md says. Prices are scaled so that the table's mean over the mean year is
 * `tariff.energy`. A flat tariff has the same price in all slices, and the quarter's mean PUE.
 * @throws LibraryError when the site's climate or price table is not there
 */
export function timeSlices(programme: Programme, siteId: string, library: Library): SiteSlices {
  const { climate, tariff } = programme.sites[siteId]!;
  const station = library.climate(climate);
  const ratios = typicalPue(coolingOf(programme, siteId), programme, typicalClimate(station));
  const table = tariff.table === undefined ? undefined : library.prices(tariff.table);
  const cells = table ? priceCells(table) : [];
  const scale = table ? tariff.energy / tableMean(table) : 1;
  const later = table ? station.utcOffsetHours - table.utcOffsetHours : 0;
  const quarters = quartersOf(programme.calendar);
  const slices = sliceShares.length;
  const price = new Float64Array(quarters.length * slices);
  const ratio = new Float64Array(quarters.length * slices);
  const meanPue = new Float64Array(quarters.length);
  for (const [t, quarter] of quarters.entries()) {
    const months = monthsIn(quarter);
    const days = (month: number) => daysInMonth(yearOf(quarter), month);
    meanPue[t] = meanOf(months, days, ratios);
    const pieces = cells
      .filter(({ month }) => months.includes(month))
      .map((cell): Piece => ({ hours: days(cell.month) * cell.share, price: cell.price * scale, pue: ratios[cell.month]![clockHour(cell.hour + later)]! }))
      .toSorted((a, b) => b.price - a.price);
    for (const [slice, mean] of cut(pieces).entries()) {
      price[t * slices + slice] = table ? mean.price : tariff.energy;
      ratio[t * slices + slice] = table ? mean.pue : meanPue[t]!;
    }
  }
  return { share: Float64Array.from(quarters.flatMap(() => sliceShares)), price, pue: ratio, meanPue };
}

/** The site's own cooling, or that of its first building kind. */
export function coolingOf(programme: Programme, siteId: string): Cooling {
  const site = programme.sites[siteId]!;
  const id = site.cooling ?? programme.catalogue.buildings[Object.keys(site.buildings)[0]!]!.cooling;
  return programme.catalogue.cooling[id]!;
}

/** PUE at the typical climate of each month and hour. */
function typicalPue(cooling: Cooling, programme: Programme, { dry, wet }: { readonly dry: MonthHours; readonly wet: MonthHours }): MonthHours {
  return dry.map((row, month) => row.map((dryBulbC, hour) => pue(cooling, programme.catalogue.chain, dryBulbC, wet[month]![hour]!)));
}

/** Hour of the day of an hour count that may lie before or after the day. */
function clockHour(hour: number): number {
  return ((Math.round(hour) % 24) + 24) % 24;
}

function meanOf(months: readonly number[], days: (month: number) => number, values: MonthHours): number {
  let sum = 0;
  let hours = 0;
  for (const month of months) {
    for (const value of values[month]!) {
      sum += days(month) * value;
      hours += days(month);
    }
  }
  return sum / hours;
}

/** Cuts pieces, dearest first, into the four slices exactly: a piece on a cut is split. */
function cut(pieces: readonly Piece[]): { price: number; pue: number }[] {
  const whole = pieces.reduce((sum, piece) => sum + piece.hours, 0);
  let at = 0;
  let used = 0;
  return sliceShares.map((share, slice) => {
    const wanted = share * whole;
    let taken = 0;
    let price = 0;
    let pue = 0;
    while (at < pieces.length) {
      const piece = pieces[at]!;
      const left = piece.hours - used;
      // The last slice takes what is left, so that no dust of the cuts is lost.
      const hours = slice === sliceShares.length - 1 ? left : Math.min(left, wanted - taken);
      taken += hours;
      price += hours * piece.price;
      pue += hours * piece.pue;
      if (hours < left) {
        used += hours;
        break;
      }
      at++;
      used = 0;
    }
    return { price: price / taken, pue: pue / taken };
  });
}
