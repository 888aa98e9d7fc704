// Which month and hour of the day is each hour of a span, and how many hours has a month in the mean year?

import type { Day } from "../units/brand.ts";
import { daysInMonth } from "../units/calendar.ts";

/** A typical day of each month: [month 0 to 11][hour 0 to 23], local standard time; hour h lasts from h to h + 1. */
export type MonthHours = readonly (readonly number[])[];

/** Cell (month x 24 + hour) of each of `hours` hours from 00:00 of a day, local standard time. */
export function cellsFrom(from: Day, hours: number): Uint16Array {
  const cells = new Uint16Array(hours);
  let year = Number(from.slice(0, 4));
  let month = Number(from.slice(5, 7)) - 1;
  let day = Number(from.slice(8, 10));
  let last = daysInMonth(year, month);
  for (let hour = 0; hour < hours; hour++) {
    const ofDay = hour % 24;
    if (ofDay === 0 && hour > 0 && ++day > last) {
      day = 1;
      if (++month === 12) {
        month = 0;
        year++;
      }
      last = daysInMonth(year, month);
    }
    cells[hour] = month * 24 + ofDay;
  }
  return cells;
}

/** Mean days of each month over the four years of a leap cycle. */
export const meanDays: readonly number[] = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days of the mean year. */
export const yearDays = 365.25;

/** Mean over the hours of the mean year of a value by month and hour. */
export function yearlyMean(values: MonthHours): number {
  return values.reduce((sum, row, month) => sum + (meanDays[month]! / yearDays / 24) * row.reduce((hours, value) => hours + value, 0), 0);
}
