// What does the page show of what happened? Monthly and quarterly means of the record's hours, small enough to travel.

import type { RunRecord, Summary, Table } from "../../record/record.ts";
import { hasColumn, numberColumn as numbers, textColumn as texts } from "../../record/column.ts";
import { type Calendar, daysInMonth, firstDay, quartersOf, yearOf } from "../../units/calendar.ts";

/** A site's months: means in MW, the ratio of facility to IT energy, mean temperatures. `null`: no load that month. */
export interface SiteMonths {
  readonly site: string;
  readonly itMw: readonly number[];
  readonly facilityMw: readonly number[];
  readonly onsiteMw: readonly number[];
  readonly shedMw: readonly number[];
  readonly pue: readonly (number | null)[];
  readonly dryC: readonly number[];
  readonly wetC: readonly number[];
  /** Highest hour of the whole record. */
  readonly dryMostC: number;
  readonly wetMostC: number;
}

/** H100e-hours by quarter. */
export interface Waterfall {
  readonly installed: readonly number[];
  readonly powered: readonly number[];
  readonly allocated: readonly number[];
  readonly running: readonly number[];
  readonly useful: readonly number[];
  readonly planned: readonly number[];
}

export interface TrainingRun {
  readonly workload: string;
  readonly campus: string;
  /** In quarters from the calendar's start; null: not done. */
  readonly start: number;
  readonly end: number | null;
  readonly flop: number;
  readonly wantedFlop: number;
  readonly packages: number;
  readonly interruptions: number;
  readonly checkpointMinutes: number;
  readonly ettr: number;
}

export interface ServingMonths {
  readonly workload: string;
  readonly demand: readonly number[];
  readonly own: readonly number[];
  readonly clouds: readonly number[];
  readonly unserved: readonly number[];
}

export interface RunView {
  readonly seed: number;
  /** `2027-03`, one for each month of the calendar. */
  readonly months: readonly string[];
  readonly sites: readonly SiteMonths[];
  readonly waterfall: Waterfall;
  readonly trainings: readonly TrainingRun[];
  /** Failures by cause and quarter, and job hours lost to each. */
  readonly failures: readonly { readonly cause: string; readonly counts: readonly number[]; readonly lostHours: number; readonly interrupted: number }[];
  readonly serving: readonly ServingMonths[];
  /** Sums by quarter over all sites: MWh, dollars, tonnes, cubic metres. */
  readonly energy: {
    readonly itMwh: readonly number[];
    readonly facilityMwh: readonly number[];
    readonly usd: readonly number[];
    readonly carbonT: readonly number[];
    readonly waterM3: readonly number[];
  };
  readonly summary: Pick<Summary, "pue" | "wueLPerKwh" | "energyUsd" | "carbonT" | "unservedShare">;
}

export function runView(record: RunRecord, calendar: Calendar): RunView {
  const clock = monthsOf(calendar);
  const quarterly = record.tables["site-quarters"];
  const sums = (name: string): number[] => quarterSums(quarterly, name, calendar);
  return {
    seed: record.summary.seed,
    months: clock.names,
    sites: siteMonths(record.tables["hourly"], clock),
    waterfall: {
      installed: sums("installedH100eHours"),
      powered: sums("poweredH100eHours"),
      allocated: sums("allocatedH100eHours"),
      running: sums("runningH100eHours"),
      useful: sums("usefulH100eHours"),
      planned: sums("plannedH100eHours"),
    },
    trainings: trainingRuns(record.tables["trainings"], calendar),
    failures: failuresByCause(record.tables["failures"], calendar),
    serving: servingMonths(record.tables["serving"], clock),
    energy: {
      itMwh: sums("itMwh"),
      facilityMwh: sums("facilityMwh"),
      usd: sums("energyUsd").map((usd, t) => usd + (sums("onsiteUsd")[t] ?? 0)),
      carbonT: sums("carbonT"),
      waterM3: sums("waterM3"),
    },
    summary: record.summary,
  };
}

interface Clock {
  readonly names: readonly string[];
  readonly hours: readonly number[];
  /** Month of each hour of the calendar. */
  readonly monthOf: Int32Array;
}

function monthsOf(calendar: Calendar): Clock {
  const names: string[] = [];
  const hours: number[] = [];
  for (const quarter of quartersOf(calendar)) {
    const first = Number(firstDay(quarter).slice(5, 7)) - 1;
    for (let month = first; month < first + 3; month++) {
      names.push(`${yearOf(quarter)}-${String(month + 1).padStart(2, "0")}`);
      hours.push(daysInMonth(yearOf(quarter), month) * 24);
    }
  }
  const monthOf = new Int32Array(hours.reduce((sum, count) => sum + count, 0));
  let at = 0;
  hours.forEach((count, month) => {
    monthOf.fill(month, at, at + count);
    at += count;
  });
  return { names, hours, monthOf };
}

function siteMonths(table: Table | undefined, clock: Clock): SiteMonths[] {
  if (!table) return [];
  const names = texts(table, "site");
  const hour = numbers(table, "hour");
  const columns = ["itMw", "lossesMw", "coolingMw", "houseMw", "onsiteMw", "shedMw", "dryBulbC", "wetBulbC"].map((name) => numbers(table, name));
  const sums = new Map<string, { totals: Float64Array; hours: Float64Array; most: [number, number] }>();
  const width = columns.length;
  let current = "";
  let sum: { totals: Float64Array; hours: Float64Array; most: [number, number] } = { totals: new Float64Array(0), hours: new Float64Array(0), most: [-99, -99] };
  for (let row = 0; row < table.rows; row++) {
    const name = names[row]!;
    if (name !== current) {
      current = name;
      sum = sums.get(name) ?? { totals: new Float64Array(clock.names.length * width), hours: new Float64Array(clock.names.length), most: [-99, -99] };
      sums.set(name, sum);
    }
    const month = clock.monthOf[hour[row]!]!;
    sum.hours[month]!++;
    for (let column = 0; column < width; column++) sum.totals[month * width + column]! += columns[column]![row]!;
    sum.most[0] = Math.max(sum.most[0], columns[6]![row]!);
    sum.most[1] = Math.max(sum.most[1], columns[7]![row]!);
  }
  return [...sums].map(([site, { totals, hours, most }]) => {
    const total = (month: number, ...of: number[]): number => of.reduce((value, column) => value + totals[month * width + column]!, 0);
    const months = <T>(read: (month: number) => T): T[] => clock.names.map((_, month) => read(month));
    return {
      site,
      itMw: months((month) => round(total(month, 0) / clock.hours[month]!, 2)),
      facilityMw: months((month) => round(total(month, 0, 1, 2, 3) / clock.hours[month]!, 2)),
      onsiteMw: months((month) => round(total(month, 4) / clock.hours[month]!, 2)),
      shedMw: months((month) => round(total(month, 5) / clock.hours[month]!, 3)),
      pue: months((month) => (total(month, 0) > clock.hours[month]! * 0.05 ? round(total(month, 0, 1, 2, 3) / total(month, 0), 3) : null)),
      dryC: months((month) => round(total(month, 6) / Math.max(1, hours[month]!), 1)),
      wetC: months((month) => round(total(month, 7) / Math.max(1, hours[month]!), 1)),
      dryMostC: round(most[0], 1),
      wetMostC: round(most[1], 1),
    };
  });
}

function quarterSums(table: Table | undefined, name: string, calendar: Calendar): number[] {
  const sums = new Map<string, number>(quartersOf(calendar).map((quarter) => [quarter as string, 0]));
  if (table) {
    const quarters = texts(table, "quarter");
    const values = numbers(table, name);
    for (let row = 0; row < table.rows; row++) sums.set(quarters[row]!, (sums.get(quarters[row]!) ?? 0) + values[row]!);
  }
  return [...sums.values()].map((value) => round(value, 0));
}

/** Hours since the start as a position on the axis of quarters. */
function quarterPosition(hour: number, calendar: Calendar): number {
  const clock = monthsOf(calendar);
  let left = hour;
  for (let month = 0; month < clock.hours.length; month++) {
    if (left < clock.hours[month]!) return (month + left / clock.hours[month]!) / 3;
    left -= clock.hours[month]!;
  }
  return calendar.quarters;
}

function trainingRuns(table: Table | undefined, calendar: Calendar): TrainingRun[] {
  if (!table) return [];
  const text = (name: string, row: number): string => texts(table, name)[row]!;
  const number = (name: string, row: number): number => numbers(table, name)[row]!;
  return Array.from({ length: table.rows }, (_, row) => ({
    workload: text("workload", row),
    campus: text("campus", row),
    start: round(quarterPosition(number("startHour", row), calendar), 3),
    end: Number.isNaN(number("endHour", row)) ? null : round(quarterPosition(number("endHour", row), calendar), 3),
    flop: number("flop", row),
    wantedFlop: number("wantedFlop", row),
    packages: number("packages", row),
    interruptions: number("interruptions", row),
    checkpointMinutes: round(number("checkpointMinutes", row), 1),
    ettr: round(number("ettr", row), 4),
  }));
}

function failuresByCause(table: Table | undefined, calendar: Calendar): RunView["failures"] {
  if (!table) return [];
  const clock = monthsOf(calendar);
  const causes = texts(table, "cause");
  const hours = numbers(table, "hour");
  const counts = hasColumn(table, "count") ? numbers(table, "count") : undefined;
  const lost = numbers(table, "lostHours");
  const hit = texts(table, "workload");
  const found = new Map<string, { counts: number[]; lostHours: number; interrupted: number }>();
  for (let row = 0; row < table.rows; row++) {
    const entry = found.get(causes[row]!) ?? { counts: Array.from({ length: calendar.quarters }, () => 0), lostHours: 0, interrupted: 0 };
    found.set(causes[row]!, entry);
    const quarter = Math.floor((clock.monthOf[Math.min(clock.monthOf.length - 1, Math.floor(hours[row]!))] ?? 0) / 3);
    entry.counts[quarter]! += counts ? counts[row]! : 1;
    entry.lostHours += lost[row]!;
    if (hit[row] !== "") entry.interrupted++;
  }
  return [...found]
    .map(([cause, entry]) => ({ cause, counts: entry.counts, lostHours: round(entry.lostHours, 1), interrupted: entry.interrupted }))
    .toSorted((a, b) => total(b.counts) - total(a.counts) || (a.cause < b.cause ? -1 : 1));
}

function servingMonths(table: Table | undefined, clock: Clock): ServingMonths[] {
  if (!table) return [];
  const names = texts(table, "workload");
  const hour = numbers(table, "hour");
  const columns = ["demand", "own", "clouds", "unserved"].map((name) => numbers(table, name));
  const sums = new Map<string, Float64Array[]>();
  for (let row = 0; row < table.rows; row++) {
    const sum = sums.get(names[row]!) ?? columns.map(() => new Float64Array(clock.names.length));
    sums.set(names[row]!, sum);
    const month = clock.monthOf[hour[row]!]!;
    for (let column = 0; column < columns.length; column++) sum[column]![month]! += columns[column]![row]!;
  }
  return [...sums].map(([workload, sum]) => {
    const mean = (column: number): number[] => [...sum[column]!].map((value, month) => round(value / clock.hours[month]!, 0));
    return { workload, demand: mean(0), own: mean(1), clouds: mean(2), unserved: mean(3) };
  });
}

function total(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0);
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
