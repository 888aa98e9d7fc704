// Do drawn prices have their table's mean, tail and spells?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Day } from "../units/brand.ts";
import { stream } from "../units/random.ts";
import type { CarbonTable } from "./carbon.ts";
import { carbonHours } from "./carbon.ts";
import { yearlyMean } from "./hours.ts";
import { LibraryError, openLibrary } from "./library.ts";
import { drawPrices, priceCells, type PriceTable, tableMean } from "./prices.ts";

const read = (name: string) => {
  try {
    return readFileSync(new URL(`../../data/${name}`, import.meta.url), "utf8");
  } catch {
    return undefined;
  }
};
const library = openLibrary(read);
const hubs = ["ercot-hub", "pjm-dominion", "nyiso", "caiso"];
const regions = ["azps", "bpat", "ciso", "erco", "miso", "nyis", "pjm", "soco"];

/** A hub whose February has four hours in a hundred at 9,000. */
const spiky: PriceTable = {
  ...library.prices("ercot-hub"),
  probabilities: [0, 0.5, 0.96, 1],
  quantiles: Array.from({ length: 12 }, (_, month) => Array.from({ length: 24 }, () => (month === 1 ? [10, 20, 200, 9000] : [10, 20, 40, 60]))),
  means: Array.from({ length: 12 }, (_, month) => Array.from({ length: 24 }, () => (month === 1 ? [15, 40, 5000] : [15, 30, 50]))),
};

test("drawn prices keep each band's mean and stay within the table", () => {
  const hours = 8766 * 200;
  const prices = drawPrices(spiky, "2025-01-01" as Day, hours, stream(1, "price", "spiky"));
  const mean = prices.reduce((sum, price) => sum + price, 0) / hours;
  assert.ok(Math.abs(mean / tableMean(spiky) - 1) < 0.05, `${mean} of ${tableMean(spiky)}`);
  const dear = prices.filter((price) => price > 200);
  assert.ok(Math.abs(dear.reduce((sum, price) => sum + price, 0) / dear.length / 5000 - 1) < 0.02);
  assert.ok(prices.every((price) => price >= 10 && price <= 9000));
});

test("dear hours come in spells", () => {
  const prices = drawPrices(library.prices("ercot-hub"), "2025-01-01" as Day, 35_064, stream(1, "price", "ercot-hub"));
  const limit = prices.toSorted()[Math.floor(prices.length * 0.99)]!;
  let dear = 0;
  let followed = 0;
  for (let hour = 0; hour < prices.length - 1; hour++) {
    if (prices[hour]! < limit) continue;
    dear++;
    if (prices[hour + 1]! >= limit) followed++;
  }
  assert.ok(followed / dear > 0.4, `${followed} of ${dear} dear hours are followed by another`);
});

for (const id of hubs)
  test(`the cells of ${id} are whole: shares of each hour sum to 1, bands rise, means lie in their band`, () => {
    const table = library.prices(id);
    const bands = table.probabilities.length - 1;
    const cells = priceCells(table);
    assert.equal(cells.length, 288 * bands);
    assert.ok(Math.abs(cells.slice(0, bands).reduce((sum, cell) => sum + cell.share, 0) - 1) < 1e-12);
    for (const [month, hours] of table.quantiles.entries())
      for (const [hour, quantiles] of hours.entries())
        for (let band = 0; band < bands; band++) {
          assert.ok(quantiles[band]! <= quantiles[band + 1]!);
          // Between order statistics a band's mean may leave its quantiles by the step between two of them.
          const step = Math.max(0.02, (quantiles[Math.min(bands, band + 2)]! - quantiles[Math.max(0, band - 1)]!) / 2);
          const mean = table.means[month]![hour]![band]!;
          assert.ok(mean >= quantiles[band]! - step && mean <= quantiles[band + 1]! + step, `${month} ${hour} ${band}`);
        }
  });

for (const id of regions)
  test(`the carbon shape of ${id} has mean 1, and a flat load the yearly figure`, () => {
    const table: CarbonTable = library.carbon(id);
    assert.equal(table.shape.length, 12);
    assert.ok(Math.abs(yearlyMean(table.shape) - 1) < 1e-3);
    const hours = carbonHours(table, 400, "2025-01-01" as Day, 35_064);
    assert.ok(Math.abs(hours.reduce((sum, value) => sum + value, 0) / hours.length - 400) < 0.4);
    assert.ok(hours.every((value) => value > 0));
  });

test("a table that is not there is named", () => {
  assert.throws(
    () => library.prices("nowhere"),
    (error: unknown) => error instanceof LibraryError && error.table === "prices" && error.id === "nowhere",
  );
  assert.throws(() => library.climate("nowhere"), LibraryError);
  assert.throws(() => library.climate("mine.epw"), /no reader for weather files that end in .epw/);
});
