// Does the verifier know what was really spent? The refresh plan on paper spends $10M in 2026-Q1 and $80M in Q3; $12M had been spent by Q2.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan } from "../plan/plan.ts";
import { checkPlan } from "./check.ts";
import { consistent } from "./consistent.fixture.ts";
import { refreshPlan, refreshSlices, refreshText } from "./refresh.fixture.ts";
import { tinyProgramme } from "./tiny.fixture.ts";

const million = 100_000_000;
const programme = tinyProgramme(refreshText.replace("budget: $90M", "budget: $92M").replace("propertyTax:", "spentToDate: { 2026-Q2: $12M }\n    propertyTax:"));
const check = (plan: unknown) => checkPlan(programme, () => refreshSlices, plan, "hash");

test("what was spent to date is spending of its quarter, insured, and on no book", () => {
  const plan = consistent(programme, refreshSlices, refreshPlan());
  assert.deepEqual(check(plan).refusals, []);
  const { capex, cash, bookValue, opex } = plan.derived.money;
  assert.deepEqual(capex.difference, [0, 2 * million, 0, 0]);
  assert.deepEqual(plan.derived.sites["yard"]!.capexCents, [10 * million, 2 * million, 80 * million, 0]);
  const paper = refreshPlan().derived.money;
  // 0.8766 % a year of $2M over 2,184 hours are $4,368.
  assert.equal(opex.insurance[1]! - paper.opex.insurance[1]!, 436_800);
  assert.equal(cash[1]! - paper.cash[1]!, -(2 * million + 436_800));
  assert.deepEqual(bookValue, paper.bookValue);
});

test("a plan that leaves the difference out, or moves it, is refused; so is one over the budget with it", () => {
  const plan = consistent(programme, refreshSlices, refreshPlan());
  const families = (changed: Plan) => new Set(check(changed).refusals.map(({ family }) => family));
  const withDifference = (difference: readonly number[]): Plan =>
    ({ ...plan, derived: { ...plan.derived, money: { ...plan.derived.money, capex: { ...plan.derived.money.capex, difference } } } }) as unknown as Plan;
  assert.ok(families(withDifference([0, 0, 2 * million, 0])).has("derived.money.capex"));
  const { difference: _, ...without } = plan.derived.money.capex;
  assert.ok(families({ ...plan, derived: { ...plan.derived, money: { ...plan.derived.money, capex: without } } }).has("derived.money.capex"));
  const tight = tinyProgramme(refreshText.replace("propertyTax:", "spentToDate: { 2026-Q2: $12M }\n    propertyTax:"));
  const { refusals } = checkPlan(tight, () => refreshSlices, consistent(tight, refreshSlices, refreshPlan()), "hash");
  assert.deepEqual(
    refusals.map(({ sentence }) => sentence),
    ["$92M would be spent; the budget is $90M."],
  );
});
