// Does every solver answer the same questions in the same way?

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { certify } from "./certificates.ts";
import { isInstalled, programs } from "./command.ts";
import { type LinearModel, ModelBuilder, sum } from "./model.ts";
import { type SolverName, solverFor, solverNames } from "./solver-for.ts";
import { exactly, type Solver } from "./solver.ts";

// The machine that must have every part has these; SCIP is used when it is there.
const required = new Set<SolverName>(["wasm", "highs", "cbc", "glpk"]);
const all = process.env["GIGASITE_REQUIRE_ALL"] === "1";

/** max 3 whole + 1 part + 100, 2 whole + part <= room, both <= 10. */
function knapsack(room: number): LinearModel {
  const model = new ModelBuilder();
  const whole = model.whole("whole", [], 0, 10);
  const part = model.column("part", [], 0, 10);
  model.atMost("room", ["only one"], "MW", sum().add(whole, 2).add(part), room);
  model.reward(sum().add(whole, 3).add(part).plus(100));
  return model.build();
}

const relaxed = (model: LinearModel): LinearModel => ({ ...model, integer: new Uint8Array(model.integer.length) });

/** Free columns, an equality, a row with two sides and one with none: min free + |part|-like, by paper -3.75. */
function mixed(): LinearModel {
  const model = new ModelBuilder();
  const free = model.column("free", [], -Infinity, Infinity);
  const part = model.column("part", [], -3, Infinity);
  model.equal("tie", [], "MW", sum().add(free).add(part, -1), 0.25);
  model.atMost("idle", [], "MW", sum().add(free).add(part), Infinity);
  const axis = model.columns("low", [], -Infinity, 5);
  model.rows("range", [], "MW", [{ of: axis }], -1, 1);
  model.reward(sum().add(free, -1).add(axis.first, -1));
  return model.build();
}

/** Items of weights that leave a gap to close: 30 whole columns. */
function hard(): LinearModel {
  const model = new ModelBuilder();
  const columns = Array.from({ length: 40 }, (_, at) => model.whole("take", [String(at)], 0, 1));
  for (let row = 0; row < 5; row++) {
    const left = sum();
    for (const [at, column] of columns.entries()) left.add(column, 100 + ((at * 7919 + row * 104729) % 97));
    model.atMost("room", [String(row)], "t", left, 1999 + row * 13);
  }
  const worth = sum();
  for (const [at, column] of columns.entries()) worth.add(column, 100 + ((at * 6007) % 89));
  model.reward(worth);
  return model.build();
}

for (const name of solverNames) {
  const there = name === "wasm" || isInstalled(name);
  const skip = there ? false : all && required.has(name) ? false : `${name} is not installed here`;
  let solver: Solver | undefined;
  const open = (): Solver => (solver ??= solverFor(name));
  after(() => solver?.close());
  const holds = (model: LinearModel, solution: Awaited<ReturnType<Solver["solve"]>>) =>
    assert.deepEqual(
      certify(model, solution).filter((check) => !check.holds),
      [],
    );

  test(`${name}: a linear programme, its duals and its certificate`, { skip }, async () => {
    const model = relaxed(knapsack(7.5));
    const solution = await open().solve(model, { limits: exactly });
    assert.equal(solution.status, "optimal");
    assert.ok(Math.abs(solution.objective! - 111.25) < 1e-9);
    holds(model, solution);
    assert.equal(solution.gap, 0);
    if (name === "scip") return assert.equal(solution.duals.length, 0);
    assert.ok(Math.abs(solution.duals[0]! - 1.5) < 1e-9);
    assert.ok(Math.abs(solution.reducedCosts[1]! + 0.5) < 1e-9);
  });

  test(`${name}: whole numbers`, { skip }, async () => {
    const solution = await open().solve(knapsack(7.5), { limits: exactly });
    assert.equal(solution.status, "optimal");
    assert.ok(Math.abs(solution.objective! - 110.5) < 1e-9);
    assert.ok(Math.abs(solution.bound! - 110.5) < 1e-6);
    assert.deepEqual(
      [...solution.values].map((value) => Math.round(value * 1e6) / 1e6),
      [3, 1.5],
    );
    holds(knapsack(7.5), solution);
  });

  test(`${name}: free columns, an equality, a row with two sides and one with none`, { skip }, async () => {
    const model = mixed();
    const solution = await open().solve(model, { limits: exactly });
    assert.equal(solution.status, "optimal");
    assert.ok(Math.abs(solution.objective! - 3.75) < 1e-9, String(solution.objective));
    assert.equal(solution.values.length, 3);
    holds(model, solution);
  });

  test(`${name}: impossible, and without end`, { skip }, async () => {
    for (const model of [knapsack(-1), relaxed(knapsack(-1))]) {
      const solution = await open().solve(model, { limits: exactly });
      assert.equal(solution.status, "infeasible");
      assert.equal(solution.objective, null);
      assert.equal(solution.values.length, 0);
    }
    for (const whole of [true, false]) {
      const model = new ModelBuilder();
      const [one, other] = ["one", "other"].map((label) => (whole ? model.whole("x", [label], 0, Infinity) : model.column("x", [label], 0, Infinity)));
      model.atMost("difference", [], "MW", sum().add(one!).add(other!, -1), 1);
      model.reward(sum().add(one!, 2));
      const solution = await open().solve(model.build(), { limits: exactly });
      assert.equal(solution.status, "unbounded", whole ? "whole numbers" : "linear");
      assert.equal(solution.objective, null);
    }
  });

  test(`${name}: a session solves again with costs, bounds, rows and whole numbers changed`, { skip }, async () => {
    const session = await open().open(knapsack(7.5));
    const objective = async (patch: Parameters<typeof session.solve>[1]) => Math.round((await session.solve({ limits: exactly }, patch)).objective! * 1e6) / 1e6;
    assert.equal(await objective({}), 110.5);
    assert.equal(await objective({ integer: new Uint8Array(2) }), 111.25);
    assert.equal(await objective({ cost: Float64Array.of(1, 1), offset: 0 }), 7.5);
    assert.equal(await objective({ rowLower: Float64Array.of(-Infinity), rowUpper: Float64Array.of(3) }), 3);
    assert.equal(await objective({ lower: Float64Array.of(0, 0), upper: Float64Array.of(10, 1) }), 2);
    await session.close();
  });

  test(`${name}: a wide gap and a limit are said, and the bound is kept`, { skip }, async () => {
    const model = hard();
    const wide = await open().solve(model, { limits: { ...exactly, gap: 0.2 } });
    assert.ok(wide.status === "gap" || wide.status === "optimal", wide.status);
    assert.ok(wide.bound === null || wide.bound >= wide.objective! - 1e-6);
    if (wide.status === "gap") assert.ok(wide.gap === null || wide.gap <= 0.2);
    holds(model, wide);
    const short = await open().solve(model, { limits: { ...exactly, nodes: 1, seconds: 1 } });
    assert.ok(["optimal", "limit"].includes(short.status), short.status);
    if (short.objective !== null) holds(model, short);
  });

  test(`${name}: a stop ends the solve with what was found`, { skip }, async () => {
    const solving = open().solve(hard(), { limits: { ...exactly, seconds: 60 } });
    setTimeout(() => open().stop(), 400).unref();
    const solution = await solving;
    assert.ok(["interrupted", "optimal"].includes(solution.status), solution.status);
    if (solution.objective !== null) holds(hard(), solution);
  });
}

test("a solver that is unknown or not installed is an error that says which there are", () => {
  assert.throws(() => solverFor("gurobi"), /there is no solver gurobi, expected one of wasm, highs, cbc, glpk, scip/);
  const path = process.env["PATH"];
  try {
    process.env["PATH"] = "";
    for (const [name, { title, command }] of Object.entries(programs))
      assert.throws(
        () => solverFor(name),
        (error: Error & { exit?: number }) =>
          error.exit === 3 && error.message.startsWith(`${title} is not installed: no program ${command} on the search path`) && error.message.endsWith("here are wasm"),
      );
  } finally {
    process.env["PATH"] = path;
  }
});
