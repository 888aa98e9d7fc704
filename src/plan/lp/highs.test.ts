import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openHighs } from "./highs.ts";
import { type LinearModel, ModelBuilder, sum } from "./model.ts";
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

test("a start is completed and an impossible programme is called infeasible", async () => {
  const started = await solver.solve(knapsack(7.5), { limits: exactly, start: { indices: Int32Array.of(0), values: Float64Array.of(2) } });
  assert.equal(started.objective, 110.5);
  const impossible = knapsack(-1);
  assert.equal((await solver.solve(impossible, { limits: exactly })).status, "infeasible");
});
