// Which second does a date and time in a file stand for?

import type { Row } from "./byte-rows.ts";

/** What `readDateTime` found. */
interface Moment {
  /** Whole seconds since 1970 as if the clock showed UTC. */
  whole: number;
  fraction: number;
  /** Seconds that the clock is ahead of UTC; NaN where the text does not say. */
  offset: number;
}

/** Seconds that a clock without a zone is ahead of UTC, from what it shows. */
export type Zone = (wholeSeconds: number) => number;

export const utc: Zone = () => 0;
/** China has kept one time, without daylight saving, since 1991. */
export const china: Zone = () => 8 * 3600;

/** US Pacific time: from 2007 on daylight saving lasts from the second Sunday of March to the first of November, 02:00 (Energy Policy Act of 2005, section 110). */
export const pacific: Zone = (wholeSeconds) => {
  const year = new Date(wholeSeconds * 1000).getUTCFullYear();
  const sunday = (month: number, nth: number) => {
    const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
    return Date.UTC(year, month, 1 + ((7 - first) % 7) + 7 * (nth - 1), 2) / 1000;
  };
  return wholeSeconds >= sunday(2, 2) && wholeSeconds < sunday(10, 1) ? -7 * 3600 : -8 * 3600;
};

/** Reads the times of one file as seconds from the whole second of the first one, so that fractions keep their digits. */
export class Clock {
  /** Unix seconds that 0 stands for; NaN before the first time. */
  base = Number.NaN;
  readonly #zone: Zone;
  readonly #moment: Moment = { whole: 0, fraction: 0, offset: 0 };

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  /** The field's time; a problem and NaN where it is none. */
  seconds(row: Row, field: number): number {
    if (!readDateTime(row.bytes, row.starts[field]!, row.ends[field]!, this.#moment)) return row.wrong(field, "a date and time such as 2024-05-10 00:00:03");
    return this.#fromBase();
  }

  /** As `seconds`; minus infinity where nothing stands. */
  secondsOrMissing(row: Row, field: number): number {
    return field === -1 || row.isMissing(field) ? Number.NEGATIVE_INFINITY : this.seconds(row, field);
  }

  /** The time that a text tells; NaN where it tells none. */
  secondsOf(text: string): number {
    const bytes = encoder.encode(text);
    return readDateTime(bytes, 0, bytes.length, this.#moment) ? this.#fromBase() : Number.NaN;
  }

  #fromBase(): number {
    const { whole, fraction, offset } = this.#moment;
    const unix = whole - (Number.isNaN(offset) ? this.#zone(whole) : offset);
    if (Number.isNaN(this.base)) this.base = unix;
    return unix - this.base + fraction;
  }
}

const encoder = new TextEncoder();

/** Reads `YYYY-MM-DD`, a blank or T, `hh:mm`, then optionally `:ss`, a fraction, and Z or an offset. False where something else stands. */
function readDateTime(bytes: Uint8Array, start: number, end: number, into: Moment): boolean {
  if (end - start < 16 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45 || bytes[start + 13] !== 58) return false;
  if (bytes[start + 10] !== 32 && bytes[start + 10] !== 84) return false;
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  const hour = twoDigits(bytes, start + 11);
  const minute = twoDigits(bytes, start + 14);
  let at = start + 16;
  let second = 0;
  if (at < end && bytes[at] === 58) {
    if (end - at < 3) return false;
    second = twoDigits(bytes, at + 1);
    at += 3;
  }
  // What is no digit is NaN and fails each comparison.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hour <= 23 && minute <= 59 && second <= 60)) return false;
  into.fraction = 0;
  if (at < end && bytes[at] === 46) {
    let [value, scale] = [0, 1];
    for (at += 1; at < end && bytes[at]! >= 48 && bytes[at]! <= 57; at += 1) {
      if (scale >= 1e15) continue;
      value = value * 10 + bytes[at]! - 48;
      scale *= 10;
    }
    into.fraction = value / scale;
  }
  into.offset = Number.NaN;
  if (at < end && bytes[at] === 90) {
    at += 1;
    into.offset = 0;
  } else if (at < end && (bytes[at] === 43 || bytes[at] === 45)) {
    const sign = bytes[at] === 45 ? -1 : 1;
    const minutesAt = bytes[at + 3] === 58 ? at + 4 : at + 3;
    if (end - at < 3 || (minutesAt < end && end - minutesAt < 2)) return false;
    into.offset = sign * (twoDigits(bytes, at + 1) * 3600 + (minutesAt < end ? twoDigits(bytes, minutesAt) : 0) * 60);
    if (Number.isNaN(into.offset)) return false;
    at = minutesAt < end ? minutesAt + 2 : end;
  }
  into.whole = dayNumber(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  return at === end;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at]! - 48, bytes[at + 1]! - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 in the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}
