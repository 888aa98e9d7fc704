import assert from "node:assert/strict";
import { after, test } from "node:test";
import { certify, type Check } from "./certificates.ts";
import { openHighs } from "./highs.ts";
import { type LinearModel, ModelBuilder, sum } from "./model.ts";
import { exactly, type Solution } from "./solver.ts";

const solver = openHighs();
after(() => solver.close());

/** A transport of goods: two plants to three towns, least cost; every row and some bounds bind. */
function transport(): LinearModel {
  const model = new ModelBuilder();
  const cost = [
    [8, 6, 10],
    [9, 12, 13],
  ];
  const flow = cost.map((line, plant) => line.map((_, town) => model.column("flow", [String(plant), String(town)], 0, town === 1 ? 20 : Infinity)));
  for (const [plant, most] of [35, 50].entries())
    model.atMost(
      "plant",
      [String(plant)],
      "t",
      flow[plant]!.reduce((left, column) => left.add(column), sum()),
      most,
    );
  for (const [town, need] of [45, 20, 18].entries()) model.atLeast("town", [String(town)], "t", sum().add(flow[0]![town]!).add(flow[1]![town]!), need);
  for (const [plant, line] of cost.entries()) for (const [town, each] of line.entries()) model.reward(sum().add(flow[plant]![town]!, -each));
  model.reward(sum().plus(1000));
  return model.build();
}

const broken = (checks: readonly Check[]): string[] => checks.filter(({ holds }) => !holds).map(({ name }) => name);
const changed = (list: Float64Array, at: number, by: number): Float64Array => list.map((value, place) => (place === at ? value + by : value));

test("a correct answer passes every check, and any number of it that is changed is caught", async () => {
  const model = transport();
  const solution = await solver.solve(model, { limits: exactly });
  const checks = certify(model, solution);
  assert.deepEqual(broken(checks), []);
  assert.equal(checks.length, 9);
  for (const by of [1e-3, -1e-3, Number.NaN]) {
    const mutants: [string, Solution][] = [
      ...Array.from(solution.values, (_, at): [string, Solution] => [`value ${at}`, { ...solution, values: changed(solution.values, at, by) }]),
      ...Array.from(solution.duals, (_, at): [string, Solution] => [`dual ${at}`, { ...solution, duals: changed(solution.duals, at, by) }]),
      ...Array.from(solution.reducedCosts, (_, at): [string, Solution] => [`reduced cost ${at}`, { ...solution, reducedCosts: changed(solution.reducedCosts, at, by) }]),
      ["objective", { ...solution, objective: solution.objective! * (1 + by) }],
      ["bound", { ...solution, bound: solution.bound! * (1 + by) }],
    ];
    assert.equal(mutants.length, 19);
    for (const [what, mutant] of mutants) assert.ok(broken(certify(model, mutant)).length > 0, `${what} changed by ${by} is not caught`);
  }
});

test("each check finds its own kind of mistake", async () => {
  const model = transport();
  const solution = await solver.solve(model, { limits: exactly });
  const has = (mutant: Partial<Solution>, name: string, of = model) => assert.ok(broken(certify(of, { ...solution, ...mutant })).includes(name), name);
  has({ values: solution.values.map(() => -1) }, "columns within bounds");
  has({ values: new Float64Array(6) }, "rows within bounds");
  has({ values: changed(solution.values, 0, 0.5) }, "whole numbers", { ...model, integer: new Uint8Array(6).fill(1) });
  has({ objective: 0 }, "objective");
  has({ bound: solution.objective! - 1 }, "bound");
  has({ reducedCosts: new Float64Array(6) }, "stationarity");
  // The negative of every price prices the wrong sides.
  has({ duals: solution.duals.map((price) => -price) }, "dual signs");
  const feasible = Float64Array.of(0, 20, 0, 45, 0, 18);
  const total = feasible.reduce((total, value, column) => total + value * model.cost[column]!, model.offset);
  if (total < solution.objective! - 1e-9) {
    has({ values: feasible, objective: total, bound: null }, "complementary slackness");
    has({ values: feasible, objective: total, bound: null }, "duality gap");
  } else assert.fail("the feasible flow of this test is the optimum");
});

test("Farkas: a ray proves that nothing is feasible, and a changed one does not", async () => {
  const model = new ModelBuilder();
  const [one, other] = [model.column("x", ["1"], 0, 3), model.column("x", ["2"], -Infinity, 3)];
  model.atMost("sum", [], "MW", sum().add(one).add(other), 1);
  model.atLeast("more", [], "MW", sum().add(one).add(other, 2), 8);
  model.equal("tie", [], "MW", sum().add(other, 3).add(one, -1), 1);
  const built = model.build();
  const solution = await solver.solve(built, { limits: exactly, proof: true });
  assert.equal(solution.status, "infeasible");
  assert.ok(solution.ray);
  assert.deepEqual(
    certify(built, solution).map(({ name, holds }) => [name, holds]),
    [["Farkas", true]],
  );
  for (const ray of [solution.ray.map((value) => -value), solution.ray.map(() => 0), Float64Array.of(-1, -1, 0), Float64Array.of(0, 0, 1), Float64Array.of(Number.NaN, 1, 1)])
    assert.deepEqual(broken(certify(built, { ...solution, ray })), ["Farkas"], `${ray}`);
  // The same multipliers prove nothing about a model that is feasible.
  assert.deepEqual(broken(certify({ ...built, rowLower: built.rowLower.map((value) => value - 9) }, solution)), ["Farkas"]);
});

test("a direction proves that there is no end, and a changed one does not", async () => {
  const model = new ModelBuilder();
  const [one, other] = [model.column("x", ["1"], 0, Infinity), model.column("x", ["2"], 0, Infinity)];
  model.atMost("difference", [], "MW", sum().add(one).add(other, -1), 1);
  model.atLeast("sum", [], "MW", sum().add(one).add(other), 1);
  model.reward(sum().add(one));
  const built = model.build();
  const solution = await solver.solve(built, { limits: exactly, proof: true });
  assert.equal(solution.status, "unbounded");
  assert.ok(solution.direction);
  assert.deepEqual(
    certify(built, solution).map(({ name, holds }) => [name, holds]),
    [["direction", true]],
  );
  for (const direction of [Float64Array.of(1, 0), Float64Array.of(-1, -1), Float64Array.of(0, 1), Float64Array.of(0, 0), Float64Array.of(1, Number.NaN)])
    assert.deepEqual(broken(certify(built, { ...solution, direction })), ["direction"], `${direction}`);
});
