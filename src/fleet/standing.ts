// What stands at a site at each hour: racks in the hall and racks at work, by accelerator kind?

import { type Calendar, hoursIn, quartersOf } from "../units/calendar.ts";

const hoursPerWeek = 168;

/** Hour at which each quarter begins, and the end of the calendar: `quarters + 1` entries. */
export function quarterStarts(calendar: Calendar): Int32Array {
  const starts = new Int32Array(calendar.quarters + 1);
  for (const [index, quarter] of quartersOf(calendar).entries()) starts[index + 1] = starts[index]! + hoursIn(quarter);
  return starts;
}

/** A stock of racks by accelerator kind: what stood before the calendar and what it is at the end of each quarter. */
export interface Stock {
  readonly before: number;
  readonly atEnd: readonly number[];
}

/** Counts that change at a few hours: row `i` of `counts` (one number a kind) holds from `hours[i]` to `hours[i + 1]`. */
export interface Steps {
  readonly hours: Int32Array;
  readonly counts: Int32Array;
}

/**
 * Plays stocks out in weekly lots of whole racks. Lots lie symmetric about the middle of the quarter in time and size, so that the
 * mean over a quarter is exactly the mean of its two ends, as docs/model.md has it. Where one stock is at most another at all
 * quarter ends it is so at every hour.
 * @param starts {@link quarterStarts}
 * @param times multiplies each kind's racks: packages in a rack, or 1
 */
export function stepsOf(stocks: readonly Stock[], starts: Int32Array, times: readonly number[]): Steps {
  const kinds = stocks.length;
  const hours: number[] = [0];
  const counts: number[] = stocks.map((stock, kind) => stock.before * times[kind]!);
  for (let quarter = 0; quarter + 1 < starts.length; quarter += 1) {
    const change = stocks.map((stock) => stock.atEnd[quarter]! - (quarter === 0 ? stock.before : stock.atEnd[quarter - 1]!));
    if (change.every((racks) => racks === 0)) continue;
    const length = starts[quarter + 1]! - starts[quarter]!;
    const lots = weeklyLots(length);
    for (let lot = 0; lot < lots; lot += 1) {
      const row = counts.length - kinds;
      hours.push(starts[quarter]! + lotHour(lot, lots, length));
      for (let kind = 0; kind < kinds; kind += 1) counts.push(counts[row + kind]! + lotRacks(change[kind]!, lot, lots) * times[kind]!);
    }
  }
  return { hours: Int32Array.from(hours), counts: Int32Array.from(counts) };
}

/** An odd number, so that one lot stands in the middle and takes what does not split evenly. */
function weeklyLots(length: number): number {
  const weeks = Math.round(length / hoursPerWeek);
  return weeks % 2 === 1 ? weeks : weeks + 1;
}

function lotHour(lot: number, lots: number, length: number): number {
  const middle = (lots - 1) / 2;
  if (lot > middle) return length - lotHour(lots - 1 - lot, lots, length);
  return lot === middle ? length / 2 : Math.round(((lot + 0.5) * length) / lots);
}

function lotRacks(change: number, lot: number, lots: number): number {
  const middle = (lots - 1) / 2;
  const arrived = (count: number) => Math.sign(change) * Math.floor((Math.abs(change) * count) / lots);
  if (lot === middle) return change - 2 * arrived(middle);
  const first = lot < middle ? lot : lots - 1 - lot;
  return arrived(first + 1) - arrived(first);
}
