import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "./case.ts";
import { draftOf } from "./draft.ts";
import { driversOf, valueAt } from "./drivers.ts";
import { caseOf } from "./fixture.ts";
import { openHighs } from "./lp/highs.ts";
import { exactly } from "./lp/solver.ts";
import type { Plan } from "./plan.ts";
import { sensitivity } from "./sensitivity.ts";

const file = "test/programmes/tiny.yaml";
const rackPrice = "rackPrice: $1.2M";
const ranged = (replace: readonly (readonly [string, string])[] = []) => {
  const { library, programme, figures } = caseOf(file, [
    [rackPrice, 'rackPrice: { value: $1.2M, low: $1M, high: $1.5M, source: "a test", confidence: press }'],
    ["cost: 10 M$/MW", 'cost: { value: 10 M$/MW, low: 9 M$/MW, high: 12 M$/MW, source: "a test", confidence: assumption, reason: "a test" }'],
    [
      "objective: { kind: worth, value",
      "uncertain:\n  - { path: sites.alpha.power.grid.energized, slip: [{ quarters: 0 quarters, likely: 60 % }, { quarters: 2 quarters, likely: 40 % }] }\n  - { path: workloads.chat.demand, times: [0.5, 1, 1.5] }\nobjective: { kind: worth, value",
    ],
    ...replace,
  ]);
  // The catalogue's own figures are left out: what is tried here is what the file adds.
  const own = Object.fromEntries(Object.entries(figures).filter(([path]) => path.startsWith("catalogue.accelerators.plain") || path.startsWith("catalogue.buildings.hall-10.")));
  return { library, resolved: { programme, figures: own } };
};
const solver = openHighs();
after(() => solver.close());
const plan = { programme: "Tiny", inputs: "", objective: { stages: [{ name: "worth", unit: "USD", value: 1 }] } } as unknown as Plan;

test("a bar is the difference of two relaxations, each solved by itself from another file", async () => {
  const relaxed = async (replace: readonly (readonly [string, string])[]): Promise<number> => {
    const { programme, library } = caseOf(file, replace);
    const { model } = draftOf(planningCase(programme, library));
    const { objective } = await solver.solve({ ...model, integer: new Uint8Array(model.integer.length) }, { limits: exactly });
    return objective! * 1e6;
  };
  const { resolved, library } = ranged();
  const told = await sensitivity(resolved, library, plan, { count: 12, workers: 2 });
  const standing = await relaxed([]);
  const near = (one: number, other: number, says: string): void => assert.ok(Math.abs(one - other) <= 1e-6 * Math.abs(standing), `${says}: ${one} against ${other}`);
  near(told.relaxed, standing, "as it stands");
  const bar = (path: string) => told.bars.find((found) => found.path === path)!;
  near(bar("catalogue.accelerators.plain.rackPrice").atLow.delta!, (await relaxed([[rackPrice, "rackPrice: $1M"]])) - standing, "cheaper racks");
  near(bar("catalogue.accelerators.plain.rackPrice").atHigh.delta!, (await relaxed([[rackPrice, "rackPrice: $1.5M"]])) - standing, "dearer racks");
  near(bar("catalogue.buildings.hall-10.cost").atHigh.delta!, (await relaxed([["cost: 10 M$/MW", "cost: 12 M$/MW"]])) - standing, "dearer halls");
  near(
    bar("sites.alpha.power.grid.energized").atHigh.delta!,
    (await relaxed([["facility: 26 MW, energized: 2026-Q3", "facility: 26 MW, energized: 2027-Q1"]])) - standing,
    "a late grid",
  );
  assert.equal(bar("sites.alpha.power.grid.energized").atLow.delta, 0, "on time is the programme as it stands");
  assert.ok(bar("catalogue.accelerators.plain.rackPrice").atLow.delta! > 0 && bar("catalogue.accelerators.plain.rackPrice").atHigh.delta! < 0);
  assert.deepEqual(
    told.bars.map(({ span }) => span!),
    told.bars.map(({ span }) => span!).toSorted((one, other) => other - one),
    "largest first",
  );
  assert.equal(told.tried, 4);
  assert.equal(told.bars.length + told.still, 4);
  const alone = await sensitivity(resolved, library, plan, { count: 12, workers: 1 });
  assert.equal(JSON.stringify(alone), JSON.stringify(told), "as many workers as you like");
});

test("where an end leaves no plan, that figure comes first and says so", async () => {
  // The run is required: thirty times the work cannot be done in its two quarters.
  const { resolved, library } = ranged([["compute: 3e25 FLOP", 'compute: { value: 3e25 FLOP, low: 2e25 FLOP, high: 9e26 FLOP, source: "a test", confidence: estimate }']]);
  const figures = { "workloads.run.compute": { value: 3e25, unit: "FLOP", low: 2e25, high: 9e26, source: "a test", confidence: "estimate" as const }, ...resolved.figures };
  const { bars } = await sensitivity({ ...resolved, figures }, library, plan, { count: 2 });
  assert.equal(bars.length, 2);
  assert.equal(bars[0]!.path, "workloads.run.compute");
  assert.equal(bars[0]!.atHigh.value, null);
  assert.equal(bars[0]!.span, null);
  assert.notEqual(bars[0]!.atLow.value, null);
});

test("the measure is the first that counts dollars or compute, and what comes before is held", async () => {
  const { resolved, library } = ranged();
  const objective = { ...resolved.programme.objective, kind: "most-compute" as const };
  const told = await sensitivity({ ...resolved, programme: { ...resolved.programme, objective } }, library, plan, { count: 12 });
  assert.equal(told.measure, "compute");
  assert.equal(told.unit, "H100e-hours");
  assert.equal(told.plan, null, "this plan was not measured by it");
  const demand = told.bars.find(({ path }) => path === "workloads.chat.demand")!;
  assert.ok(demand.atLow.delta! <= 0 && demand.atHigh.delta! >= 0, "more that may be served, more that is");
});

test("a list that adds up to a whole still does, one that climbs has nothing below its first, and one that falls and a series keep their shape", () => {
  assert.deepEqual(valueAt([0.5, 0.25, 0.25], 0.2), [0.2, 0.4, 0.4]);
  assert.deepEqual(valueAt([0.25, 0.5, 1], 0.6), [0.6, 0.6, 1]);
  assert.deepEqual(valueAt([0.5, 0.25, 0.125], 0.25), [0.25, 0.125, 0.0625]);
  assert.deepEqual(valueAt({ "2026": 2, "2027": 4 }, 6), { "2026": 3, "2027": 6 });
  assert.deepEqual(valueAt({ "2026": 2, "2027": 0 }, 6), { "2026": 2, "2027": 6 });
  assert.equal(valueAt("2026-Q3", "2027-Q1"), "2027-Q1");
  assert.equal(valueAt(3, 4), 4);
});

test("entries of a group of `uncertain` are one driver, and a figure without a range is none", () => {
  const { resolved } = ranged([["times: [0.5, 1, 1.5] }", "times: [0.5, 1, 1.5], group: market }\n  - { path: workloads.research.demand, times: [0.8, 1.2], group: market }"]]);
  const drivers = driversOf(resolved);
  assert.deepEqual(
    drivers.map(({ kind, path, paths }) => [kind, path, paths.length]),
    [
      ["figure", "catalogue.accelerators.plain.rackPrice", 1],
      ["figure", "catalogue.buildings.hall-10.cost", 1],
      ["uncertain", "sites.alpha.power.grid.energized", 1],
      ["uncertain", "workloads.chat.demand", 2],
    ],
  );
  const market = drivers.at(-1)!.atEnd("low").workloads;
  assert.deepEqual(market["chat"]!.kind === "inference" && market["chat"]!.demand, { "2026-Q3": 2000, "2027-Q2": 8000 });
});
