// Does a drawn weather have its table's means, tails and memory?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Day } from "../units/brand.ts";
import { stream } from "../units/random.ts";
import { type ClimateTable, drawClimate, typicalClimate } from "./climate.ts";
import { cellsFrom } from "./hours.ts";
import { correlationOver, drawScores, probabilityBelow } from "./persistence.ts";
import { autocorrelation } from "./tabulate.ts";

const table = JSON.parse(readFileSync(new URL("../../data/climate/abilene-tx.json", import.meta.url), "utf8")) as ClimateTable;
const from = "2025-01-01" as Day;

test("drawn months have the typical means, and wet is never above dry", () => {
  const years = 60;
  const hours = 8766 * years;
  const { dryBulbC, wetBulbC } = drawClimate(table, from, hours, stream(1, "weather", "abilene-tx"));
  const cells = cellsFrom(from, hours);
  const sums = new Float64Array(36);
  for (let hour = 0; hour < hours; hour++) {
    const month = Math.floor(cells[hour]! / 24);
    sums[month]! += dryBulbC[hour]!;
    sums[12 + month]! += wetBulbC[hour]!;
    sums[24 + month]! += 1;
    assert.ok(wetBulbC[hour]! <= dryBulbC[hour]!);
  }
  const typical = typicalClimate(table);
  const mean = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0) / 24;
  for (let month = 0; month < 12; month++) {
    // A month's mean has a standard deviation of about 1.6 K: 0.2 K over 60 years.
    assert.ok(Math.abs(sums[month]! / sums[24 + month]! - mean(typical.dry[month]!)) < 0.8, `dry bulb of month ${month + 1}`);
    assert.ok(Math.abs(sums[12 + month]! / sums[24 + month]! - mean(typical.wet[month]!)) < 1, `wet bulb of month ${month + 1}`);
  }
});

test("the same seed and name give the same weather, another seed another", () => {
  const draw = (seed: number) => drawClimate(table, from, 100, stream(seed, "weather", "abilene-tx")).dryBulbC;
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(1), draw(2));
});

test("scores have the memory that the table states", () => {
  const persistence = table.persistence.dryBulb;
  const scores = drawScores(persistence, 400_000, stream(2, "scores"));
  for (const lag of [1, 6, 24, 72]) assert.ok(Math.abs(autocorrelation(scores, lag) - correlationOver(persistence, lag)) < 0.03, `lag ${lag}`);
});

test("the table of probabilities is the normal law's", () => {
  for (const [score, probability] of [
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [3, 0.9986501019683699],
    [9, 1],
  ] as const)
    assert.ok(Math.abs(probabilityBelow(score) - probability) < 4e-6);
});

test("four years at 15 stations are drawn in well under half a second", () => {
  const time = () => {
    const start = process.hrtime.bigint();
    for (let station = 0; station < 15; station++) drawClimate(table, from, 35_064, stream(station, "speed"));
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  const milliseconds = Math.min(time(), time(), time());
  assert.ok(milliseconds < 500, `${milliseconds} ms`);
});

test("hours run through leap years", () => {
  const cells = cellsFrom("2028-02-28" as Day, 72);
  assert.deepEqual([cells[0], cells[24], cells[47], cells[48], cells[71]], [24, 24, 47, 48, 71]);
  assert.equal(cellsFrom("2027-12-31" as Day, 25)[24], 0);
});
