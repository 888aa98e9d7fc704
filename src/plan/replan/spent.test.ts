// Is money that was spent gone? Tiny's alpha, planned at $71M, $102M and $119.2M in its first three quarters, with what was really spent to date.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Actual } from "../../programme/actuals.ts";
import type { Quarter } from "../../units/brand.ts";
import { pastOf } from "../../verify/facts.ts";
import { verify } from "../../verify/verify.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import type { Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import { differences } from "../spent.ts";
import { asSpent } from "./happened.ts";
import type { HeldPast } from "./held-past.ts";
import { replanning } from "./replanning.ts";

const file = "test/programmes/tiny.yaml";
const asOf = "2026-Q4" as Quarter;
const limits = { gap: 0, nodes: 100_000, seconds: 600, seed: 1 };
const solver = openHighs();
after(() => solver.close());

const tiny = caseOf(file);
const plan = await makePlan(tiny, tiny.library, { inputs: "x", limits, solver });
const last = { plan, programme: tiny.programme };
const spent = (quarter: string, millions: number): Actual => ({
  site: "alpha",
  quarter: quarter as Quarter,
  measure: "spend-to-date-usd",
  value: millions * 1e6,
  source: "cost report",
});

async function again(actuals: readonly Actual[], ...replace: readonly (readonly [string, string])[]) {
  const given = caseOf(file, replace);
  const { programme, baseline, tell } = replanning(last, given.programme, asOf, actuals, given.library);
  let held: HeldPast | undefined;
  const made = await makePlan({ ...given, programme }, given.library, { inputs: "x", limits, solver, baseline, onHeld: (past) => (held = past) });
  const check = (one: Plan) => verify({ ...given, programme }, given.library, JSON.parse(JSON.stringify(one)), "x");
  return { programme, made, told: tell(made, held!), held: held!, check };
}

const total = (lists: Readonly<Record<string, readonly number[]>>, to = plan.calendar.quarters) =>
  Object.values(lists).reduce((sum, list) => sum + list.slice(0, to).reduce((inner, cents) => inner + cents, 0), 0);
const million = 100_000_000;

test("the last plan spends on paper what the tests below count from", () => {
  assert.deepEqual(
    plan.derived.sites["alpha"]!.capexCents.slice(0, 3).map((cents) => cents / million),
    [71, 102, 119.2],
  );
});

test("a sum to date takes the place of what was planned by then; later quarters go on as they were", () => {
  assert.deepEqual(differences([10, 20, 30, 40], [undefined, 45, undefined, undefined]), [0, 15, 0, 0]);
  assert.deepEqual(differences([10, 20, 30, 40], [4, undefined, 50, undefined]), [-6, 0, -4, 0]);
});

test("$10M more than planned was spent by 2026-Q2: it is in that quarter's spending, investors and lenders paid for it, and what was due later still is", async () => {
  const { programme, made, told, check } = await again([spent("2026-Q2", 183)]);
  assert.deepEqual(programme.sites["alpha"]!.spentToDate, { "2026-Q2": 183e6 });
  assert.deepEqual(check(made).refusals, []);
  assert.deepEqual(made.derived.money.capex.difference, [0, 10 * million, 0, 0, 0, 0]);
  assert.deepEqual(
    made.derived.sites["alpha"]!.capexCents.slice(0, 3).map((cents) => cents / million),
    [71, 112, 119.2],
  );
  // The second part of the building that was started in 2026-Q2.
  assert.equal(made.derived.money.capex.buildings[2], 40 * million);
  const sources = (of: Plan) => total(of.decisions.calls, 3) + total(of.decisions.draws, 3) - of.derived.money.cash[2]!;
  const more = sources(made) - sources(plan);
  assert.ok(more > 9.9 * million && more < 10.5 * million, `${more / million} M$ more were raised`);
  // It stands on no book.
  assert.equal(made.derived.money.bookValue[2], plan.derived.money.bookValue[2]);
  assert.deepEqual(
    told.actuals.map(({ planned, difference }) => [planned, difference]),
    [[173e6, 10e6]],
  );
});

test("less was spent than planned: the money is there", async () => {
  const { made, told, check } = await again([spent("2026-Q2", 163)]);
  assert.deepEqual(check(made).refusals, []);
  assert.equal(told.scope, "everything");
  assert.deepEqual(made.derived.money.capex.difference, [0, -10 * million, 0, 0, 0, 0]);
  assert.deepEqual(made.decisions.calls["fund"]!.slice(0, 3), plan.decisions.calls["fund"]!.slice(0, 3));
  assert.ok(made.derived.money.cash[2]! - plan.derived.money.cash[2]! > 9.9 * million);
});

test("each sum counts from the first quarter, and one that is not past yet changes nothing", async () => {
  const { made, check } = await again([spent("2026-Q1", 75), spent("2026-Q3", 300), spent("2026-Q4", 999)]);
  assert.deepEqual(check(made).refusals, []);
  // 75 - 71, and 300 - 75 - 102 - 119.2.
  assert.deepEqual(made.derived.money.capex.difference, [4 * million, 0, 3.8 * million, 0, 0, 0]);
});

test("more was spent than the whole budget: that is a fact, nothing more is bought, and the verifier accepts just that", async () => {
  const { made, held, check } = await again([spent("2026-Q3", 300)], ["budget: $900M", "budget: $295M"], ["known: 2026-01-01", "known: 2026-11-15"], ["3e25 FLOP", "1e25 FLOP"]);
  assert.ok(made.feasible, JSON.stringify(made.relaxations));
  assert.deepEqual([...new Set(held.broken.map(({ family }) => family))], ["money.budget"]);
  assert.deepEqual(made.derived.sites["alpha"]!.capexCents.slice(3), [0, 0, 0]);
  assert.equal(check(made).accepted, false, "a plan that does not say it is refused");
  const { accepted, facts, refusals } = check({ ...made, past: pastOf(check(made), asOf) });
  assert.deepEqual(refusals, []);
  assert.ok(accepted);
  assert.deepEqual(
    facts.map(({ family, index, amount }) => [family, index, amount]),
    [["money.budget", "whole programme", 5 * million]],
  );
});

test("in a calendar that begins later a sum counts from that one's first quarter: less what was spent before it", () => {
  const later = { ...tiny.programme, calendar: { ...tiny.programme.calendar, from: "2026-Q2" as Quarter } };
  const { sites } = asSpent(later, asOf, [spent("2026-Q1", 75), spent("2026-Q2", 183)], { alpha: 75e6 });
  assert.deepEqual(sites["alpha"]!.spentToDate, { "2026-Q2": 108e6 });
});
