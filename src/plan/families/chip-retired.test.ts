// In refresh ten racks of `old` stand from 2021 on, and up to ten of `new` come in 2026-Q2: each sale on paper, and every way to sell three racks of a cohort.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chipHall } from "./chip-hall.ts";
import { chipRetired } from "./chip-retired.ts";
import { chipStanding } from "./chip-standing.ts";
import { moneyCapex } from "./money-capex.ts";
import { moneyCash } from "./money-cash.ts";
import { moneyOpex } from "./money-opex.ts";
import { rowsOf } from "./rows.fixture.ts";
import { counts, holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/refresh.yaml";
const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];

test("its rows hold for exactly the sales of a cohort that come to no more than it", () => {
  const trial = trialOf(chipRetired, file);
  for (const [came, first, second] of counts(3, 3)) {
    const sold = { "chip.retired[alpha, new, 2026-Q2, 2026-Q3]": first!, "chip.retired[alpha, new, 2026-Q2, 2026-Q4]": second! };
    assert.equal(holds(trial, valuesOf(trial, { "chip.racks[alpha, new, 2026-Q2]": came!, ...sold })), first! + second! <= came!, `${first} + ${second} of ${came}`);
  }
  for (const racks of [0, 9, 10, 11]) assert.equal(holds(trial, valuesOf(trial, { "chip.retired[alpha, old, 2021-Q1, 2026-Q3]": racks })), racks <= 10, `${racks} of 10`);
});

test("a rack has no column for a sale before its age, nor for one of a kind without a market", () => {
  const sales = (replace: readonly (readonly [string, string])[]) => {
    const { columns } = trialOf(chipRetired, file, replace).model;
    return Array.from({ length: columns.length }, (_, column) => columns.key(column)).flatMap(({ family, index }) =>
      family === "chip.retired" && index[1] === "new" ? [index[3]] : [],
    );
  };
  assert.deepEqual(sales([]), ["2026-Q3", "2026-Q4"]);
  assert.deepEqual(sales([["resale: { shares: [40 %, 20 %] }", "resale: { shares: [40 %, 20 %], after: 2 quarters }"]]), ["2026-Q4"]);
  assert.deepEqual(sales([[", resale: { shares: [40 %, 20 %] }", ""]]), []);
});

test("what is sold stands no more, and leaves its hall to what comes in the same quarter", () => {
  const swapped = {
    ...Object.fromEntries(quarters.map((quarter) => [`build.ready-mw[alpha, ${quarter}]`, 1])),
    "chip.racks[alpha, new, 2026-Q2]": 10,
    "chip.retired[alpha, old, 2021-Q1, 2026-Q2]": 10,
    "chip.standing[alpha, old, 2026-Q1]": 10,
    ...Object.fromEntries(quarters.slice(1).map((quarter) => [`chip.standing[alpha, new, ${quarter}]`, 10])),
  };
  for (const family of [chipStanding, chipHall]) {
    const trial = trialOf(family, file);
    assert.equal(holds(trial, valuesOf(trial, swapped)), true, family.family);
  }
  const { "chip.retired[alpha, old, 2021-Q1, 2026-Q2]": _, ...kept } = swapped;
  const trial = trialOf(chipStanding, file);
  assert.equal(holds(trial, valuesOf(trial, kept)), false);
});

test("its rows", () => matches(rowsOf(chipRetired, file), new URL("chip-retired.snap.txt", import.meta.url)));

test("rows of stock and money that sales are in: standing, cost of what was sold, cash, running costs", () => {
  const sold = (rows: readonly string[]) => rows.filter((row) => /chip\.retired|sold-so-far/.test(row));
  matches(
    [chipStanding, moneyCapex, moneyCash, moneyOpex].flatMap((family) => sold(rowsOf(family, file))),
    new URL("chip-retired-money.snap.txt", import.meta.url),
  );
});
