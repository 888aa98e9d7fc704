import assert from "node:assert/strict";
import { after, test } from "node:test";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import type { Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import type { Programme } from "../../programme/programme.ts";
import { easesOf } from "./easier.ts";
import { whyNot } from "./why-not.ts";

const solver = openHighs();
after(() => solver.close());
const limits = { gap: 1e-6, nodes: 100_000, seconds: 120, seed: 1 };

type Changes = readonly (readonly [string, string])[];
/** Beta would pay for itself were it not for its opening; racks enough for both sites. */
const dearOpening: Changes = [
  ["opening: $4M", "opening: $1500M"],
  ["budget: $900M", "budget: $4000M"],
  ["commitment: $700M", "commitment: $3800M"],
  ["2026-Q4: 60 racks", "2026-Q4: 160 racks"],
  ["2026-Q3: 4000 H100e, 2027-Q2: 16000 H100e", "2026-Q3: 40000 H100e"],
];
const dearEnergy: Changes = [...dearOpening.slice(1), ["energy: 70 $/MWh", "energy: 5000 $/MWh"]];

async function planOf(programme: Programme, changes: Changes): Promise<Plan> {
  const { library, ...resolved } = caseOf("test/programmes/tiny.yaml", changes);
  return makePlan({ ...resolved, programme }, library, { inputs: "test", limits, solver });
}

const buildings = (plan: Plan, site: string) =>
  Object.values(plan.decisions.sites[site]?.starts ?? {}).reduce((total, list) => total + list.reduce((inner, count) => inner + count, 0), 0);

for (const [name, changes, parameter] of [
  ["a dear opening", dearOpening, "capex"],
  ["dear energy", dearEnergy, "energy price"],
] as const) {
  test(`${name}: the least change brings the site into the plan, and a 64th less does not`, async () => {
    const { programme, library } = caseOf("test/programmes/tiny.yaml", changes);
    const plan = await planOf(programme, changes);
    assert.equal(buildings(plan, "beta"), 0);
    const found = await whyNot(programme, library, plan, { site: "beta" }, solver, limits);
    assert.ok(found.forced!.usd! < found.free!.usd!, "forcing costs");
    assert.ok(found.forced!.costUsd > found.free!.costUsd);
    const { share, solves } = found.changes!.find((change) => change.parameter === parameter)!;
    assert.ok(share! > 0 && share! < 1 && solves <= 7, `${share} after ${solves} solves`);
    const ease = easesOf(programme, "beta").find((one) => one.parameter === parameter)!;
    assert.ok(buildings(await planOf(ease.eased(share!), changes), "beta") > 0, "in at the share");
    assert.equal(buildings(await planOf(ease.eased(share! - 1 / 64), changes), "beta"), 0, "out a step before");
    // Nothing that the other site has hangs on the eased one: the best without it is the same.
    const eased = await planOf(ease.eased(share! - 1 / 64), changes);
    assert.ok(Math.abs(eased.solver.incumbent! - plan.solver.incumbent!) <= 1e-5 * Math.abs(plan.solver.incumbent!));
  });
}

test("a site of the plan, and an option it takes, need no forcing", async () => {
  const { programme, library } = caseOf("test/programmes/tiny.yaml");
  const plan = await planOf(programme, []);
  assert.match((await whyNot(programme, library, plan, { site: "alpha" }, solver, limits)).settled!, /^Alpha is in the plan: \d buildings? (is|are) started there\.$/);
  assert.equal((await whyNot(programme, library, plan, { site: "alpha", option: "grid" }, solver, limits)).settled, "Alpha with grid is in the plan: it is taken.");
});

test("a site whose power comes after the calendar cannot come in", async () => {
  const changes: Changes = [["facility: 13 MW, energized: 2026-Q4", "facility: 13 MW, energized: 2029-Q4"]];
  const { programme, library } = caseOf("test/programmes/tiny.yaml", changes);
  const plan = await planOf(programme, changes);
  assert.equal(
    (await whyNot(programme, library, plan, { site: "beta" }, solver, limits)).settled,
    "Beta cannot come in: no building started there would be ready and powered by 2027-Q2.",
  );
});

test("an option not taken: what it costs, and at which price it would be taken", async () => {
  const { programme, library } = caseOf("test/programmes/tiny.yaml");
  const plan = await planOf(programme, []);
  assert.ok(!plan.decisions.sites["alpha"]!.options.includes("engines"));
  const found = await whyNot(programme, library, plan, { site: "alpha", option: "engines" }, solver, limits);
  assert.ok(found.forced!.usd! <= found.free!.usd!);
  assert.deepEqual(
    found.changes!.map(({ parameter }) => parameter),
    ["energization", "capex"],
  );
});

test("a stop keeps the changes found so far", async () => {
  const { programme, library } = caseOf("test/programmes/tiny.yaml", dearOpening);
  const plan = await planOf(programme, dearOpening);
  const control = new AbortController();
  const say = (line: string) => line.startsWith("energization") && control.abort();
  const found = await whyNot(programme, library, plan, { site: "beta" }, solver, limits, say, control.signal);
  assert.equal(found.interrupted, true);
  assert.deepEqual(
    found.changes!.map(({ parameter }) => parameter),
    ["energy price"],
  );
});
