// On paper, in M USD: cash of 10, calls of 50, a draw of 20 at a fee of 1 %, 100 racks at work all quarter (10 MW IT at 0.9 a month), less capital spending of 30,
// running costs of 4, interest of a quarter of 6 % on a debt of 40, and a repayment of 5: 10 + 50 + 19.8 + 27 - 30 - 4 - 0.6 - 5 = 67.2.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moneyCash } from "./money-cash.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("sources are uses", () => {
  const trial = trialOf(moneyCash, file);
  const tried = (cash: number) =>
    holds(
      trial,
      valuesOf(trial, {
        "money.cash[2026-Q4]": 10,
        "money.call[order 1, 2027-Q1]": 50,
        "money.draw[loan, 2027-Q1]": 20,
        "chip.running[alpha, plain, 2026-Q4]": 100,
        "chip.running[alpha, plain, 2027-Q1]": 100,
        "money.capex[2027-Q1]": 30,
        "money.opex[2027-Q1]": 4,
        "money.debt[loan, 2026-Q4]": 40,
        "money.repay[loan, 2027-Q1]": 5,
        "money.cash[2027-Q1]": cash,
      }),
      ["2027-Q1"],
    );
  assert.equal(tried(67.2), true);
  assert.equal(tried(67.199), false);
  assert.equal(tried(67.201), false);
});

test("racks that come in the quarter earn for half of it", () => {
  const trial = trialOf(moneyCash, file);
  // 100 racks at the end of 2026-Q4, none before: 5 MW IT in the mean, 13.5 M USD.
  const tried = (cash: number) => holds(trial, valuesOf(trial, { "chip.running[alpha, plain, 2026-Q4]": 100, "money.cash[2026-Q4]": cash }), ["2026-Q4"]);
  assert.equal(tried(13.5), true);
  assert.equal(tried(27), false);
});

test("cash has the floor as its least", () => {
  const { draft, model } = trialOf(moneyCash, file, [["budget: $900M", "budget: $900M\n  cashFloor: $15M"]]);
  assert.deepEqual(
    draft.money.cash.map((column) => model.lower[column]),
    [15, 15, 15, 15, 15, 15],
  );
});

test("its rows", () => matches(rowsOf(moneyCash, file), new URL("money-cash.snap.txt", import.meta.url)));
