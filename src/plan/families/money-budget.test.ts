// In tiny with money at dates: 100 M USD may be spent by 2026-Q1, 400 by 2026-Q3, and 900 (the budget) in all. What rounding can cost stays free.

import assert from "node:assert/strict";
import { test } from "node:test";
import { roundingRoomUsd } from "../bounds.ts";
import { moneyBudget } from "./money-budget.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const dated = [["budget: $900M", "budget: $900M\n  callable: { 2026-Q1: $100M, 2026-Q3: $400M, 2027-Q1: $2B }"]] as const;

test("its rows hold for exactly what is callable by then, at most the budget", () => {
  const trial = trialOf(moneyBudget, file, dated);
  const room = roundingRoomUsd(trial.study) / 1e6;
  assert.ok(room > 0 && room < 0.1, `${room} M USD`);
  for (const [quarter, callable] of [
    ["2026-Q1", 100],
    ["2026-Q2", 100],
    ["2026-Q3", 400],
    ["2027-Q1", 900],
    ["2027-Q2", 900],
  ] as const)
    for (const [spent, right] of [
      [callable - room, true],
      [callable, false],
    ] as const)
      assert.equal(holds(trial, valuesOf(trial, { [`money.capex-so-far[${quarter}]`]: spent })), right, `${spent} by ${quarter}`);
});

test("its rows", () => matches(rowsOf(moneyBudget, file), new URL("money-budget.snap.txt", import.meta.url)));
