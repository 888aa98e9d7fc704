import assert from "node:assert/strict";
import { after, test } from "node:test";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import type { Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import { lateOf } from "./late.ts";

const solver = openHighs();
after(() => solver.close());
const { library, ...given } = caseOf("test/programmes/tiny.yaml");
const made = await makePlan(given, library, { inputs: "x", limits: { gap: 0, nodes: 100_000, seconds: 60 }, solver });
const programmes = { last: given.programme, made: given.programme };

/** A plan of one site whose racks run as listed, kW by quarter. */
function running(plan: Plan, kw: readonly number[]): Plan {
  const [id] = Object.keys(plan.derived.sites);
  const site = { ...plan.derived.sites[id!]!, runningKw: kw };
  return { ...plan, derived: { ...plan.derived, sites: { [id!]: site }, ladder: { ...plan.derived.ladder, runningKw: kw } } };
}

const steady = running(made, [0, 1000, 2000, 2000, 2000, 2000]);

test("on paper: one quarter later is one quarter late, half of it half, never built counts to the end, more than planned counts nothing", () => {
  const quarters = (kw: readonly number[]) => lateOf(steady, running(made, kw), programmes).quarters;
  assert.equal(quarters([0, 1000, 2000, 2000, 2000, 2000]), 0);
  assert.equal(quarters([0, 0, 1000, 2000, 2000, 2000]), 1);
  assert.equal(quarters([0, 0, 1000, 1000, 2000, 2000]), 1.5);
  assert.equal(quarters([0, 1000, 1000, 1000, 1000, 1000]), 2);
  assert.equal(quarters([0, 0, 1000, 2000, 2000, 9000]), 1);
  assert.equal(quarters([1000, 2000, 2000, 2000, 2000, 2000]), -1);
  assert.equal(lateOf(running(made, [0, 0, 0, 0, 0, 0]), steady, programmes).quarters, null);
});

test("a milestone is late by its last quarter of work, and has none where its FLOP is not all done", () => {
  const [id] = Object.entries(given.programme.workloads).find(([, work]) => work.kind === "training")!;
  const same = lateOf(made, made, programmes).milestones.find((milestone) => milestone.id === id)!;
  assert.ok(same.before !== null && same.before === same.after && same.after <= same.due);
  const undone: Plan = { ...made, derived: { ...made.derived, compute: { ...made.derived.compute, flop: { ...made.derived.compute.flop, [id]: 0 } } } };
  assert.equal(lateOf(made, undone, programmes).milestones.find((milestone) => milestone.id === id)!.after, null);
});

test("a site that the re-plan no longer builds stands in the list with all of its power", () => {
  const [id] = Object.keys(steady.derived.sites);
  const { sites } = lateOf(steady, { ...steady, derived: { ...steady.derived, sites: {} } }, programmes);
  assert.deepEqual(sites, [{ site: id, plannedItMw: 2, itMw: 0, quarters: 4.5 }]);
});
