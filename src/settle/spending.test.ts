// Do rent, property tax and money spent beyond the plan come out by hand? The finance plan worked out on paper: a rented hall of 10 MW stands, a second is
// started in 2026-Q1 and ready in Q2, each at $10k a MW and month; 8 % a year of tax on what stands, half of it waived until 2026-Q3.

import assert from "node:assert/strict";
import { test } from "node:test";
import { recordOf } from "../../test/settlement-case.ts";
import { quartersOf } from "../units/calendar.ts";
import { financePlan, financeText } from "../verify/finance.fixture.ts";
import { tinyProgramme } from "../verify/tiny.fixture.ts";
import { settle } from "./settlement.ts";

const programme = tinyProgramme(financeText);
const quarters = quartersOf(programme.calendar);
const settled = (plan = financePlan()) => settle({ programme, figures: {} }, plan, recordOf({}));
const { ledger, sourcesAndUses } = settled();
const entry = (t: number, key: string) => ledger.find(({ id }) => id === `${quarters[t]}:${key}`);
const paid = (key: string) => quarters.map((_, t) => entry(t, key)?.legs[0]!.amount);

test("rent: 3 months x 10,000 $/MW x 10 MW for the hall that stands, twice that once the second is ready", () => {
  assert.deepEqual(paid("rent:rented-10"), ["300000.00", "600000.00", "600000.00", "600000.00", "600000.00", "600000.00"]);
  assert.deepEqual(
    entry(1, "rent:rented-10")!.legs.map(({ party, account, amount }) => [party, account, amount]),
    [
      ["yardage", "expense:rent", "600000.00"],
      ["yardage", "asset:cash", "-600000.00"],
      ["suppliers", "asset:cash", "600000.00"],
      ["suppliers", "income:rent", "-600000.00"],
    ],
  );
  assert.equal(entry(0, "rent:own-5"), undefined);
});

test("property tax: none in the first quarter, then 1 % of what stood at the end of the quarter before, from 2026-Q4 on 2 %", () => {
  // $22M stand at the end of 2026-Q1: the own hall of $10M and a rack of $12M. At that of Q2 the hall, in service in it, the rack at 0.64^(1/4) of its cost,
  // and $40M of racks that came in it.
  const quarterOn = 0.64 ** 0.25;
  const expected = [undefined, 0.01 * 22e6, 0.01 * (10e6 + 12e6 * quarterOn + 40e6)].map((usd) => usd && (Math.round(100 * usd) / 100).toFixed(2));
  assert.deepEqual(paid("property-tax").slice(0, 3), expected);
  // At the end of 2026-Q3 an eightieth of the hall is written off, the rack is half a year old: 0.8 of it is left.
  assert.equal(paid("property-tax")[3], (Math.round(100 * 0.02 * (10e6 * (79 / 80) + 12e6 * 0.8 + 40e6 * quarterOn)) / 100).toFixed(2));
  assert.deepEqual(
    entry(1, "property-tax")!.legs.map(({ party, account }) => [party, account]),
    [
      ["yardage", "expense:property-tax"],
      ["yardage", "asset:cash"],
      ["authorities", "asset:cash"],
      ["authorities", "income:tax"],
    ],
  );
  assert.equal(sourcesAndUses[1]!.uses["opex: property-tax"], "220000.00");
});

test("what was spent to date beyond the decisions is capital spending of its quarter, back where it is less", () => {
  const plan = financePlan();
  const beyond = {
    ...plan,
    derived: { ...plan.derived, money: { ...plan.derived.money, capex: { ...plan.derived.money.capex, difference: [0, 250_000_000, -50_000_000, 0, 0, 0] } } },
  };
  const { ledger: booked, sourcesAndUses: sides } = settled(beyond as unknown as ReturnType<typeof financePlan>);
  const amounts = quarters.map((quarter) => booked.find(({ id }) => id === `${quarter}:capex:difference`)?.legs[0]!.amount);
  assert.deepEqual(amounts, [undefined, "2500000.00", "-500000.00", undefined, undefined, undefined]);
  assert.equal(sides[1]!.uses["capex: difference"], "2500000.00");
});
