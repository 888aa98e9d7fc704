import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPlan } from "./check.ts";
import { tinyPlan, tinyProgramme, tinySlices } from "./tiny.fixture.ts";

const programme = tinyProgramme();
const check = (plan: unknown, hash = "hash") => checkPlan(programme, () => tinySlices, plan, hash);

test("the plan worked out on paper is accepted, every slack zero or more", () => {
  const certificate = check(tinyPlan());
  assert.deepEqual(certificate.refusals, []);
  assert.equal(certificate.accepted, true);
  assert.ok(certificate.rows.length > 300);
  for (const row of certificate.rows) assert.ok(row.slack >= 0, JSON.stringify(row));
});

test("a certificate goes through JSON unchanged: no infinity, no NaN", () => {
  const certificate = check(tinyPlan());
  assert.deepEqual(JSON.parse(JSON.stringify(certificate)), certificate);
});

test("a plan of other inputs is refused under `inputs`", () => {
  const { accepted, refusals } = check(tinyPlan(), "another");
  assert.equal(accepted, false);
  assert.deepEqual(
    refusals.map(({ family }) => family),
    ["inputs"],
  );
});

test("a plan of another calendar is refused under `shape` or `calendar`", () => {
  const { refusals } = check({ ...tinyPlan(), calendar: { from: "2026-Q2", quarters: 4 } });
  assert.deepEqual(
    refusals.map(({ family }) => family),
    ["calendar"],
  );
  assert.match(refusals[0]!.sentence, /2026-Q2.*2026-Q1/);
});

test("a plan that calls itself infeasible is not accepted", () => {
  const { accepted, refusals } = check({ ...tinyPlan(), feasible: false });
  assert.equal(accepted, false);
  assert.deepEqual(
    refusals.map(({ family }) => family),
    ["feasible"],
  );
});

test("the solver's objective at the fixed whole numbers agrees to 1e-6 of it or of its largest part", () => {
  const plan = tinyPlan();
  const { total, value, spend, residual } = plan.objective;
  const largest = Math.max(total, value, -spend, residual);
  const near = { ...plan, solver: { ...plan.solver, fixed: total + 5e-7 * largest } };
  const far = { ...plan, solver: { ...plan.solver, fixed: total + 5e-6 * largest } };
  assert.equal(check(near).accepted, true);
  assert.deepEqual(
    check(far).refusals.map(({ family, index }) => `${family} ${index}`),
    ["objective solver.fixed"],
  );
});
