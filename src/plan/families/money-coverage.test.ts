// On paper: in the finance programme a quarter is tested from 2027-Q1 on (index 4), so tests end in 2027-Q4, 2028-Q1 and 2028-Q2 (indices 7 to 9).
// Where the rule binds, cash flow over debt service is the ratio itself, to what rounding leaves: that is the expected number.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../case.ts";
import { keepCoverage } from "../coverage.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import type { Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import { verify } from "../../verify/verify.ts";
import { mostShortMillions } from "../bounds.ts";
import { firstTest, owedIn } from "../coverage-tests.ts";
import { moneyCoverage } from "./money-coverage.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const solver = openHighs();
after(() => solver.close());
const file = "test/programmes/finance.yaml";
const limits = { gap: 0.01, nodes: 5000, seconds: 60, seed: 1 };

/** Cash flow and debt service of the four quarters up to t, cents. */
function tested({ decisions, derived: { money } }: Plan, t: number): { readonly flow: number; readonly due: number } {
  const all = (lists: Readonly<Record<string, readonly number[]>>) =>
    Object.values(lists).reduce((sum, list) => sum + list.slice(t - 3, t + 1).reduce((inner, cents) => inner + cents, 0), 0);
  return { flow: all(money.income) - all(money.opex), due: all(money.interest) + all(decisions.repayments) };
}

async function planWith(...replace: (readonly [string, string])[]): Promise<{ readonly plan: Plan; readonly refusals: readonly unknown[] }> {
  const { library, ...resolved } = caseOf(file, replace);
  const plan = await makePlan(resolved, library, { inputs: "test", limits, solver });
  return { plan, refusals: verify(resolved, library, JSON.parse(JSON.stringify(plan)), "test").refusals };
}

test("the finance programme plans, rounds and verifies with every rule of money in it", async () => {
  const { plan, refusals } = await planWith();
  assert.ok(plan.feasible);
  assert.deepEqual(refusals, []);
  assert.ok(Math.abs(plan.objective.total - plan.solver.fixed!) <= 1e-6 * Math.abs(plan.solver.fixed!));
});

test("a coverage that binds holds to the cent, and is met no further than rounding needs", async () => {
  const free = await planWith(["dscr: 1.3", "dscr: 1"]);
  const least = Math.min(...[7, 8, 9].map((t) => tested(free.plan, t).flow / tested(free.plan, t).due));
  const dscr = Math.ceil(2 * least);
  const { plan, refusals } = await planWith(["dscr: 1.3", `dscr: ${dscr}`]);
  assert.deepEqual(refusals, []);
  const ratios = [7, 8, 9].map((t) => tested(plan, t).flow / tested(plan, t).due);
  for (const t of [7, 8, 9]) assert.ok(tested(plan, t).flow >= dscr * tested(plan, t).due);
  assert.ok(Math.min(...ratios) < dscr * (1 + 1e-4), `the rule binds: ${ratios.join(", ")} against ${dscr}`);
  assert.ok(plan.objective.total <= free.plan.solver.bound!);
});

test("tests begin with the fourth tested quarter of the calendar", () => {
  const { programme, library } = caseOf(file);
  const study = planningCase(programme, library);
  assert.equal(firstTest(study, programme.capital.debt["loan"]!.tested), 7);
  assert.deepEqual(
    rowsOf(moneyCoverage, file)
      .map((row) => row.split(":")[0]!)
      .filter((key) => key.startsWith("money.coverage")),
    ["money.coverage[loan, 2027-Q4]", "money.coverage[loan, 2028-Q1]", "money.coverage[loan, 2028-Q2]"],
  );
  // The fee is 3 months x 0.9 M$/MW-month on the mean of 0.1 MW racks: 0.135 M$ for each of the two ends of a quarter.
  // Service is weighed with the ratio: 1.3, and for interest 1.3 x 9 % / 4 = 0.02925.
  const row = rowsOf(moneyCoverage, file)[0]!;
  for (const part of [
    "0.135 chip.running[alpha, plain, 2026-Q4] ",
    "0.27 chip.running[beta, plain, 2027-Q1] ",
    "-1 money.opex[2027-Q4] ",
    "-1.3 money.repay[loan, 2027-Q4] ",
    "-0.02925 money.debt[loan, 2027-Q3] ",
  ])
    assert.ok(row.includes(part), part);
  assert.ok(!row.includes("money.debt[loan, 2027-Q4]"));
});

test("repayments wait by what rounding left short, the latest first", () => {
  const { programme, library } = caseOf(file);
  const study = planningCase(programme, library);
  const quarters = (of: Readonly<Record<number, number>>) => study.names.map((_, t) => of[t] ?? 0);
  // 1,000 cents are owed, interest is 9 %/4 of it, rounded: 23 (22.5) a quarter, less after repayments. Flow of 4 to 7: 400 cents; 1.3 x service may be 307.
  const debts = { draws: { loan: quarters({ 0: 1000 }) }, repayments: { loan: quarters({ 5: 120, 7: 120 }) }, limits: { loan: quarters({}).map(() => 10_000) } };
  keepCoverage(study, { income: { fee: quarters({ 4: 400, 8: 10_000, 9: 10_000 }) } as never, opex: {} as never }, debts);
  const due = [4, 5, 6, 7].reduce((sum, t) => {
    const owed = 1000 - debts.repayments.loan.slice(0, t).reduce((all, cents) => all + cents, 0);
    return sum + debts.repayments.loan[t]! + Math.round(0.0225 * owed);
  }, 0);
  assert.equal(debts.repayments.loan[5], 120);
  assert.ok(debts.repayments.loan[7]! < 120);
  assert.ok(1.3 * due <= 400 && 1.3 * (due + 1) > 400, `${due} cents of service`);
});

/** A fee of a hundredth earns less than what the halls that are bound to stand cost to run: no debt is covered, not even one of nothing. */
const poor = [
  ["price: 0.9 M$/MW-month", "price: 0.001 M$/MW-month"],
  ["compute: 3e25 FLOP", "compute: 3e24 FLOP"],
] as const;

test("who is owed nothing tests nothing: on paper a loss is allowed just where no quarter before had debt", () => {
  const trial = trialOf(moneyCoverage, file);
  const short = mostShortMillions(trial.study, 1.3, 7);
  assert.ok(short > 100, `${short} M$`);
  const tried = (owed: 0 | 1, debt: number, opex: number) =>
    holds(trial, valuesOf(trial, { "money.owed[loan, 2027-Q4]": owed, "money.debt[loan, 2027-Q3]": debt, "money.opex[2027-Q4]": opex }), ["2027-Q4"]);
  assert.equal(tried(0, 0, 100), true);
  assert.equal(tried(0, 0.001, 0), false);
  assert.equal(tried(1, 0.001, 100), false);
  // A profit of 100 M$ covers 1.3 x 9 % / 4 of what is owed at the start of a quarter, and no more than the limit of 600 M$ may be.
  assert.equal(tried(1, 600, -100), true);
  assert.equal(tried(1, 601, -100), false);
  assert.deepEqual(
    [
      [0, 0, 0, 5, 0, 0],
      [0, 0, 0, 0, 5, 0],
      [5, 0, 0, 0, 0, 0],
    ].map((debt) => owedIn(debt, 4)),
    [true, false, true],
  );
});

test("with equity for all a programme that earns too little plans without debt, and verifies", async () => {
  const { plan, refusals } = await planWith(...poor);
  assert.deepEqual(refusals, []);
  assert.ok(plan.feasible);
  const ends = [7, 8, 9];
  assert.ok(
    ends.some((t) => tested(plan, t).flow < 0),
    "nothing is lost",
  );
  for (const t of ends) if (owedIn(plan.derived.money.debt["loan"]!, t)) assert.ok(tested(plan, t).flow >= 1.3 * tested(plan, t).due);
});

test("a coverage that cannot be met says how many dollars are short, and where", async () => {
  // Equity pays for a part of the halls only: without debt they cannot be built.
  const { plan } = await planWith(...poor, ["commitment: $400M", "commitment: $20M"], ["commitment: $500M", "commitment: $5M"]);
  assert.equal(plan.feasible, false);
  assert.ok(
    plan.relaxations.some(({ sentence }) => /^The cash flow of the four quarters to 202[78]-Q\d is .* USD short of the coverage that loan asks\.$/.test(sentence)),
    plan.relaxations.map(({ sentence }) => sentence).join(" "),
  );
});

test("its rows", () => matches(rowsOf(moneyCoverage, "test/programmes/finance.yaml"), new URL("money-coverage.snap.txt", import.meta.url)));
