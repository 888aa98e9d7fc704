import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openHighs } from "../lp/highs.ts";
import { type LinearModel, ModelBuilder, sum } from "../lp/model.ts";
import { exactly } from "../lp/solver.ts";
import { leastOf } from "./least.ts";

const solver = openHighs();
after(() => solver.close());

/** A run of 10 at one of three places: each has a hall of its own size, and what is missing there costs its own price. */
function places(sizes: readonly number[], prices: readonly number[]): LinearModel {
  const model = new ModelBuilder();
  const all = sum();
  const one = sum();
  for (const [place, size] of sizes.entries()) {
    const id = String(place);
    const campus = model.whole("campus", ["run", id], 0, 1);
    const hall = model.whole("build.start", [id], 0, 2);
    const done = model.column("work", [id], 0, Infinity);
    const missing = model.column("missing", [id], 0, Infinity);
    all.add(done);
    one.add(campus);
    model.atMost("campus", [id], "MW", sum().add(done).add(campus, -10), 0);
    model.atMost("hall", [id], "MW", sum().add(done).add(hall, -size).add(missing, -1), 0);
    model.reward(sum().add(missing, -prices[place]!));
  }
  model.atMost("one", [], "campuses", one, 1);
  model.equal("run", [], "MW", all, 10);
  return model.build();
}

test("the least over all places is that of branch and bound, wherever the relaxation looks first", async () => {
  for (const [sizes, prices] of [
    [
      [4, 3, 2],
      [1, 1, 1],
    ],
    [
      [4, 3, 2],
      [5, 1, 1],
    ],
    [
      [4, 3, 2],
      [5, 3, 1],
    ],
    [
      [6, 5, 5],
      [1, 1, 1],
    ],
  ] as const) {
    const model = places(sizes, prices);
    const { objective } = await solver.solve(model, { limits: exactly });
    const least = await leastOf(model, solver);
    assert.ok(least.proved);
    assert.ok(Math.abs(least.objective - objective!) <= 0.02 * Math.abs(objective!) + 1e-6, `${least.objective} of ${objective}`);
  }
});
