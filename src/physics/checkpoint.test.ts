import assert from "node:assert/strict";
import { test } from "node:test";
import { checkpointEfficiency, dalyInterval, expectedEttr, youngInterval } from "./checkpoint.ts";
import { failuresPerHour, meanDown, mttfHours, sparesFor } from "./reliability.ts";
import { checkpointBytes, trainingFlop, trainingHours } from "./training.ts";

const near = (ours: number, published: number, relative: number) => assert.ok(Math.abs(ours / published - 1) <= relative, `${ours} against ${published}`);

test("Daly's efficiency at 16,384 GPUs: one failure in 185.6 min", () => {
  const mttf = (54 * 1440) / 419;
  near(mttf, 185.6, 1e-3);
  for (const [stall, restart, interval, efficiency] of [
    [0.5, 5, 13.6, 0.904],
    [1, 10, undefined, 0.852],
    [2, 15, undefined, 0.793],
  ] as const) {
    const young = youngInterval(stall, mttf);
    if (interval) near(young, interval, 0.01);
    near(checkpointEfficiency(young, stall, restart, mttf), efficiency, 2e-3);
  }
});

test("Daly's interval maximises the exact efficiency", () => {
  for (const [stall, mttf] of [
    [0.5, 185.6],
    [2, 60],
    [5, 40],
    [10, 30],
  ] as const) {
    const best = checkpointEfficiency(dalyInterval(stall, mttf), stall, 5, mttf);
    for (let interval = 0.5; interval < 3 * mttf; interval += 0.25)
      assert.ok(checkpointEfficiency(interval, stall, 5, mttf) <= best * (1 + 2e-4), `stall ${stall}, mttf ${mttf}: ${interval} beats it`);
  }
  assert.equal(dalyInterval(10, 4), 4);
});

test("the first-order ratio agrees with the exact one while losses are small", () => {
  near(expectedEttr(13.6, 0.5, 5, 185.6), checkpointEfficiency(13.6, 0.5, 5, 185.6), 0.01);
});

test("rates, repair and spares", () => {
  near(failuresPerHour(16_384, [4.736e-4]) * 24 * 54, 419, 1e-3);
  near(mttfHours(16_384 / 8, [6.5e-3]), 1.8, 0.01); // RSC-1, per node of eight: Kokolis et al.
  assert.equal(mttfHours(100, []), Infinity);
  near(meanDown(72_000, [{ ratePerDay: 1e-4, packages: 4, repairHours: 48 }]), 57.6, 1e-12);
  assert.equal(sparesFor(0, 0.999), 0);
  assert.equal(sparesFor(4, 0.999), 11);
});

test("training sizes", () => {
  near(trainingFlop(405e9, 15.6e12), 3.8e25, 0.01);
  near(trainingHours(3.8e25, 16_384 * 400e12 * 3600, 0.9) / 24, 74.6, 0.01);
  near(checkpointBytes(405e9), 5.7e12, 0.01);
});
