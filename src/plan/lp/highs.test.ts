import assert from "node:assert/strict";
import { after, test } from "node:test";
import { certify } from "./certificates.ts";
import { explained, openHighs } from "./highs.ts";
import { type LinearModel, ModelBuilder, sum } from "./model.ts";
import { SolverError } from "./solver-error.ts";
import { exactly } from "./solver.ts";

const solver = openHighs();
after(() => solver.close());

/** max 3 whole + 1 part, 2 whole + part <= room, both <= 10. */
function knapsack(room: number): LinearModel {
  const model = new ModelBuilder();
  const whole = model.whole("whole", [], 0, 10);
  const part = model.column("part", [], 0, 10);
  model.atMost("room", ["only"], "MW", sum().add(whole, 2).add(part), room);
  model.reward(sum().add(whole, 3).add(part).plus(100));
  return model.build();
}

/** A transport of 30 plants to 30 towns: enough for simplex to work on. */
function transport(): LinearModel {
  const model = new ModelBuilder();
  const flow = Array.from({ length: 30 }, (_, plant) => Array.from({ length: 30 }, (_, town) => model.column("flow", [String(plant), String(town)], 0, 25)));
  for (const [plant, line] of flow.entries())
    model.atMost(
      "plant",
      [String(plant)],
      "t",
      line.reduce((left, column) => left.add(column), sum()),
      90 + plant,
    );
  for (let town = 0; town < 30; town++)
    model.atLeast(
      "town",
      [String(town)],
      "t",
      flow.reduce((left, line) => left.add(line[town]!), sum()),
      60 + ((town * 37) % 29),
    );
  for (const [plant, line] of flow.entries()) for (const [town, column] of line.entries()) model.reward(sum().add(column, -1 - ((plant * 7919 + town * 104729) % 97)));
  return model.build();
}

test("a small whole-number programme is solved to its paper answer, offset included", async () => {
  const { status, objective, values, bound } = await solver.solve(knapsack(7.5), { limits: exactly });
  assert.equal(status, "optimal");
  assert.deepEqual([...values], [3, 1.5]);
  assert.equal(objective, 110.5);
  assert.equal(bound, 110.5);
});

test("a dual is what one more unit of the right side adds to the objective", async () => {
  const relaxed = (room: number) => ({ ...knapsack(room), integer: new Uint8Array(2) });
  const [before, after] = [await solver.solve(relaxed(7), { limits: exactly }), await solver.solve(relaxed(8), { limits: exactly })];
  assert.ok(Math.abs(before.duals[0]! - (after.objective! - before.objective!)) < 1e-9);
  assert.equal(before.duals[0], 1.5);
});

test("ranging says how far a row's bound may move with the same duals", async () => {
  const { ranging } = await solver.solve({ ...knapsack(7), integer: new Uint8Array(2) }, { limits: exactly, ranging: true });
  assert.deepEqual(
    [ranging!.least[0], ranging!.greatest[0]].map((value) => value! + 0),
    [0, 20],
  );
});

test("a start is completed and an impossible programme is called infeasible", async () => {
  const started = await solver.solve(knapsack(7.5), { limits: exactly, start: { indices: Int32Array.of(0), values: Float64Array.of(2) } });
  assert.equal(started.objective, 110.5);
  const impossible = knapsack(-1);
  assert.equal((await solver.solve(impossible, { limits: exactly })).status, "infeasible");
});

test("a session keeps its basis: solved again it needs no iterations, and few after a change", async () => {
  const model = transport();
  const cold = await solver.solve(model, { limits: exactly });
  assert.ok(cold.iterations! > 30, String(cold.iterations));
  const session = await solver.open(model);
  assert.equal((await session.solve({ limits: exactly })).iterations, cold.iterations);
  assert.equal((await session.solve({ limits: exactly })).iterations, 0);
  // One town asks for two more, one route costs more: a fresh solve starts from nothing, the session from where it stood.
  const patch = {
    cost: model.cost.map((cost, column) => (column === 17 ? cost - 5 : cost)),
    rowLower: model.rowLower.map((low, row) => (row === 40 ? low + 2 : low)),
    rowUpper: model.rowUpper,
  };
  const warm = await session.solve({ limits: exactly }, patch);
  const fresh = await solver.solve({ ...model, ...patch }, { limits: exactly });
  assert.ok(Math.abs(warm.objective! - fresh.objective!) < 1e-6 * Math.abs(fresh.objective!));
  assert.ok(warm.iterations! * 4 < fresh.iterations!, `${warm.iterations} against ${fresh.iterations}`);
  const failed = certify({ ...model, ...patch }, warm).filter(({ holds }) => !holds);
  assert.deepEqual(failed, []);
  await session.close();
  // A basis given by hand does the same for a model loaded anew.
  const given = await solver.solve(model, { limits: exactly, basis: cold.basis! });
  assert.equal(given.iterations, 0);
  assert.equal(given.objective, cold.objective);
});

test("whole numbers can be taken away and put back in a session", async () => {
  const session = await solver.open(knapsack(7.5));
  const objective = async (integer?: Uint8Array) => (await session.solve({ limits: exactly }, integer ? { integer } : {})).objective;
  assert.equal(await objective(), 110.5);
  assert.equal(await objective(Uint8Array.of(0, 0)), 111.25);
  assert.equal(await objective(Uint8Array.of(1, 0)), 110.5);
  assert.equal(await objective(Uint8Array.of(1, 1)), 110);
  await session.close();
  await assert.rejects(session.solve({ limits: exactly }), /the session is closed/);
});

test("a patch of another length, or of one side alone, is an error", async () => {
  const session = await solver.open(knapsack(7.5));
  await assert.rejects(session.solve({ limits: exactly }, { cost: new Float64Array(3) }), /a patch of cost has 3 numbers, expected 2/);
  await assert.rejects(session.solve({ limits: exactly }, { lower: new Float64Array(2) }), /lower and upper bounds together/);
  await assert.rejects(session.solve({ limits: exactly }, { rowUpper: new Float64Array(1) }), /row bounds together/);
  assert.equal((await session.solve({ limits: exactly })).objective, 110.5, "the session lives on");
  await session.close();
});

test("better solutions are told as they come, each feasible and better than the last", async () => {
  const model = new ModelBuilder();
  const columns = Array.from({ length: 40 }, (_, at) => model.whole("take", [String(at)], 0, 1));
  for (let row = 0; row < 5; row++) {
    const left = sum();
    for (const [at, column] of columns.entries()) left.add(column, 100 + ((at * 7919 + row * 104729) % 97));
    model.atMost("room", [String(row)], "t", left, 1999 + row * 13);
  }
  for (const [at, column] of columns.entries()) model.reward(sum().add(column, 100 + ((at * 6007) % 89)));
  const built = model.build();
  const told: { readonly values: Float64Array; readonly objective: number }[] = [];
  const solution = await solver.solve(built, { limits: { ...exactly, nodes: 50 }, onIncumbent: (values, objective) => told.push({ values, objective }) });
  assert.ok(told.length > 0);
  for (const [at, { values, objective }] of told.entries()) {
    assert.ok(at === 0 || objective > told[at - 1]!.objective);
    assert.deepEqual(
      certify(built, { ...solution, status: "limit", bound: null, gap: null, values, objective }).filter(({ holds }) => !holds),
      [],
    );
  }
  assert.ok(solution.objective! >= told.at(-1)!.objective - 1e-9);
});

test("models without columns or rows have answers", async () => {
  const empty = new ModelBuilder();
  empty.reward(sum().plus(3));
  const answer = await solver.solve(empty.build(), { limits: exactly });
  assert.deepEqual([answer.status, answer.objective, answer.values.length], ["optimal", 3, 0]);
  const withoutRows = new ModelBuilder();
  withoutRows.reward(sum().add(withoutRows.column("x", [], -1, 4), 2));
  assert.equal((await solver.solve(withoutRows.build(), { limits: exactly })).objective, 8);
  const impossible = {
    ...empty.build(),
    rows: { length: 1, key: () => ({ family: "no", index: [], unit: "" }) },
    rowLower: Float64Array.of(1),
    rowUpper: Float64Array.of(2),
    starts: Int32Array.of(0, 0),
  };
  assert.equal((await solver.solve(impossible, { limits: exactly })).status, "infeasible");
});

// github.com/lovasoa/highs-js issues 41 and 50: long rows and many names broke the way through LP text.
test("a row of 200,000 columns is solved", async () => {
  const model = new ModelBuilder();
  const left = sum();
  for (let at = 0; at < 200_000; at++) left.add(model.column("x", [String(at)], 0, 1), 1 + (at % 7));
  model.atMost("long", [], "MW", left, 700_000);
  model.reward(left);
  const { status, objective } = await solver.solve(model.build(), { limits: exactly });
  assert.equal(status, "optimal");
  assert.ok(Math.abs(objective! - 700_000) < 1e-6);
});

test("hundreds of models one after another leave no memory taken", async () => {
  for (let at = 0; at < 300; at++) assert.equal((await solver.solve(knapsack(7.5), { limits: exactly })).objective, 110.5);
});

test("a model beyond the memory of WebAssembly is refused before it is handed over", async () => {
  const small = openHighs(1);
  const refused = (error: Error) =>
    error instanceof SolverError &&
    error.exit === 3 &&
    /1 rows, 2 columns and 2 nonzeros, more than HiGHS can take as WebAssembly \(1 nonzeros.*use a native solver: --solver highs \(highs\.dev, or the Python package highsbox\), or --solver cbc \(Debian: coinor-cbc\)/.test(
      error.message,
    );
  await assert.rejects(small.solve(knapsack(1), { limits: exactly }), refused);
  await assert.rejects(small.conflict(knapsack(1), exactly), refused);
  await small.close();
});

test("what WebAssembly says when memory runs out becomes words that help", () => {
  for (const said of ["Aborted(). Build with -sASSERTIONS for more info.", "Aborted(OOM)", "memory access out of bounds", "std::bad_alloc", "Cannot enlarge memory arrays"])
    assert.match(explained(said).message, /do not fit in the 2 GiB it has as WebAssembly: use a native solver: --solver highs /);
  assert.match(explained("no such option").message, /the solver failed: no such option/);
});

test("a number that is missing in a patch is an error and not a crash", async () => {
  const session = await solver.open(knapsack(7.5));
  await assert.rejects(session.solve({ limits: exactly }, { cost: Float64Array.of(Number.NaN, 1) }), /the solver failed/);
  assert.equal((await session.solve({ limits: exactly })).objective, 110.5);
  await session.close();
});

test("a search ends at its count of simplex iterations, each time with the same answer; a linear programme too", async () => {
  const whole = { ...transport(), integer: new Uint8Array(900).fill(1) };
  // Half of what goes in is left over in whole numbers only.
  const hard = { ...whole, values: whole.values.map((value, at) => value * (1 + ((at * 7919) % 13) / 100)) };
  const limits = { gap: 0, nodes: 1_000_000, iterations: 400, seconds: 60, seed: 1 };
  const once = await solver.solve(hard, { limits });
  assert.equal(once.status, "limit");
  assert.equal(once.stoppedByClock, false);
  assert.ok(once.iterations! >= 400 && once.iterations! < 4000, `${once.iterations} iterations`);
  const again = await solver.solve(hard, { limits });
  assert.deepEqual([again.iterations, again.objective, again.bound, again.nodes], [once.iterations, once.objective, once.bound, once.nodes]);
  const linear = await solver.solve({ ...hard, integer: new Uint8Array(900) }, { limits: { ...limits, iterations: 5 } });
  assert.equal(linear.status, "limit");
});
