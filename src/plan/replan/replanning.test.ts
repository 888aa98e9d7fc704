import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Actual } from "../../programme/actuals.ts";
import type { Quarter } from "../../units/brand.ts";
import { indexOf } from "../../units/calendar.ts";
import { verify } from "../../verify/verify.ts";
import { baselineOf, type LastPlan } from "./baseline.ts";
import { planningCase } from "../case.ts";
import { changeMw } from "./change.ts";
import { caseOf } from "../fixture.ts";
import type { HeldPast } from "./held-past.ts";
import { openHighs } from "../lp/highs.ts";
import type { Decisions, Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import { replanning } from "./replanning.ts";

const file = "test/programmes/tiny.yaml";
const asOf = "2026-Q4" as Quarter;
const limits = { gap: 0, nodes: 100_000, seconds: 600, seed: 1 };
const solver = openHighs();
after(() => solver.close());

const tiny = caseOf(file);
const plan = await makePlan(tiny, tiny.library, { inputs: "x", limits, solver });
const last: LastPlan = { plan, programme: tiny.programme };
const free = indexOf(plan.calendar, asOf);

/** Plans changed inputs from the last plan. */
async function again(replace: readonly (readonly [string, string])[], actuals: readonly Actual[] = []) {
  const given = caseOf(file, replace);
  const { programme, baseline, tell, bridge } = replanning(last, given.programme, asOf, actuals, given.library);
  let held: HeldPast | undefined;
  const made = await makePlan({ ...given, programme }, given.library, { inputs: "x", limits, solver, baseline, onHeld: (past) => (held = past) });
  return { given: { ...given, programme }, made, baseline, held: held!, told: () => tell(made, held!), bridge: (options?: Parameters<typeof bridge>[1]) => bridge(made, options) };
}

/** Every list by quarter of the decisions, cut to the quarters before `asOf`; lists of nothing are left out. */
function past(decisions: Decisions): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const walk = (value: unknown, path: string) => {
    if (Array.isArray(value) && value.length === plan.calendar.quarters) {
      const cut = value.slice(0, free);
      if (cut.flat().some((one) => one !== 0)) out[path] = cut;
    } else if (typeof value === "object" && value !== null) for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
  };
  walk(decisions, "");
  return out;
}

const accepted = ({ given, made }: { given: Parameters<typeof verify>[0] & { library: Parameters<typeof verify>[1] }; made: Plan }) => {
  const { refusals } = verify(given, given.library, made, "x");
  assert.deepEqual(
    refusals.map(({ sentence }) => sentence),
    [],
  );
};

test("nothing learnt, nothing moved: the last plan comes back, with all of its past", async () => {
  const found = await again([]);
  assert.equal(found.held.scope, "everything");
  assert.deepEqual(found.held.broken, []);
  assert.equal(changeMw(planningCase(tiny.programme, tiny.library), found.made.decisions, found.baseline), 0);
  // Racks are rounded to whole ones anew: never worse than they were.
  const gain = found.made.objective.total / plan.objective.total - 1;
  assert.ok(gain > -1e-6 && gain < 0.005, `worth differs by ${gain}`);
  accepted(found);
  const told = found.told();
  assert.deepEqual(told.moved, []);
  assert.equal(told.changeItMw, 0);
});

test("nothing learnt on a larger programme: whenever it is asked, the verifier accepts the last plan's past, and both objectives agree to 1e-7", async () => {
  const given = caseOf("programmes/neocloud.yaml");
  const rough = { gap: 0.01, nodes: 5000, seconds: 600, seed: 1 };
  const first = await makePlan(given, given.library, { inputs: "x", limits: rough, solver });
  for (const when of ["2026-Q3", "2027-Q1", "2028-Q2"] as Quarter[]) {
    const { programme, baseline } = replanning({ plan: first, programme: given.programme }, given.programme, when, [], given.library);
    const made = await makePlan({ ...given, programme }, given.library, { inputs: "x", limits: rough, solver, baseline });
    accepted({ given, made });
    assert.ok(Math.abs(made.solver.fixed! / made.objective.total - 1) < 1e-7);
    assert.ok(changeMw(planningCase(given.programme, given.library), made.decisions, baseline) < 0.05 * 50, "rounding of racks at most");
    assert.ok(made.objective.total >= first.objective.total * (1 - 1e-6));
  }
});

test("the past is held: no decision before the as-of quarter differs, whatever the inputs say of the rest", async () => {
  assert.ok(Object.keys(past(plan.decisions)).length > 5, "there is a past to hold");
  for (const replace of [
    [["energized: 2026-Q4, cost: $6M", "energized: 2027-Q2, cost: $6M"]],
    [["2027-Q1: 60 racks, 2027-Q2: 60 racks", "2027-Q1: 10 racks, 2027-Q2: 10 racks"]],
  ] as const) {
    const found = await again(replace);
    assert.equal(found.held.scope, "everything");
    assert.deepEqual(past(found.made.decisions), past(plan.decisions));
    accepted(found);
  }
});

test("a slip costs what the objectives say, and its bridge adds up", async () => {
  // No racks come in 2027.
  const found = await again([["2027-Q1: 60 racks, 2027-Q2: 60 racks", "2027-Q1: 0 racks, 2027-Q2: 0 racks"]]);
  const bridge = await found.bridge();
  assert.ok(bridge);
  assert.equal(bridge.before.objectiveUsd, plan.objective.total);
  assert.equal(bridge.after.objectiveUsd, found.made.objective.total);
  assert.ok(bridge.after.objectiveUsd < bridge.before.objectiveUsd - 1e5, "fewer racks cost something");
  assert.deepEqual(
    bridge.parts.map(({ cause }) => cause),
    ["supply"],
  );
  for (const [figure, delta] of [
    ["objectiveUsd", "deltaObjectiveUsd"],
    ["computeH100eHours", "deltaComputeH100eHours"],
    ["capexUsd", "deltaCapexUsd"],
    ["runningItMw", "deltaRunningItMw"],
  ] as const) {
    const sum = bridge.parts.reduce((total, part) => total + part[delta], bridge.before[figure]);
    assert.ok(Math.abs(sum - bridge.after[figure]) <= 1e-9 * Math.max(1, Math.abs(bridge.after[figure])), figure);
  }
});

test("two causes: each by itself, and what they do together", async () => {
  const found = await again([
    ["2027-Q1: 60 racks, 2027-Q2: 60 racks", "2027-Q1: 30 racks, 2027-Q2: 30 racks"],
    ["2027-Q2: 16000 H100e", "2027-Q2: 12000 H100e"],
  ]);
  const bridge = await found.bridge();
  assert.deepEqual(
    bridge!.parts.map(({ cause, alone }) => [cause, alone]),
    [
      ["supply", true],
      ["demand", true],
      ["interaction", true],
    ],
  );
  const sum = bridge!.parts.reduce((total, part) => total + part.deltaObjectiveUsd, bridge!.before.objectiveUsd);
  assert.ok(Math.abs(sum - found.made.objective.total) <= 1e-9 * Math.abs(sum));
  assert.deepEqual(await found.bridge({ workers: 3 }), bridge, "the same on any number of workers");
  const stop = new AbortController();
  const seen: string[] = [];
  const onProgress = (done: number, of: number, says: string) => {
    seen.push(`${done} of ${of}: ${says}`);
    if (done === 1) stop.abort();
  };
  assert.equal(await found.bridge({ signal: stop.signal, onProgress }), undefined, "a stop leaves it out");
  assert.deepEqual(seen, ["0 of 3: the last plan, inputs unchanged", "1 of 3: supply"]);
});

test("energization late by two quarters: what was built stays, what was signed stays signed, and the slip costs the difference of the objectives", async () => {
  const found = await again([["energized: 2026-Q3, ramp: [50 %, 100 %]", "energized: 2027-Q1, ramp: [50 %, 100 %]"]]);
  const [now, then] = [found.made.decisions.sites["alpha"]!, plan.decisions.sites["alpha"]!];
  assert.ok(now.options.includes("grid"));
  for (const kind of ["starts", "racks"] as const)
    for (const [id, list] of Object.entries(then[kind])) assert.deepEqual(now[kind][id]!.slice(0, free), list.slice(0, free), `${kind} of ${id}`);
  assert.equal(found.held.scope, "built", "racks that ran on that power cannot have run");
  assert.ok(found.made.feasible);
  accepted(found);
  const bridge = await found.bridge();
  assert.deepEqual(
    bridge!.parts.map(({ cause }) => cause),
    ["site power"],
  );
  const cost = plan.objective.total - found.made.objective.total;
  assert.ok(cost > 0);
  assert.ok(Math.abs(bridge!.parts[0]!.deltaObjectiveUsd + cost) <= 1e-6, "to the cent");
});

test("actuals take the place of what was planned", async () => {
  const planned = plan.decisions.sites["alpha"]!.racks["plain"]!;
  const delivered = planned.slice(0, free).reduce((sum, racks) => sum + racks, 0);
  assert.ok(delivered > 10, "racks were planned before the as-of quarter");
  const source = "site report, 2026-10";
  const actuals: Actual[] = [{ site: "alpha", quarter: "2026-Q3" as Quarter, measure: "racks:plain", value: delivered - 10, source }];
  const found = await again([], actuals);
  assert.equal(
    found.made.decisions.sites["alpha"]!.racks["plain"]!.slice(0, free).reduce((sum, racks) => sum + racks, 0),
    delivered - 10,
  );
  assert.equal(found.held.scope, "built");
  accepted(found);
  const told = found.told();
  assert.deepEqual(
    told.actuals.map(({ planned: was, value, difference }) => [was, value, difference]),
    [[delivered, delivered - 10, -10]],
  );
  assert.deepEqual(
    told.standing.find(({ site }) => site === "alpha"),
    { site: "alpha", plannedHallsItMw: 20, hallsItMw: 20, plannedRacksItMw: delivered / 10, racksItMw: (delivered - 10) / 10 },
  );
});

test("power that did not come is missing until the programme dates it anew", async () => {
  const found = await again([], [{ site: "alpha", quarter: "2026-Q3" as Quarter, measure: "energized-mw", value: 6, source: "utility, 2026-10" }]);
  const { grid } = found.given.programme.sites["alpha"]!.power;
  assert.deepEqual(grid!.ramp, [6 / 26, 1 - (0.5 - 6 / 26)], "6 of 26 MW in its first quarter; what the ramp adds comes, the 7 MW do not");
  assert.equal(grid!.energized, "2026-Q3");
  assert.ok(found.made.objective.total < plan.objective.total);
  accepted(found);
  const dated = await again(
    [["energized: 2026-Q3, ramp: [50 %, 100 %]", "energized: 2026-Q4, ramp: [50 %, 100 %]"]],
    [{ site: "alpha", quarter: "2026-Q3" as Quarter, measure: "energized-mw", value: 0, source: "utility, 2026-10" }],
  );
  assert.deepEqual(dated.given.programme.sites["alpha"]!.power["grid"]!.ramp, [0.5, 1], "the file says when it comes");
});

test("a calendar that begins at the as-of quarter: the past becomes what stands", async () => {
  const given = caseOf(file, [["calendar: { from: 2026-Q1, quarters: 6 }", "calendar: { from: 2026-Q4, quarters: 3 }"]]);
  const { programme, baseline } = replanning(last, given.programme, asOf, [], given.library);
  const { alpha } = programme.sites;
  const before = (list: readonly number[]) => list.slice(0, free).reduce((sum, value) => sum + value, 0);
  assert.equal(
    alpha!.built.reduce((sum, { count }) => sum + count, 0),
    before(plan.decisions.sites["alpha"]!.starts["hall-10"]!),
  );
  assert.equal(
    alpha!.racks.reduce((sum, { racks }) => sum + racks, 0),
    before(plan.decisions.sites["alpha"]!.racks["plain"]!),
  );
  assert.ok(alpha!.committed && alpha!.power["grid"]!.committed);
  assert.equal(baseline.free, 0);
  const made = await makePlan({ ...given, programme }, given.library, { inputs: "x", limits, solver, baseline });
  accepted({ given: { ...given, programme }, made });
  assert.ok(changeMw(planningCase(programme, given.library), made.decisions, baselineOf(last, programme.calendar, asOf)) >= 0);
});
