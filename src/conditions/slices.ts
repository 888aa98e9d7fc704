// At what price, PUE, water and sun does a site run in the dearest hour of a hundred of a quarter, the next nine, the next forty, the cheap half?

import { facilityPower, pueOf } from "../physics/facility.ts";
import { solarShape } from "../physics/sun.ts";
import { typicalClimate } from "../programme/climate.ts";
import { meanDays, type MonthHours, yearDays } from "../programme/hours.ts";
import type { Library } from "../programme/library.ts";
import { priceCells, tableMean } from "../programme/prices.ts";
import { heldAfter } from "../programme/series.ts";
import type { Cooling, Programme } from "../programme/programme.ts";
import type { Quarter } from "../units/brand.ts";
import { daysInMonth, monthsIn, quartersOf, yearOf } from "../units/calendar.ts";

/** Time slices: index = quarter x slices of a quarter + slice, dearest first. */
export interface SiteSlices {
  /** Share of the quarter's hours (`sliceShares`). */
  readonly share: Float64Array;
  /** Mean energy price, $/MWh, before delivery and escalation. */
  readonly price: Float64Array;
  /** Mean PUE at the typical climate of the hours of the slice. */
  readonly pue: Float64Array;
  /** Mean PUE of the quarter, by quarter. */
  readonly meanPue: Float64Array;
  /** Mean water drawn per MWh of IT, m3, at the typical climate of the hours of the slice. */
  readonly pumped: Float64Array;
  /** Mean output over nameplate, for each power option whose source follows the sun. */
  readonly sun: Readonly<Record<string, Float64Array>>;
}

/** Shares of a quarter's hours, by how many slices it is cut into: eight are the four, each cut in two. */
export const sliceShares = { 4: [0.01, 0.09, 0.4, 0.5], 8: [0.0025, 0.0075, 0.03, 0.06, 0.15, 0.25, 0.25, 0.25] } as const;

/** How many slices a quarter has. */
export function slicesPerQuarter({ share, meanPue }: Pick<SiteSlices, "share" | "meanPue">): number {
  return share.length / meanPue.length;
}

/** The part of a quarter's hours that one price band of one hour of the day in one month is. */
interface Piece {
  readonly hours: number;
  readonly price: number;
  /** Month x 24 + hour of the day, on the site's clock. */
  readonly cell: number;
}

/**
 * Time slices of a site, as docs/model.md says. Prices are scaled so that the table's mean over the mean year is
 * `tariff.energy`. A flat tariff has the same price in all slices, and the quarter's means of everything else.
 * @throws LibraryError when the site's climate or price table is not there
 */
export function timeSlices(programme: Programme, siteId: string, library: Library): SiteSlices {
  const { climate, tariff } = programme.sites[siteId]!;
  const station = library.climate(climate);
  const { pue, pumped } = typicalDraw(coolingOf(programme, siteId), programme, typicalClimate(station));
  const suns = Object.entries(sunShapes(programme, siteId, station.utcOffsetHours));
  const values = [pue, pumped, ...suns.map(([, shape]) => shape)].map((months) => Float64Array.from(months.flat()));
  const table = tariff.table === undefined ? undefined : library.prices(tariff.table);
  const cells = table ? priceCells(table) : [];
  const scale = table ? tariff.energy / tableMean(table) : 1;
  const later = table ? station.utcOffsetHours - table.utcOffsetHours : 0;
  const quarters = quartersOf(programme.calendar);
  const shares: readonly number[] = sliceShares[programme.calendar.slices ?? 4];
  const slices = shares.length;
  const price = new Float64Array(quarters.length * slices);
  const means = values.map(() => new Float64Array(quarters.length * slices));
  const meanPue = new Float64Array(quarters.length);
  // Quarters of the same months and days have the same slices.
  const known = new Map<string, { readonly whole: readonly number[]; readonly cuts: ReturnType<typeof cut> }>();
  const sliced = (quarter: Quarter) => {
    const months = monthsIn(quarter);
    const days = months.map((month) => daysInMonth(yearOf(quarter), month));
    const key = `${months[0]} ${days.join(" ")}`;
    const before = known.get(key);
    if (before) return before;
    const pieces = cells
      .filter(({ month }) => months.includes(month))
      .map((cell): Piece => ({ hours: days[cell.month - months[0]!]! * cell.share, price: cell.price * scale, cell: cell.month * 24 + clockHour(cell.hour + later) }))
      .toSorted((one, other) => other.price - one.price);
    const made = { whole: values.map((list) => meanOf(months, days, list)), cuts: cut(pieces, values, shares) };
    known.set(key, made);
    return made;
  };
  const pueFactor = heldAfter(1, programme.sites[siteId]!.pueFactor, programme.calendar);
  for (const [t, quarter] of quarters.entries()) {
    const { whole, cuts } = sliced(quarter);
    meanPue[t] = whole[0]! * pueFactor[t]!;
    for (const [slice, mean] of cuts.entries()) {
      price[t * slices + slice] = table ? mean.price : tariff.energy;
      for (const [v, list] of means.entries()) list[t * slices + slice] = (table ? mean.values[v]! : whole[v]!) * (v === 0 ? pueFactor[t]! : 1);
    }
  }
  return {
    share: Float64Array.from(quarters.flatMap(() => shares)),
    price,
    pue: means[0]!,
    meanPue,
    pumped: means[1]!,
    sun: Object.fromEntries(suns.map(([id], position) => [id, means[2 + position]!])),
  };
}

/** Output over nameplate by month and hour of local standard time, for each power option of a site whose source follows the sun. */
export function sunShapes(programme: Programme, siteId: string, utcOffsetHours: number): Readonly<Record<string, MonthHours>> {
  const { at, power } = programme.sites[siteId]!;
  const weights = meanDays.map((days) => days / yearDays / 24);
  return Object.fromEntries(
    Object.entries(power)
      .filter(([, { kind }]) => programme.catalogue.powerSources[kind]?.follows === "sun")
      .map(([id, { capacityFactor }]) => [id, solarShape(at, utcOffsetHours, capacityFactor ?? 0, weights)]),
  );
}

/** The site's own cooling, or that of its first building kind. */
export function coolingOf(programme: Programme, siteId: string): Cooling {
  const site = programme.sites[siteId]!;
  const id = site.cooling ?? programme.catalogue.buildings[Object.keys(site.buildings)[0]!]!.cooling;
  return programme.catalogue.cooling[id]!;
}

/** PUE, and water drawn per MWh of IT, at the typical climate of each month and hour. */
function typicalDraw(
  cooling: Cooling,
  programme: Programme,
  { dry, wet }: { readonly dry: MonthHours; readonly wet: MonthHours },
): { readonly pue: MonthHours; readonly pumped: MonthHours } {
  const draws = dry.map((row, month) => row.map((dryBulbC, hour) => facilityPower(cooling, programme.catalogue.chain, 1, dryBulbC, wet[month]![hour]!)));
  return { pue: draws.map((row) => row.map(pueOf)), pumped: draws.map((row) => row.map(({ waterM3PerHour }) => waterM3PerHour)) };
}

/** Hour of the day of an hour count that may lie before or after the day. */
function clockHour(hour: number): number {
  return ((Math.round(hour) % 24) + 24) % 24;
}

function meanOf(months: readonly number[], days: readonly number[], values: Float64Array): number {
  let sum = 0;
  let hours = 0;
  for (const [position, month] of months.entries()) {
    for (let hour = 0; hour < 24; hour++) {
      sum += days[position]! * values[month * 24 + hour]!;
      hours += days[position]!;
    }
  }
  return sum / hours;
}

/** Cuts pieces, dearest first, into the slices exactly: a piece on a cut is split. `values` by cell. */
function cut(pieces: readonly Piece[], values: readonly Float64Array[], shares: readonly number[]): { price: number; values: number[] }[] {
  const whole = pieces.reduce((sum, piece) => sum + piece.hours, 0);
  let at = 0;
  let used = 0;
  return shares.map((share, slice) => {
    const wanted = share * whole;
    let taken = 0;
    let price = 0;
    const sums = values.map(() => 0);
    while (at < pieces.length) {
      const piece = pieces[at]!;
      const left = piece.hours - used;
      // The last slice takes what is left, so that no dust of the cuts is lost.
      const hours = slice === shares.length - 1 ? left : Math.min(left, wanted - taken);
      taken += hours;
      price += hours * piece.price;
      for (let v = 0; v < sums.length; v++) sums[v]! += hours * values[v]![piece.cell]!;
      if (hours < left) {
        used += hours;
        break;
      }
      at++;
      used = 0;
    }
    return { price: price / taken, values: sums.map((sum) => sum / taken) };
  });
}
