// How do the sites' outputs become the tables of the record?

import type { Programme } from "../programme/programme.ts";
import { failures, hourly, siteQuarters, type Table, type TableShape, trainings } from "../record/record.ts";
import { type Cell, tableOf } from "../record/table.ts";
import { quarterAt } from "../units/calendar.ts";
import { causesOf } from "./inputs.ts";
import type { SiteInput } from "./site-input.ts";
import { type QuarterSum, quarterSums, type SiteOutput } from "./site-output.ts";

export function hourlyTable(inputs: readonly SiteInput[], outputs: readonly SiteOutput[]): Table {
  const columns = outputs.map(({ power, priceUsdPerMwh, waterM3 }, index): Readonly<Record<string, ArrayLike<number>>> => {
    const { dryBulbC, wetBulbC, carbonKgPerMwh } = inputs[index]!.conditions;
    const [itMw, lossesMw, coolingMw, houseMw, gridMw, onsiteMw, shedMw, curtailedMw, chargeMw, dischargeMw] = power;
    return {
      itMw: itMw!,
      lossesMw: lossesMw!,
      coolingMw: coolingMw!,
      houseMw: houseMw!,
      gridMw: gridMw!,
      onsiteMw: onsiteMw!,
      chargeMw: chargeMw!,
      dischargeMw: dischargeMw!,
      shedMw: shedMw!,
      curtailedMw: curtailedMw!,
      dryBulbC,
      wetBulbC,
      priceUsdPerMwh,
      carbonKgPerMwh,
      waterM3,
    };
  });
  return stacked(
    hourly,
    inputs.map(({ site, hours }) => ({ site, hours })),
    columns,
  );
}

/** Rows of all sites one after another: column by column into arrays of the whole length. */
function stacked(shape: TableShape, sites: readonly { site: string; hours: number }[], columns: readonly Readonly<Record<string, ArrayLike<number>>>[]): Table {
  const rows = sites.reduce((sum, { hours }) => sum + hours, 0);
  const values = shape.columns.map(({ name, type }) => {
    if (name === "site") return sites.flatMap(({ site, hours }) => Array<string>(hours).fill(site));
    if (name === "hour") return Int32Array.from({ length: rows }, (_, row) => row % sites[0]!.hours);
    const out = type === "float32" ? new Float32Array(rows) : new Float64Array(rows);
    let row = 0;
    for (const [index, { hours }] of sites.entries()) {
      out.set(columns[index]![name]!, row);
      row += hours;
    }
    return out;
  });
  return { shape, rows, values };
}

export function siteQuartersTable(programme: Programme, inputs: readonly SiteInput[], outputs: readonly SiteOutput[], planned: (site: string, quarter: number) => number): Table {
  const rows: Cell[][] = [];
  for (const [index, output] of outputs.entries()) {
    const { quarterStarts } = inputs[index]!;
    for (let quarter = 0; quarter < programme.calendar.quarters; quarter += 1) {
      const hours = quarterStarts[quarter + 1]! - quarterStarts[quarter]!;
      const sum = (name: QuarterSum) => sumOf(output, quarter, name);
      rows.push([
        output.site,
        quarterAt(programme.calendar, quarter),
        hours,
        sum("energizedMwh") / hours,
        sum("hallsMwh") / hours,
        sum("itReadyMwh") / hours,
        sum("rackedMwh") / hours,
        sum("runningMwh") / hours,
        sum("itMwh"),
        sum("facilityMwh"),
        sum("gridMwh"),
        sum("onsiteMwh"),
        sum("shedMwh"),
        sum("peakMw"),
        sum("energyUsd"),
        sum("onsiteUsd"),
        sum("carbonKg") / 1000,
        sum("waterM3"),
        sum("installed"),
        sum("powered"),
        sum("allocated"),
        sum("running"),
        sum("useful"),
        planned(output.site, quarter) * hours,
      ]);
    }
  }
  return tableOf(siteQuarters, rows);
}

/** One quarter's sum at a site; {@link quarterSums} says in which unit. */
export function sumOf(output: SiteOutput, quarter: number, name: QuarterSum): number {
  return output.sums[quarter * quarterSums.length + quarterSums.indexOf(name)]!;
}

/** Failures site by site, each site's in the order of time. */
export function failuresTable(programme: Programme, inputs: readonly SiteInput[], outputs: readonly SiteOutput[]): Table {
  const causes = causesOf(programme);
  const rows = outputs.reduce((sum, { failures: log }) => sum + log.rows, 0);
  const text = () => Array.from({ length: rows }, () => "");
  const columns = {
    site: text(),
    accelerator: text(),
    cause: text(),
    scope: text(),
    workload: text(),
    hour: new Float64Array(rows),
    count: new Int32Array(rows),
    packages: new Int32Array(rows),
    repairHours: new Float64Array(rows),
    lostHours: new Float64Array(rows),
  };
  let at = 0;
  for (const [index, { site, failures: log, gangs }] of outputs.entries()) {
    for (let row = 0; row < log.rows; row += 1) {
      const cause = causes[log.cause[row]!]!;
      columns.site[at] = site;
      columns.accelerator[at] = inputs[index]!.kinds[log.kind[row]!]!.id;
      columns.cause[at] = cause.id;
      columns.scope[at] = cause.scope;
      columns.workload[at] = log.gang[row]! < 0 ? "" : gangs[log.gang[row]!]!.id;
      columns.hour[at] = log.hour[row]!;
      columns.count[at] = log.count[row]!;
      columns.packages[at] = log.packages[row]!;
      columns.repairHours[at] = cause.repairHours;
      columns.lostHours[at] = log.lostHours[row]!;
      at += 1;
    }
  }
  return { shape: failures, rows, values: failures.columns.map(({ name }) => columns[name as keyof typeof columns]) };
}

/** A training run as the record tells it, at a site or on a cloud. */
export interface TrainingRow {
  readonly id: string;
  readonly campus: string;
  readonly startHour: number;
  readonly endHour: number;
  readonly packages: number;
  readonly flop: number;
  readonly wantedFlop: number;
  readonly interruptions: number;
  readonly checkpointMinutes: number;
  readonly ettr: number;
}

export function trainingsTable(rows: readonly TrainingRow[]): Table {
  return tableOf(
    trainings,
    rows.map((row) => [row.id, row.campus, row.startHour, row.endHour, row.packages, row.flop, row.wantedFlop, row.interruptions, row.checkpointMinutes, row.ettr]),
  );
}
