// Do the weather readers take a whole year, and say where a broken one breaks?

import assert from "node:assert/strict";
import { test } from "node:test";
import { openLibrary } from "../programme/library.ts";
import { typicalClimate } from "../programme/climate.ts";
import { readEpw } from "./epw.ts";
import { readHourlyCsv } from "./hourly-csv.ts";
import { readTmy3 } from "./tmy3.ts";
import { weatherReaders } from "./weather.ts";

interface Hour {
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly dry: number;
}

/** A made year: warm days, cold nights, a summer. */
function year(february: 28 | 29): Hour[] {
  const days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return days.flatMap((count, month) =>
    Array.from({ length: count * 24 }, (_, at) => ({
      month: month + 1,
      day: Math.floor(at / 24) + 1,
      hour: (at % 24) + 1,
      dry: Number((15 - 10 * Math.cos((month / 12) * 2 * Math.PI) - 5 * Math.cos(((at % 24) / 24) * 2 * Math.PI) + (Math.floor(at / 24) % 7)).toFixed(1)),
    })),
  );
}
const csv = (hours: readonly Hour[]) =>
  [
    "# utc_offset_h = -7",
    "# name = Mesa, NM",
    "# elevation_m = 1600",
    "month,day,hour,dry_bulb_c,rh_pct",
    ...hours.map(({ month, day, hour, dry }) => `${month},${day},${hour},${dry},40`),
  ].join("\n");
const epw = (hours: readonly Hour[]) =>
  [
    "LOCATION,Mesa,NM,USA,TMY3,999999,35.0,-106.0,-7.0,1600.0",
    ...Array.from({ length: 7 }, () => "HEADER"),
    ...hours.map(({ month, day, hour, dry }) => `1991,${month},${day},${hour},0,?,${dry},1.0,40,83500,0`),
    "",
  ].join("\r\n");
const two = (value: number) => String(value).padStart(2, "0");
const tmy3 = (hours: readonly Hour[]) =>
  [
    '999999,"MESA",NM,-7.0,35.0,-106.0,1600',
    "Date (MM/DD/YYYY),Time (HH:MM),Dry-bulb (C),RHum (%),Pressure (mbar)",
    ...hours.map(({ month, day, hour, dry }) => `${two(month)}/${two(day)}/1991,${two(hour)}:00,${dry},40,835`),
  ].join("\n");

test("EPW, TMY3 and CSV of one year give one weather", () => {
  const hours = year(28);
  const [one, other, plain] = [readEpw(epw(hours), "a.epw"), readTmy3(tmy3(hours), "a.tmy3"), readHourlyCsv(csv(hours), "a.csv")];
  assert.deepEqual(one.hours, other.hours);
  assert.deepEqual(one.hours.dryBulbC, plain.hours.dryBulbC);
  for (const { station } of [one, other, plain]) assert.deepEqual([station.utcOffsetHours, station.elevationM], [-7, 1600]);
  // The CSV has no pressure: the standard atmosphere at 1,600 m is 83.5 kPa too.
  assert.ok(plain.hours.wetBulbC.every((wet, hour) => Math.abs(wet - one.hours.wetBulbC[hour]!) < 0.05));
  assert.equal(one.hours.cells[0], 0);
  assert.equal(one.hours.cells.at(-1), 287);
});

test("a leap year's 29 February is one more day of February", () => {
  assert.equal(readHourlyCsv(csv(year(29)), "leap.csv").hours.cells.filter((cell) => cell === 24).length, 29);
});

test("broken files are told by line", () => {
  const hours = year(28);
  assert.throws(() => readEpw(epw(hours.slice(1)), "a.epw"), { message: "a.epw: expected 8,760 hourly rows (8,784 in a leap year), got 8759" });
  const swapped = [...hours.slice(0, 5), hours[6]!, hours[5]!, ...hours.slice(7)];
  assert.throws(() => readTmy3(tmy3(swapped), "a.tmy3"), { message: "a.tmy3:8: expected month 1, day 1, hour 6 (hours 1 to 24, in order), got month 1, day 1, hour 7" });
  assert.throws(() => readHourlyCsv(csv(hours).replace(/^1,1,3,[^,]*,/m, "1,1,3,warm,"), "a.csv"), { message: 'a.csv:7: dry_bulb_c: expected a number, got "warm"' });
  assert.throws(() => readHourlyCsv(csv(hours).replace(/^1,1,3,[^,]*,40/m, "1,1,3,10,400"), "a.csv"), {
    message: "a.csv:7: relative humidity: expected 0 to 1.1 (a ratio), got 4",
  });
  assert.throws(() => readHourlyCsv(csv(hours).replace("# utc_offset_h = -7", ""), "a.csv"), {
    message: 'a.csv:1: expected a comment line such as "# utc_offset_h = -6" before the header',
  });
  assert.throws(() => readHourlyCsv(csv(hours).replace("rh_pct", "rain"), "a.csv"), { message: "a.csv:4: expected a column wet_bulb_c, got month, day, hour, dry_bulb_c, rain" });
  assert.throws(() => readEpw(epw(hours).replace(/,40,83500/, ",999,83500"), "a.epw"), { message: "a.epw:9: relative humidity is missing (999)" });
  assert.throws(() => readEpw("PLACE,Mesa", "a.epw"), /^Error: a.epw:1: expected LOCATION/);
  assert.throws(() => readTmy3("999999,MESA", "a.tmy3"), /^Error: a.tmy3:1: expected station number/);
});

test("a programme may name a weather file instead of a built-in table", () => {
  const text = csv(year(28));
  const library = openLibrary((name) => (name === "mesa.csv" ? text : undefined), weatherReaders);
  const table = library.climate("mesa.csv");
  const typical = typicalClimate(table);
  assert.equal(table.utcOffsetHours, -7);
  assert.ok(typical.dry[6]![12]! > typical.dry[0]![12]! + 15);
  assert.ok(typical.wet.every((row, month) => row.every((wet, hour) => wet < typical.dry[month]![hour]!)));
  assert.throws(() => library.climate("other.csv"), { message: "the weather file other.csv cannot be read" });
});
