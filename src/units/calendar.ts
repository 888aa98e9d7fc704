// When is a quarter, how long is it, and which hour of the programme is which hour of the year?

import type { Day, Quarter } from "./brand.ts";

export interface Calendar {
  readonly from: Quarter;
  readonly quarters: number;
}

const text = /^(\d{4})-Q([1-4])$/;

/** Reads `2027-Q2`; `undefined` when the text is no quarter. */
export function parseQuarter(value: string): Quarter | undefined {
  return text.test(value) ? (value as Quarter) : undefined;
}

/** Quarters since the year 0: 2027-Q2 is 2027 x 4 + 1. */
export function ordinal(quarter: Quarter): number {
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
}

export function quarterOf(ordinalNumber: number): Quarter {
  return `${Math.floor(ordinalNumber / 4)}-Q${(((ordinalNumber % 4) + 4) % 4) + 1}` as Quarter;
}

/** The quarter `count` later (or earlier when negative). */
export function addQuarters(quarter: Quarter, count: number): Quarter {
  return quarterOf(ordinal(quarter) + count);
}

/** Position of a quarter in the calendar: 0 for its first; negative or >= `quarters` outside it. */
export function indexOf(calendar: Calendar, quarter: Quarter): number {
  return ordinal(quarter) - ordinal(calendar.from);
}

export function quarterAt(calendar: Calendar, index: number): Quarter {
  return quarterOf(ordinal(calendar.from) + index);
}

/** All quarters of the calendar, in order. */
export function quartersOf(calendar: Calendar): Quarter[] {
  return Array.from({ length: calendar.quarters }, (_, index) => quarterAt(calendar, index));
}

export function yearOf(quarter: Quarter): number {
  return Number(quarter.slice(0, 4));
}

/** First day of the quarter. */
export function firstDay(quarter: Quarter): Day {
  const month = (Number(quarter.slice(6)) - 1) * 3 + 1;
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, "0")}-01` as Day;
}

/** Last day of the quarter. */
export function lastDay(quarter: Quarter): Day {
  return addDays(firstDay(addQuarters(quarter, 1)), -1);
}

/** The quarter a day lies in. */
export function quarterOfDay(day: Day): Quarter {
  return `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}` as Quarter;
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) + count * 86_400_000).toISOString().slice(0, 10) as Day;
}

/** Hours in a quarter: 2,160 to 2,208, leap years counted. */
export function hoursIn(quarter: Quarter): number {
  return daysBetween(firstDay(quarter), firstDay(addQuarters(quarter, 1))) * 24;
}

export function daysBetween(from: Day, to: Day): number {
  const at = (day: Day) => Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10));
  return Math.round((at(to) - at(from)) / 86_400_000);
}

/** Months of a quarter, 0 (January) to 11. */
export function monthsIn(quarter: Quarter): [number, number, number] {
  const first = (Number(quarter.slice(6)) - 1) * 3;
  return [first, first + 1, first + 2];
}

/** Days in a month (0 to 11) of a year. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}
