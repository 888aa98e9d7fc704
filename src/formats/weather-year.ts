// Is this a whole year of weather, hour after hour, and which climate table does it make?

import { standardPressure, wetBulb } from "../physics/psychrometrics.ts";
import type { ClimateTable, Station } from "../programme/climate.ts";
import { tabulateClimate, type WeatherHours } from "../programme/tabulate.ts";

/** One row of a weather file. `hour` runs from 1 to 24 and names the end of the hour, local standard time. */
export interface WeatherRow {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly dryBulbC: number;
  /** 0 to 1; or the wet bulb itself. */
  readonly relativeHumidity?: number;
  readonly wetBulbC?: number;
  /** Undefined when the file does not say: the standard atmosphere at the station's elevation is taken. */
  readonly pressurePa?: number;
}

export interface WeatherYear {
  readonly station: Station;
  readonly pressurePa: number;
  readonly hours: WeatherHours;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Checks that the rows are every hour of a year in order (8,760, or 8,784 with 29 February, which then counts as one more day
 * of February), within -90 to 60 C, and computes each wet bulb at its pressure.
 * @throws Error `file:line: what was expected`
 */
export function weatherYear(file: string, station: Station, rows: readonly WeatherRow[]): WeatherYear {
  if (rows.length !== 8760 && rows.length !== 8784) throw new Error(`${file}: expected 8,760 hourly rows (8,784 in a leap year), got ${rows.length}`);
  const fallback = standardPressure(station.elevationM);
  const cells: number[] = [];
  const dryBulbC: number[] = [];
  const wetBulbC: number[] = [];
  let pressures = 0;
  let next = 0;
  for (let month = 1; month <= 12; month++) {
    const days = monthDays[month - 1]! + (month === 2 && rows.length === 8784 ? 1 : 0);
    for (let day = 1; day <= days; day++) {
      for (let hour = 1; hour <= 24; hour++) {
        const row = rows[next++]!;
        if (row.month !== month || row.day !== day || row.hour !== hour)
          throw new Error(
            `${file}:${row.line}: expected month ${month}, day ${day}, hour ${hour} (hours 1 to 24, in order), got month ${row.month}, day ${row.day}, hour ${row.hour}`,
          );
        const pressurePa = row.pressurePa ?? fallback;
        const wet = wetBulbOf(file, row, pressurePa);
        cells.push((month - 1) * 24 + hour - 1);
        dryBulbC.push(row.dryBulbC);
        wetBulbC.push(wet);
        pressures += pressurePa;
      }
    }
  }
  return { station, pressurePa: pressures / rows.length, hours: { cells, dryBulbC, wetBulbC } };
}

/** The climate table of a year: the same as the built-in ones. */
export function climateOf({ station, pressurePa, hours }: WeatherYear): ClimateTable {
  const pressure = Math.round(pressurePa);
  const driest = Array.from({ length: 21 }, (_, step) => Number((step * 5 - 45 - wetBulb(step * 5 - 45, 0, pressure)).toFixed(2)));
  return tabulateClimate({ ...station, pressurePa: pressure, driest: { fromC: -45, stepK: 5, depressionK: driest } }, hours);
}

/** Reads a number of a file. @throws Error naming line and column when it is none */
export function numberIn(file: string, line: number, column: string, text: string | undefined): number {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new Error(`${file}:${line}: ${column}: expected a number, got ${text === undefined ? "nothing" : JSON.stringify(text.trim())}`);
  return value;
}

function wetBulbOf(file: string, row: WeatherRow, pressurePa: number): number {
  check(file, row.line, "dry bulb", row.dryBulbC, -90, 60, "C");
  check(file, row.line, "pressure", pressurePa, 30_000, 110_000, "Pa");
  if (row.relativeHumidity !== undefined) {
    check(file, row.line, "relative humidity", row.relativeHumidity, 0, 1.1, "(a ratio)");
    return wetBulb(row.dryBulbC, row.relativeHumidity, pressurePa);
  }
  // Half a kelvin for rounding in the file; the table itself never has a wet bulb above dry.
  check(file, row.line, "wet bulb", row.wetBulbC!, -90, row.dryBulbC + 0.5, "C (at most the dry bulb)");
  return Math.min(row.wetBulbC!, row.dryBulbC);
}

function check(file: string, line: number, noun: string, value: number, low: number, high: number, unit: string): void {
  if (!(value >= low && value <= high)) throw new Error(`${file}:${line}: ${noun}: expected ${low} to ${Number(high.toFixed(1))} ${unit}, got ${value}`);
}
