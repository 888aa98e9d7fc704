// Do the planner's slices and the simulator's hours speak of the same prices, weather and carbon?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { tableMean } from "../programme/prices.ts";
import { openLibrary } from "../programme/library.ts";
import { load } from "../programme/load.ts";
import type { Programme } from "../programme/programme.ts";
import { hoursIn, quartersOf } from "../units/calendar.ts";
import { hourlyConditions } from "./hourly.ts";
import { slicesPerQuarter, sliceShares, timeSlices } from "./slices.ts";

const read = (name: string): string | undefined => {
  try {
    return readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
  } catch {
    return undefined;
  }
};
const library = openLibrary((name) => read(`data/${name}`));
const loaded = load("programmes/neocloud.yaml", read, read("data/catalogue.yaml")!);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const { programme } = loaded;
const whole = (edit: Record<string, unknown>): Programme => ({ ...programme, sites: { ...programme.sites, amarillo: { ...programme.sites["amarillo"]!, ...edit } } }) as Programme;

test("slices are 1, 9, 40 and 50 % of each quarter, dearest first", () => {
  for (const site of Object.keys(programme.sites)) {
    const { share, price, pue, meanPue } = timeSlices(programme, site, library);
    assert.equal(price.length, programme.calendar.quarters * 4);
    assert.equal(meanPue.length, programme.calendar.quarters);
    for (let t = 0; t < programme.calendar.quarters; t++) {
      assert.deepEqual(Array.from(share.subarray(t * 4, t * 4 + 4)), sliceShares[4]);
      for (let slice = 1; slice < 4; slice++) assert.ok(price[t * 4 + slice]! <= price[t * 4 + slice - 1]!);
      const mean = sliceShares[4].reduce((sum, part, slice) => sum + part * pue[t * 4 + slice]!, 0);
      assert.ok(Math.abs(mean - meanPue[t]!) < 1e-9, "slices have the quarter's mean PUE");
      assert.ok(meanPue[t]! > 1.05 && meanPue[t]! < 1.4);
    }
  }
});

test("eight slices are the four, each cut in two", () => {
  const finer = { ...programme, calendar: { ...programme.calendar, slices: 8 } } as Programme;
  for (const site of Object.keys(programme.sites)) {
    const [four, eight] = [timeSlices(programme, site, library), timeSlices(finer, site, library)];
    assert.deepEqual([slicesPerQuarter(four), slicesPerQuarter(eight)], [4, 8]);
    for (const [at, share] of four.share.entries()) {
      const parts = [2 * at, 2 * at + 1];
      assert.ok(Math.abs(parts.reduce((sum, part) => sum + eight.share[part]!, 0) - share) < 1e-15);
      for (const list of ["price", "pue", "pumped"] as const) {
        const mean = parts.reduce((sum, part) => sum + eight.share[part]! * eight[list][part]!, 0) / share;
        assert.ok(Math.abs(mean - four[list][at]!) <= 1e-9 * Math.max(1, Math.abs(mean)), `${site}, ${list}, slice ${at}: ${mean}, ${four[list][at]}`);
      }
    }
  }
});

test("over whole years the slices' mean price is tariff.energy", () => {
  const { share, price } = timeSlices(programme, "amarillo", library);
  const hours = quartersOf(programme.calendar).map(hoursIn);
  let cost = 0;
  for (const [at, part] of share.entries()) cost += hours[Math.floor(at / 4)]! * part * price[at]!;
  const mean = cost / hours.reduce((sum, value) => sum + value, 0);
  assert.ok(Math.abs(mean / programme.sites["amarillo"]!.tariff.energy - 1) < 0.005, `${mean}`);
});

test("a flat tariff has one price and one PUE in all slices", () => {
  const { price, pue, meanPue } = timeSlices(programme, "las-cruces", library);
  assert.ok(price.every((value) => value === programme.sites["las-cruces"]!.tariff.energy));
  assert.ok(pue.every((value, at) => value === meanPue[Math.floor(at / 4)]));
});

test("slices have the quarter's mean sun and water; the sun of a year is the capacity factor, and dry coolers draw nothing", () => {
  const sunny = (site: string, cooling: string): Programme => {
    const field = { kind: "solar", facility: 100, energized: "2026-Q1", cost: 1e8, capacityFactor: 0.28, committed: false };
    return { ...programme, sites: { ...programme.sites, [site]: { ...programme.sites[site]!, cooling, power: { ...programme.sites[site]!.power, field } } } } as Programme;
  };
  const year = (values: Float64Array, share: Float64Array) => {
    const hours = quartersOf(programme.calendar).slice(0, 4).map(hoursIn);
    let sum = 0;
    for (let at = 0; at < 16; at++) sum += hours[Math.floor(at / 4)]! * share[at]! * values[at]!;
    return sum / hours.reduce((all, value) => all + value, 0);
  };
  for (const site of ["amarillo", "las-cruces"]) {
    const { sun, share, pumped } = timeSlices(sunny(site, "evaporative"), site, library);
    assert.deepEqual(Object.keys(sun), ["field"]);
    // Months of the calendar's year against those of the mean year: a quarter of a day in February.
    assert.ok(Math.abs(year(sun["field"]!, share) - 0.28) < 2e-4, `${site}: ${year(sun["field"]!, share)}`);
    assert.ok(pumped.every((value) => value > 1 && value < 3));
    assert.ok(timeSlices(sunny(site, "warm-water-dry"), site, library).pumped.every((value) => value === 0));
    const flat = Array.from(sun["field"]!.subarray(0, 4));
    assert.equal(new Set(flat).size === 1, site === "las-cruces", "a flat tariff has the quarter's mean in all slices");
  }
  assert.deepEqual(timeSlices(programme, "amarillo", library).sun, {});
});

test("the dearest slice is the mean of the dearest hundredth of the table's hours", () => {
  const table = library.prices("ercot-hub");
  const scale = programme.sites["amarillo"]!.tariff.energy / tableMean(table);
  // By hand for 2026-Q1: each band of January, February and March stands for its days of hours.
  const days = [31, 28, 31];
  const pieces = days.flatMap((count, month) =>
    table.means[month]!.flatMap((bands) => bands.map((price, band) => ({ hours: count * (table.probabilities[band + 1]! - table.probabilities[band]!), price: price * scale }))),
  );
  let left = 0.01 * 90 * 24;
  let cost = 0;
  for (const piece of pieces.toSorted((a, b) => b.price - a.price)) {
    const taken = Math.min(left, piece.hours);
    cost += taken * piece.price;
    left -= taken;
  }
  assert.ok(Math.abs(timeSlices(programme, "amarillo", library).price[0]! - cost / (0.01 * 90 * 24)) < 1e-6);
});

test("sites at one station have one weather; sites at one hub meet one market at one moment", () => {
  const here = hourlyConditions(whole({ climate: "amarillo-tx" }), "amarillo", library, 7);
  const other = { ...programme.sites["las-cruces"]!, climate: "amarillo-tx" };
  const twin = hourlyConditions({ ...programme, sites: { ...programme.sites, "las-cruces": other } } as Programme, "las-cruces", library, 7);
  assert.deepEqual(here.wetBulbC, twin.wetBulbC);
  assert.equal(
    here.dryBulbC.length,
    quartersOf(programme.calendar).reduce((sum, quarter) => sum + hoursIn(quarter), 0),
  );
  // Las Cruces keeps mountain time: its hour n is the hub's hour n + 1.
  const west = hourlyConditions(whole({ climate: "las-cruces-nm" }), "amarillo", library, 7);
  assert.deepEqual(west.priceUsdPerMwh.slice(0, 500), here.priceUsdPerMwh.slice(1, 501));
  assert.notDeepEqual(hourlyConditions(programme, "amarillo", library, 8).priceUsdPerMwh, here.priceUsdPerMwh);
  assert.ok(here.wetBulbC.every((wet, hour) => wet <= here.dryBulbC[hour]!));
});

test("hourly prices and carbon have the site's yearly figures", () => {
  const { carbonKgPerMwh, priceUsdPerMwh } = hourlyConditions(programme, "youngstown", library, 7);
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  assert.ok(Math.abs(mean(carbonKgPerMwh) / programme.sites["youngstown"]!.carbon.yearly - 1) < 0.002);
  // Three drawn years of a market whose dearest hundredth carries a tenth of the cost.
  assert.ok(Math.abs(mean(priceUsdPerMwh) / programme.sites["youngstown"]!.tariff.energy - 1) < 0.25);
  assert.ok(hourlyConditions(programme, "las-cruces", library, 7).priceUsdPerMwh.every((price) => price === programme.sites["las-cruces"]!.tariff.energy));
});
