// What is the value of a series in each quarter of the calendar?

import { type Calendar, quartersOf, ordinal } from "../units/calendar.ts";
import type { Quarter } from "../units/brand.ts";

/** By quarter (`2026-Q1`), by year (`2026`) or `always`. */
export type Series = Readonly<Record<string, number>>;

/** Amounts of a quarter: what is not listed is 0; a year's amount is spread evenly over its quarters. */
export function amounts(series: Series | undefined, calendar: Calendar): number[] {
  return quartersOf(calendar).map((quarter) => series?.[quarter] ?? (series?.[quarter.slice(0, 4)] ?? 0) / 4 + (series?.["always"] ?? 0));
}

/** Levels that hold until the next entry; before the first entry, the first holds. */
export function held(series: Series | undefined, calendar: Calendar): number[] {
  const entries = sorted(series ?? {});
  if (entries.length === 0) return quartersOf(calendar).map(() => series?.["always"] ?? 0);
  return quartersOf(calendar).map((quarter) => {
    let value = entries[0]![1];
    for (const [at, level] of entries) if (at <= ordinal(quarter)) value = level;
    return value;
  });
}

/** Levels that hold until the next entry; `before` holds before the first, and without a series. */
export function heldAfter(before: number, series: Series | undefined, calendar: Calendar): number[] {
  const first = sorted(series ?? {})[0]?.[0] ?? (series?.["always"] === undefined ? Infinity : -Infinity);
  const levels = held(series, calendar);
  return quartersOf(calendar).map((quarter, t) => (ordinal(quarter) < first ? before : levels[t]!));
}

/** Levels joined by straight lines; flat before the first and after the last entry. */
export function joined(series: Series | undefined, calendar: Calendar): number[] {
  const entries = sorted(series ?? {});
  if (entries.length === 0) return quartersOf(calendar).map(() => series?.["always"] ?? 0);
  return quartersOf(calendar).map((quarter) => {
    const at = ordinal(quarter);
    const next = entries.findIndex(([position]) => position >= at);
    if (next === 0) return entries[0]![1];
    if (next === -1) return entries.at(-1)![1];
    const [x0, y0] = entries[next - 1]!;
    const [x1, y1] = entries[next]!;
    return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
  });
}

/** Amount of a calendar year: its own entry, `always`, or the sum of its quarters' entries. */
export function ofYear(series: Series | undefined, year: number): number {
  if (!series) return 0;
  if (series[String(year)] !== undefined) return series[String(year)]!;
  const quarters = Object.entries(series).filter(([key]) => key.startsWith(`${year}-Q`));
  return quarters.length > 0 ? quarters.reduce((sum, [, value]) => sum + value, 0) : (series["always"] ?? 0);
}

function sorted(series: Series): [number, number][] {
  return Object.entries(series)
    .filter(([key]) => key !== "always")
    .map(([key, value]): [number, number] => [ordinal((key.length === 4 ? `${key}-Q1` : key) as Quarter), value])
    .toSorted((a, b) => a[0] - b[0]);
}
