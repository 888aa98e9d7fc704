// Are used racks settled as they were planned? The refresh plan worked out on paper, with a record in which all went as planned.

import assert from "node:assert/strict";
import { test } from "node:test";
import { recordOf } from "../../test/settlement-case.ts";
import { quartersOf } from "../units/calendar.ts";
import { formatMoney, parseMoney } from "../units/money.ts";
import { refreshPlan, refreshText } from "../verify/refresh.fixture.ts";
import { tinyProgramme } from "../verify/tiny.fixture.ts";
import { settle } from "./settlement.ts";
import { stocks } from "./sources-and-uses.ts";

const programme = tinyProgramme(refreshText);
const plan = refreshPlan();
const quarters = quartersOf(programme.calendar);
const meanMw = [7, 8, 9, 9.5];
const record = recordOf({
  sites: quarters.map((quarter, t) => ({
    site: "yard",
    quarter,
    hallsMw: 10,
    rackedMw: meanMw[t]!,
    runningMw: meanMw[t]!,
    gridMwh: plan.derived.sites["yard"]!.gridMwh[t]!,
    energyUsd: plan.derived.money.opex.energy[t]! / 100,
  })),
});
const { ledger, sourcesAndUses, statements } = settle({ programme, figures: {} }, plan, record);
const entry = (t: number, key: string) => ledger.find(({ id }) => id === `${quarters[t]}:${key}`);
const legs = (t: number, key: string) => entry(t, key)?.legs.map(({ party, account, amount }) => [party, account, amount]);

test("a sale is booked for the company and for the buyers that no one has named", () => {
  assert.equal(legs(1, "resale:old"), undefined);
  assert.deepEqual(legs(2, "resale:old"), [
    ["buyers", "asset:accelerators", "13000000.00"],
    ["buyers", "asset:cash", "-13000000.00"],
    ["yardage", "asset:cash", "13000000.00"],
    ["yardage", "income:sale-of-racks", "-13000000.00"],
  ]);
  assert.equal(sourcesAndUses[3]!.sources["income: sale-of-racks"], "2500000.00");
  assert.ok(statements.length > 0);
});

test("what was sold is neither maintained nor insured: $85M and $80M of racks are left of the $90M bought", () => {
  // 8.766 % a year of the cost are a thousandth of a percent an hour.
  const expected = [10, 10, 85, 80].map((millions, t) => [(millions * 1e6 * [2160, 2184, 2208, 2208][t]!) / 1e5, (millions * 1e6 * [2160, 2184, 2208, 2208][t]!) / 1e6]);
  for (const [t] of quarters.entries())
    assert.deepEqual(
      ["maintenance", "insurance"].map((key) => Number(legs(t, key)![0]![2])),
      expected[t],
    );
  assert.match(entry(2, "maintenance")!.says, /their cost less what was sold/);
});

test("cash is the plan's at the end of every quarter, and sources are uses", () => {
  for (const [t, { sources, uses, total }] of sourcesAndUses.entries()) {
    assert.equal(uses[stocks.end], formatMoney(BigInt(plan.derived.money.cash[t]!)), quarters[t]);
    for (const side of [sources, uses])
      assert.equal(
        Object.values(side).reduce((sum, amount) => sum + parseMoney(amount), 0n),
        parseMoney(total),
      );
  }
});
