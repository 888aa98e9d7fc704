import assert from "node:assert/strict";
import { test } from "node:test";
import { inferenceWork, sketchSite } from "./site-fixture.ts";
import { simulateSites } from "./sites.ts";

const inputs = ["alpha", "beta", "gamma", "delta", "epsilon"].map((site, index) => ({
  ...sketchSite({ racked: [[10 * index, 100]], works: [inferenceWork("chat", 1, 5000, 0)] }),
  site,
}));

test("outputs come in the order of the sites, the same on any number of threads", async () => {
  const one = await simulateSites(inputs, 1);
  assert.deepEqual(
    one.map(({ site }) => site),
    inputs.map(({ site }) => site),
  );
  assert.deepEqual(await simulateSites(inputs, 2), one);
  assert.deepEqual(await simulateSites(inputs, 9), one);
  assert.deepEqual(await simulateSites([], 2), []);
});

test("an error in a thread is an error of the run", async () => {
  const broken = inputs.map((input) => ({
    ...input,
    power: { ...input.power, escalation: input.power.escalation.map(() => Number.NaN), gridMw: input.power.gridMw.map(() => -1) },
  }));
  await assert.rejects(simulateSites(broken, 2), /law 3/);
});
