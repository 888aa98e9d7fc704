import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../case.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import { ModelBuilder, sum } from "../lp/model.ts";
import { exactly } from "../lp/solver.ts";
import { makePlan } from "../planner.ts";
import { bindingRules } from "./binding.ts";
import { pricesOf } from "./prices.ts";
import { openCase, standingOf } from "./standing.ts";

const solver = openHighs();
after(() => solver.close());
const tiny = "test/programmes/tiny.yaml";
const limits = { gap: 1e-6, nodes: 100_000, seconds: 120, seed: 1 };
const close = (one: number, other: number) => assert.ok(Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(other)), `${one} against ${other}`);

test("on paper: racks worth 2 M$ each down to the hall's limit, the hall 1 M$, a promise that costs", async () => {
  // Most of 3 x + 2 y + 0 z in M$: x + y <= 10 racks, x <= 6 MW, and a promised z of 4 % that takes the place of racks: z = 4, x + y + z / 4 <= 10.
  const builder = new ModelBuilder();
  const [x, y, z] = ["x", "y", "z"].map((name) => builder.column("free", [name], 0, Infinity)) as [number, number, number];
  builder.atMost("chip.supply", ["plain", "2026-Q3"], "racks", sum().add(x).add(y).add(z, 0.25), 10);
  builder.atMost("chip.hall", ["alpha", "2026-Q3"], "MW IT", sum().add(x), 6);
  builder.equal("compute.milestone", ["run"], "% of the FLOP", sum().add(z), 4);
  builder.reward(sum().add(x, 3).add(y, 2));
  const model = builder.build();
  const { programme, library } = caseOf(tiny);
  const prices = bindingRules(planningCase(programme, library), model, await solver.solve(model, { limits: exactly, ranging: true }), 5);
  const of = (family: string) => prices.find((price) => price.family === family)!;
  // x = 6, y = 3, z = 4. One rack more: y + 1. Without end upwards; down to y = 0, three fewer.
  assert.deepEqual([of("chip.supply").worthUsd, of("chip.supply").more, of("chip.supply").fewer], [2e6, null, 3]);
  // One MW more moves one rack from y to x: until y = 0, three more; down to x = 0, six fewer.
  assert.deepEqual([of("chip.hall").worthUsd, of("chip.hall").more, of("chip.hall").fewer], [1e6, 3, 6]);
  // One percent more takes a quarter of a rack at 2 M$: until y = 0, twelve percent more; down to nothing, four fewer.
  assert.deepEqual([of("compute.milestone").worthUsd, of("compute.milestone").more, of("compute.milestone").fewer], [-0.5e6, 12, 4]);
  assert.equal(of("compute.milestone").sentence, "One percent less of run's FLOP is worth 500 k USD.");
  assert.equal(of("chip.supply").sentence, "One more rack of Plain in 2026-Q3 is worth 2.0 M USD.");
});

test("a price is what the same plan gains with one unit more, as far as its range goes; a plan free to change gains no less", async () => {
  const { library, ...resolved } = caseOf(tiny);
  const plan = await makePlan(resolved, library, { inputs: "test", limits, solver });
  const standing = (await standingOf(await openCase(resolved.programme, library, solver), plan))!;
  const prices = await pricesOf(standing, limits);
  await standing.session.close();
  assert.ok(prices.length >= 5);
  for (const { worthUsd, more, fewer } of prices) assert.ok(Number.isFinite(worthUsd) && [more, fewer].every((reach) => reach === null || reach >= 0));
  const again = prices.filter((price) => price.again !== undefined);
  assert.equal(again.length, 3);
  for (const { worthUsd, more, fewer, again: solved } of again) {
    const reach = solved!.step > 0 ? more : fewer;
    if (reach === null || reach >= Math.abs(solved!.step)) close(solved!.fixedUsd!, worthUsd);
    const { addsUsd, withinUsd } = solved!.free!;
    assert.ok(addsUsd >= solved!.fixedUsd! * solved!.step - withinUsd! - 1, `${addsUsd} free, ${solved!.fixedUsd! * solved!.step} fixed`);
  }
  // The plan's own prices are the same: it was made at the same point.
  assert.deepEqual(
    plan.binding.map(({ family, index }) => `${family} ${index}`),
    prices.map(({ family, index }) => `${family} ${index}`),
  );
  for (const [position, { worthUsd }] of plan.binding.entries()) close(worthUsd, prices[position]!.worthUsd);
});

test("without limits nothing is solved again", async () => {
  const { library, ...resolved } = caseOf(tiny);
  const plan = await makePlan(resolved, library, { inputs: "test", limits, solver });
  const standing = (await standingOf(await openCase(resolved.programme, library, solver), plan))!;
  assert.ok((await pricesOf(standing, undefined)).every(({ again }) => again === undefined));
  await standing.session.close();
});
