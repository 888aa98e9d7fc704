// Does the small programme's own plan and simulated record settle: balanced, met to the cent, under the clauses of each year?

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { caseOf } from "../plan/fixture.ts";
import type { Plan } from "../plan/plan.ts";
import { makePlan } from "../plan/planner.ts";
import type { RunRecord } from "../record/record.ts";
import { simulate } from "../simulate/simulate.ts";
import { centsOf, parseMoney } from "../units/money.ts";
import { rowsOf } from "./rows.ts";
import type { Settlement } from "./settle.ts";
import { settle } from "./settlement.ts";
import { stocks } from "./sources-and-uses.ts";

const resolved = caseOf("programmes/neocloud.yaml");
let plan: Plan;
let record: RunRecord;
let settlement: Settlement;
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + parseMoney(amount), 0n);

before(async () => {
  plan = await makePlan(resolved, resolved.library, { inputs: "neocloud" });
  record = await simulate(resolved, resolved.library, plan, { seed: 1, workers: 1 });
  settlement = settle(resolved, plan, record);
});

test("every book balances in every transaction, and sources are uses", () => {
  for (const { id, legs } of settlement.ledger) for (const { party } of legs) assert.equal(sum(legs.filter((leg) => leg.party === party).map(({ amount }) => amount)), 0n, id);
  assert.equal(settlement.sourcesAndUses.length, plan.calendar.quarters);
  for (const { sources, uses, total } of settlement.sourcesAndUses)
    assert.deepEqual([sum(Object.values(sources)), sum(Object.values(uses))], [parseMoney(total), parseMoney(total)]);
});

test("energy is what the record says it cost, site by site, to the cent", () => {
  const expected = rowsOf(record, "site-quarters", ["site", "quarter"]).reduce(
    (total, row) => total + centsOf(row.measure("energyUsd", "").amount) + centsOf(row.measure("onsiteUsd", "").amount),
    0n,
  );
  const booked = settlement.ledger.flatMap(({ legs }) => legs.filter(({ party, account }) => party === "northwind" && account === "expense:energy").map(({ amount }) => amount));
  assert.ok(expected > 0n);
  assert.equal(sum(booked), expected);
});

test("calls, draws, repayments and capital spending are the plan's", () => {
  const of = (account: RegExp, side: 1n | -1n) =>
    settlement.ledger
      .flatMap(({ legs }) => legs)
      .filter((leg) => leg.party === "northwind" && account.test(leg.account) && parseMoney(leg.amount) * side > 0n)
      .reduce((total, { amount }) => total + parseMoney(amount) * side, 0n);
  const all = (lists: Readonly<Record<string, readonly number[]>>) =>
    BigInt(
      Object.values(lists)
        .flat()
        .reduce((total, cents) => total + cents, 0),
    );
  assert.equal(of(/^equity:/, -1n), all(plan.decisions.calls));
  assert.equal(of(/^liability:/, -1n), all(plan.decisions.draws));
  assert.equal(of(/^liability:/, 1n), all(plan.decisions.repayments));
  assert.equal(of(/^asset:(opening|buildings|power|accelerators)$/, 1n), all(plan.derived.money.capex));
});

test("cash differs from the plan's by exactly what income and running cost differ", () => {
  const { income, opex, cash } = plan.derived.money;
  const planned =
    Object.values(income)
      .flat()
      .reduce((total, cents) => total + cents, 0) -
    Object.values(opex)
      .flat()
      .reduce((total, cents) => total + cents, 0);
  const last = settlement.sourcesAndUses.at(-1)!;
  const end = parseMoney(last.uses[stocks.end]!) - parseMoney(last.sources[stocks.shortfall] ?? "0");
  const flows = (side: "sources" | "uses", name: RegExp) =>
    sum(
      settlement.sourcesAndUses.flatMap((entry) =>
        Object.entries(entry[side])
          .filter(([key]) => name.test(key))
          .map(([, amount]) => amount),
      ),
    );
  const settled = flows("sources", /^income/) - flows("uses", /^opex/);
  assert.equal(end - BigInt(cash.at(-1)!), settled - BigInt(planned));
});

test("the revenue share follows its amendment, known only from November 2026", () => {
  const share = (asOf?: string) => [
    ...new Set(
      settle(resolved, plan, record, asOf as never)
        .ledger.filter(({ id }) => id.includes("revenue-share"))
        .map(({ quarter, clause }) => `${quarter}:${clause}`),
    ),
  ];
  assert.ok(share().includes("2027-Q2:share") && share().includes("2027-Q3:share-2027") && !share().includes("2027-Q3:share"));
  assert.deepEqual(share("2026-10-31"), ["2026-Q1:share", "2026-Q2:share", "2026-Q3:share"]);
});

test("the same input gives the same settlement", () => {
  assert.equal(JSON.stringify(settle(resolved, plan, record)), JSON.stringify(settlement));
});
