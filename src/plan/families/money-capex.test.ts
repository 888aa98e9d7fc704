// On paper, in M USD: alpha of tiny is opened in 2026-Q1 (5) and starts a hall of 10 MW at 10 M USD a MW, 60 % then and 40 % in 2026-Q2. Its grid, 8 M USD
// in four parts before 2026-Q3, has two parts before the calendar, which fall in its first quarter: 6, then 2. Ten racks in 2026-Q3 cost 1.2 x 1.1 = 1.32 each.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moneyCapex } from "./money-capex.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"];
const decided = { "site.open[alpha, 2026-Q1]": 1, "build.start[alpha, hall-10, 2026-Q1]": 1, "power.option[alpha, grid]": 1, "chip.racks[alpha, plain, 2026-Q3]": 10 };
const capex = [5 + 60 + 6, 40 + 2, 13.2, 0, 0, 0];
const racks = [0, 0, 13.2, 0, 0, 0];

test("spending falls due as it is agreed, and adds up", () => {
  const trial = trialOf(moneyCapex, file);
  assert.equal(trial.study.programme.catalogue.operations.powerPayments, 4);
  const column = (family: string, of: readonly number[]) => Object.fromEntries(quarters.map((quarter, t) => [`${family}[${quarter}]`, of[t]!]));
  const soFar = (of: readonly number[]) => of.map((_, t) => of.slice(0, t + 1).reduce((sum, usd) => sum + usd, 0));
  const tried = (spent: readonly number[]) =>
    holds(
      trial,
      valuesOf(trial, { ...decided, ...column("money.capex", spent), ...column("money.capex-so-far", soFar(spent)), ...column("money.accelerators-so-far", soFar(racks)) }),
    );
  assert.equal(tried(capex), true);
  for (const [t, usd] of capex.entries()) assert.equal(tried(capex.with(t, usd + 0.001)), false, quarters[t]);
});

test("its rows", () => matches(rowsOf(moneyCapex, file), new URL("money-capex.snap.txt", import.meta.url)));
