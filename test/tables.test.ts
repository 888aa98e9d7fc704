// Are the tables in data/ what the scripts make of the sources, and do they say what the sources say?
// Needs the source files, which are not part of the package: GIGASITE_SOURCE_DATA, or the data folder that development keeps beside the checkout.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { drawClimate } from "../src/programme/climate.ts";
import { openLibrary } from "../src/programme/library.ts";
import { priceCells, tableMean } from "../src/programme/prices.ts";
import type { Day } from "../src/units/brand.ts";
import { stream } from "../src/units/random.ts";
import { readEpw } from "../src/formats/epw.ts";
import { readHourlyCsv } from "../src/formats/hourly-csv.ts";
import { readTmy3 } from "../src/formats/tmy3.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = process.env["GIGASITE_SOURCE_DATA"] ?? join(root, "..", "shared", "data");
const there = existsSync(source);
const skip = there || process.env["CI"] === "true" ? false : "the source weather files and price series are not here (GIGASITE_SOURCE_DATA)";
const library = openLibrary((name) => readFileSync(join(root, "data", name), "utf8"));
const sourceText = (name: string) => readFileSync(join(source, name), "utf8");
const stations = readdirSync(join(root, "data/climate")).map((file) => file.replace(".json", ""));
const anywhere = { id: "", name: "", source: "", licence: "", script: "", at: [0, 0] as const, elevationM: 0, utcOffsetHours: 0 };

const make = (script: string, ...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", join(root, "scripts/tables", script), ...args], { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stderr);
};

test("the scripts make every table again, byte for byte", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "gigasite-tables-"));
  try {
    const files = (path: string, ending: string) =>
      readdirSync(join(source, path))
        .filter((file) => file.endsWith(ending))
        .map((file) => join(source, path, file));
    make("climate.ts", join(source, "weather/stations.csv"), folder, ...files("weather/hourly", ".csv"));
    make("carbon.ts", join(root, "data/carbon/factors.json"), folder, ...files("power/genmix", ".csv"));
    make("marginal.ts", join(source, "power/avert/AVERT_2023_CO2_lb_per_kwh.csv"), folder);
    const hubs = { "ercot-hub": "US-TEX-ERCO", "pjm-dominion": "US-MIDA-PJM", nyiso: "US-NY-NYIS", caiso: "US-CAL-CISO" };
    for (const [hub, series] of Object.entries(hubs)) make("prices.ts", hub, join(source, `power/prices/${series}_price_hourly.csv`), folder);
    const made = readdirSync(folder);
    const kept = ["climate", "prices", "carbon"].flatMap((kind) => readdirSync(join(root, "data", kind)).map((file) => ({ kind, file })));
    assert.deepEqual(
      kept
        .map(({ file }) => file)
        .filter((file) => file !== "factors.json")
        .toSorted(),
      made.toSorted(),
    );
    for (const { kind, file } of kept)
      if (file !== "factors.json")
        assert.ok(readFileSync(join(root, "data", kind, file), "utf8") === readFileSync(join(folder, file), "utf8"), `data/${kind}/${file} is not what its script makes`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("40 drawn years of each of 34 stations have the source's monthly means and percentiles", { skip }, () => {
  assert.equal(stations.length, 34);
  const hours = 8766 * 40;
  for (const id of stations) {
    const measured = readHourlyCsv(sourceText(`weather/hourly/${id}.csv`), id, anywhere).hours;
    const drawn = drawClimate(library.climate(id), "2025-01-01" as Day, hours, stream(1, "weather", id));
    const sorted = (values: ArrayLike<number>) => Float64Array.from(values).toSorted();
    const pairs = [
      ["dry", sorted(measured.dryBulbC), sorted(drawn.dryBulbC)],
      ["wet", sorted(measured.wetBulbC), sorted(drawn.wetBulbC)],
    ] as const;
    for (const [bulb, a, b] of pairs) {
      const miss = (share: number) => Math.abs(a[Math.floor(share * a.length)]! - b[Math.floor(share * b.length)]!);
      for (const [share, most] of [
        [0.1, 1.3],
        [0.5, 0.7],
        [0.9, 0.7],
        [0.99, 1.2],
        [0.996, 0.9],
      ] as const)
        assert.ok(miss(share) <= most, `${id}: ${bulb} bulb at ${share}: ${miss(share)} K`);
    }
    assert.ok(drawn.wetBulbC.every((wet, hour) => wet <= drawn.dryBulbC[hour]!));
  }
});

test("typical months are the source's", { skip }, () => {
  for (const id of stations) {
    const { cells, dryBulbC, wetBulbC } = readHourlyCsv(sourceText(`weather/hourly/${id}.csv`), id, anywhere).hours;
    const table = library.climate(id);
    for (const [quantiles, values] of [
      [table.dryBulbC, dryBulbC],
      [table.wetBulbC, wetBulbC],
    ] as const) {
      for (let cell = 0; cell < 288; cell += 7) {
        const own = values.filter((_, hour) => cells[hour] === cell);
        const knots = quantiles[Math.floor(cell / 24)]![cell % 24]!;
        let mean = 0;
        for (let knot = 1; knot < knots.length; knot++) mean += ((knots[knot]! + knots[knot - 1]!) / 2) * (table.probabilities[knot]! - table.probabilities[knot - 1]!);
        assert.ok(Math.abs(mean - own.reduce((sum, value) => sum + value, 0) / own.length) < 0.06, `${id} cell ${cell}`);
      }
    }
  }
});

test("the wet bulbs that the source computed on its own are ours within 0.02 K, except where the formula has two answers", { skip }, () => {
  for (const id of ["abilene-tx", "cheyenne-wy", "fargo-nd"]) {
    const text = sourceText(`weather/hourly/${id}.csv`);
    const theirs = text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => Number(line.split(",")[7]));
    const ours = readHourlyCsv(text, id, anywhere).hours.wetBulbC;
    // Near 0 C the ASHRAE formulas for ice and for water both hold, up to 0.6 K apart.
    const miss = ours.map((wet, hour) => (Math.abs(theirs[hour]!) < 0.6 ? 0 : Math.abs(wet - theirs[hour]!)));
    assert.ok(Math.max(...miss) < 0.02, `${id}: ${Math.max(...miss)} K`);
  }
});

for (const [hub, series] of [
  ["ercot-hub", "US-TEX-ERCO"],
  ["pjm-dominion", "US-MIDA-PJM"],
  ["nyiso", "US-NY-NYIS"],
  ["caiso", "US-CAL-CISO"],
] as const)
  test(`${hub}: the table's mean and the cost of its dearest hundredth are the series'`, { skip }, () => {
    const prices = sourceText(`power/prices/${series}_price_hourly.csv`)
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => Number(line.split(",")[1]));
    const mean = prices.reduce((sum, price) => sum + price, 0) / prices.length;
    const table = library.prices(hub);
    assert.ok(Math.abs(tableMean(table) / mean - 1) < 0.01, `mean ${tableMean(table)} of ${mean}`);
    const share = (values: readonly { readonly hours: number; readonly price: number }[]) => {
      const all = values.reduce((sum, { hours }) => sum + hours, 0);
      const cost = values.reduce((sum, { hours, price }) => sum + hours * price, 0);
      let left = all / 100;
      let dear = 0;
      for (const { hours, price } of values.toSorted((a, b) => b.price - a.price)) {
        dear += Math.min(left, hours) * price;
        left -= Math.min(left, hours);
      }
      return dear / cost;
    };
    const days = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const ours = share(priceCells(table).map(({ month, share: part, price }) => ({ hours: days[month]! * part, price })));
    const theirs = share(prices.map((price) => ({ hours: 1, price })));
    assert.ok(Math.abs(ours - theirs) < 0.03, `dearest hundredth: ${ours} of cost, series ${theirs}`);
  });

test("an EPW and a TMY3 file as published are read", { skip }, () => {
  const folder = join(source, "weather/raw");
  const files = readdirSync(folder);
  assert.ok(files.some((file) => file.endsWith(".epw")) && files.some((file) => file.endsWith(".tmy3")));
  for (const file of files) {
    const { station, hours, pressurePa } = (file.endsWith(".epw") ? readEpw : readTmy3)(readFileSync(join(folder, file), "utf8"), file);
    assert.equal(hours.cells.length, 8760);
    assert.equal(station.utcOffsetHours, -6);
    assert.ok(pressurePa > 94_000 && pressurePa < 101_000);
  }
  const raw = readTmy3(sourceText("weather/raw/TX-Abilene_Regional_Ap_Ut.tmy3"), "abilene").hours;
  assert.deepEqual(raw.dryBulbC, readHourlyCsv(sourceText("weather/hourly/abilene-tx.csv"), "abilene", anywhere).hours.dryBulbC);
});
