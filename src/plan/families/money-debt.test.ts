// On paper, in M USD: tiny's lender gives 40 % of cost until 2027-Q1 and 40 % of book value from 2027-Q2 on. A hall of 100 started in 2026-Q1 has
// cost 60 by its end and 100 a quarter later: a debt of 24, then 40. By the end of 2027-Q2 the hall, ready in 2026-Q3, is three of 80 quarters old: 100 x 77 / 80 = 96.25, a debt of 38.5.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moneyDebt } from "./money-debt.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, type Trial, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const decided = { "site.open[alpha, 2026-Q1]": 1, "build.start[alpha, hall-10, 2026-Q1]": 1 };

/** Do the rows of a name hold at a debt? */
const tried = (trial: Trial, quarter: string, usd: number, ...words: readonly string[]) =>
  holds(trial, valuesOf(trial, { ...decided, [`money.debt[loan, ${quarter}]`]: usd }), [...words, quarter]);

test("while building, debt is a share of cost so far; once tested, of book value", () => {
  const trial = trialOf(moneyDebt, file);
  // Opening is not lent against unless the facility says so.
  assert.deepEqual(trial.study.programme.capital.debt["loan"]!.eligible, ["buildings", "power", "accelerators"]);
  for (const [quarter, most, kind] of [
    ["2026-Q1", 24, "loan to cost"],
    ["2026-Q2", 40, "loan to cost"],
    ["2027-Q1", 40, "loan to cost"],
    ["2027-Q2", 38.5, "loan to value"],
  ] as const) {
    assert.equal(tried(trial, quarter, most, kind), true, quarter);
    assert.equal(tried(trial, quarter, most + 0.001, kind), false, quarter);
  }
});

test("debt is what was drawn and not repaid", () => {
  const trial = trialOf(moneyDebt, file);
  const balance = (debt: number) =>
    holds(
      trial,
      valuesOf(trial, {
        ...decided,
        "money.draw[loan, 2026-Q1]": 20,
        "money.debt[loan, 2026-Q1]": 20,
        "money.draw[loan, 2026-Q2]": 15,
        "money.repay[loan, 2026-Q2]": 5,
        "money.debt[loan, 2026-Q2]": debt,
      }),
      ["2026-Q2"],
    );
  assert.equal(balance(30), true);
  assert.equal(balance(29.9), false);
  assert.equal(balance(30.1), false);
});

test("nothing is owed longer than the tenor, and the market takes so much a year", () => {
  // A tenor of half a year: at the end of 2026-Q4 only draws of 2026-Q3 and 2026-Q4 may be owed.
  const trial = trialOf(moneyDebt, file, [["tenor: 5 yr", "tenor: 0.5 yr, most: { 2026: $30M, 2027: $30M }"]]);
  const owed = (usd: number) =>
    holds(trial, valuesOf(trial, { "money.draw[loan, 2026-Q1]": 9, "money.draw[loan, 2026-Q3]": 7, "money.draw[loan, 2026-Q4]": 6, "money.debt[loan, 2026-Q4]": usd }), [
      "tenor",
      "2026-Q4",
    ]);
  assert.equal(owed(13), true);
  assert.equal(owed(13.001), false);
  const market = (usd: number) => holds(trial, valuesOf(trial, { "money.draw[loan, 2026-Q1]": 20, "money.draw[loan, 2026-Q4]": usd }), ["market", "2026"]);
  assert.equal(market(9.9), true);
  assert.equal(market(10), false);
});

test("no debt is over the limit", () => {
  const { draft, model } = trialOf(moneyDebt, file);
  for (const column of draft.money.debt[0]!) assert.equal(model.upper[column], 200);
});

test("its rows", () => matches(rowsOf(moneyDebt, file), new URL("money-debt.snap.txt", import.meta.url)));
