// Is a sale of the past a fact to a re-plan? The refresh programme, planned again after its old racks have gone.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Actual } from "../../programme/actuals.ts";
import type { Quarter } from "../../units/brand.ts";
import { verify } from "../../verify/verify.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import type { Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import type { HeldPast } from "./held-past.ts";
import { carriedForward } from "./later-calendar.ts";
import { replanning } from "./replanning.ts";

const file = "test/programmes/refresh.yaml";
const limits = { gap: 0, nodes: 1000, seconds: 60, seed: 1 };
const solver = openHighs();
after(() => solver.close());

const given = caseOf(file);
const plan = await makePlan(given, given.library, { inputs: "x", limits, solver });
const last = { plan, programme: given.programme };
const asOf = "2026-Q3" as Quarter;

async function again(replace: readonly (readonly [string, string])[], actuals: readonly Actual[] = []) {
  const asked = caseOf(file, replace);
  const { programme, baseline, tell } = replanning(last, asked.programme, asOf, actuals, asked.library);
  let held: HeldPast | undefined;
  const made: Plan = await makePlan({ ...asked, programme }, asked.library, { inputs: "x", limits, solver, baseline, onHeld: (past) => (held = past) });
  const { refusals } = verify({ ...asked, programme }, asked.library, made, "x");
  return { made, told: tell(made, held!), refusals: refusals.map(({ sentence }) => sentence) };
}

test("nothing learnt: the sale stands, and the old racks are not counted among what is fixed", async () => {
  const { made, told, refusals } = await again([]);
  assert.deepEqual(refusals, []);
  assert.deepEqual(made.decisions.sites, plan.decisions.sites);
  assert.equal(told.scope, "everything");
  assert.ok(Math.abs(told.fixed.racksItMw - 1) < 1e-9, `${told.fixed.racksItMw} MW of racks`);
  assert.deepEqual(told.moved, []);
});

test("learnt later that compute is worth less: what was sold and bought is not undone", async () => {
  const { made, refusals } = await again([["2026-Q1: 3.4 $/H100e-hour", "2026-Q1: 2.9 $/H100e-hour"]]);
  assert.deepEqual(refusals, []);
  assert.deepEqual(made.decisions.sites["alpha"]!.retired!["old"], { "2021-Q1": [0, 10, 0, 0] });
  assert.deepEqual(made.decisions.sites["alpha"]!.racks, { new: [0, 10, 0, 0] });
});

test("only half of the new racks came: they stand alone, and the plan says so to a rack", async () => {
  const { made, refusals } = await again([], [{ site: "alpha", quarter: "2026-Q2" as Quarter, measure: "racks:new", value: 5, source: "delivery notes" }]);
  assert.deepEqual(refusals, []);
  assert.deepEqual([made.decisions.sites["alpha"]!.retired!["old"], made.decisions.sites["alpha"]!.racks], [{ "2021-Q1": [0, 10, 0, 0] }, { new: [0, 5, 0, 0] }]);
});

test("a later calendar has what was not sold: the old racks are gone from what stands", () => {
  const { sites } = carriedForward(last, { from: "2026-Q3" as Quarter, quarters: 4 }, given.library);
  assert.deepEqual(sites["alpha"]!.racks, [{ accelerator: "new", racks: 10, delivered: "2026-Q2" }]);
  const before = carriedForward(last, { from: "2026-Q2" as Quarter, quarters: 4 }, given.library);
  assert.deepEqual(before.sites["alpha"]!.racks, given.programme.sites["alpha"]!.racks);
});
