import assert from "node:assert/strict";
import { test } from "node:test";
import { packagedFacts } from "../cli/commands/validate.ts";
import { compare, validateRow } from "./case.ts";
import { chiSquareTail } from "./cases/v3.ts";
import { readFacts } from "./facts.ts";
import { herd, llamaCauses } from "./herd.ts";
import { ampereEfficiency, hopperEfficiency, stepError } from "./step.ts";

const facts = packagedFacts();
const figure = { name: "x", published: 10, unit: "h" };

test("within is within, on the edge and not beyond; what is no number is never within", () => {
  const within = (tolerance: Parameters<typeof compare>[0]["tolerance"], ours: number, digits?: number) => compare({ ...figure, tolerance, digits }, ours).within;
  assert.deepEqual([within({ share: 0.01 }, 10.1), within({ share: 0.01 }, 10.11), within({ share: 0.01 }, 9.89)], [true, false, false]);
  assert.deepEqual([within({ plus: 2 }, 12), within({ plus: 2 }, 12.1)], [true, false]);
  assert.deepEqual([within({ from: 9, to: 30 }, 30), within({ from: 9, to: 30 }, 8.9)], [true, false]);
  assert.deepEqual([within({ share: 0.01 }, 10.4, 2), within({ share: 0.01 }, 10.6, 2)], [true, false]);
  assert.equal(within({ from: 0, to: 100 }, Number.NaN), false);
});

test("a row misses when one of its figures does, and says whether the miss is known", () => {
  const tampered = {
    ...facts,
    rows: { ...facts.rows, V9: { ...facts.rows["V9"]!, figures: [facts.rows["V9"]!.figures[0]!, { ...facts.rows["V9"]!.figures[1]!, published: 0.3 }] } },
  };
  const one = { id: "V9", run: () => ({ figures: [1.8, 0.2254] }) };
  assert.equal(validateRow(one, facts, 1).verdict, "pass");
  assert.equal(validateRow(one, tampered, 1).verdict, "miss");
  assert.equal(validateRow(one, { ...tampered, knownMisses: { V9: "why" } }, 1).knownMiss, "why");
  assert.equal(validateRow({ id: "V9", run: () => ({ figures: [1.8] }) }, facts, 1).verdict, "miss");
  assert.equal(validateRow({ id: "V9", needs: "data" }, facts, 1).verdict, "not run");
});

test("the tail of chi-square is that of the tables", () => {
  assert.ok(Math.abs(chiSquareTail(34.805, 18) - 0.01) < 1e-5);
  assert.ok(Math.abs(chiSquareTail(9.39, 18) - 0.95) < 1e-3);
  assert.equal(chiSquareTail(0, 18), 1);
});

test("the calibrated efficiencies in the data are those that the calibration gives", () => {
  const efficiency = ampereEfficiency(facts);
  assert.ok(Math.abs(efficiency - facts.runs["megatron-22B-full"]!.device.multiplyEfficiency) < 5e-5, `${efficiency}`);
  assert.ok(Math.abs(hopperEfficiency(facts, facts.rows["V5"]!) - facts.runs["llama-3-8192"]!.device.multiplyEfficiency) < 5e-5);
  assert.ok(Math.abs(stepError(facts, "megatron-22B-full", efficiency) + stepError(facts, "megatron-22B-selective", efficiency)) < 1e-9);
});

test("V10's residual is pinned: one hazard for each job cannot give the small jobs", () => {
  const row = facts.rows["V10"]!;
  const perDay = 24 / row.figures[0]!.published - 128 * 6.5e-3;
  assert.ok(Math.abs(24 / perDay - 10.88) < 0.01, `one in ${24 / perDay} h`);
  // 47.7 days seen, 10.8 hours by that law: 105 times too short.
  assert.ok(Math.abs((row.figures[1]!.published * (perDay + 6.5e-3)) / 105.5 - 1) < 0.01);
});

test("spares keep a job whole, and repairs come back", () => {
  const causes = llamaCauses({ gpu: 100 }, 16_384 * 54, 24);
  const job = {
    packages: 16_384,
    hours: 54 * 24,
    causes,
    packagesPerNode: 8,
    recovery: { detectHours: 0, restartHours: 0.1, stallHours: 0.01, elasticHours: null },
    intervalHours: null,
  };
  const spared = herd({ ...job, spares: 160 }, 1, "test");
  const bare = herd({ ...job, spares: 0 }, 1, "test");
  assert.ok(spared.effective > bare.effective && spared.effective < 1);
  assert.ok(spared.interruptions > 70 && spared.interruptions < 130);
});

test("an assumption without its range is refused, and so is a run of an unknown model", () => {
  const none = "{ rows: {}, knownMisses: {} }";
  const training = (run: string) => `{ devices: {}, fabrics: {}, models: {}, runs: { ${run} } }`;
  assert.doesNotThrow(() => readFacts(none, training(""), () => assert.fail()));
  const device = "{ devices: { d: { rampDepth: { value: 1, unit: count, source: s, confidence: assumption } } }, fabrics: {}, models: {}, runs: {} }";
  assert.throws(() => readFacts(none, device, () => assert.fail()), /states its low/);
  const run =
    "r: { model: m, device: d, fabric: f, order: [tensor], tensor: 1, context: 1, expert: 1, data: 1, pipeline: 1, virtualStages: 1, endsLighterBy: 0, sequenceParallel: true, sharded: none, sequences: 1, sequence: 1, microSequences: 1, recompute: none, attention: fused, layerOverlap: 0, dataOverlap: 0, variation: 0 }";
  assert.throws(() => readFacts(none, training(run), () => assert.fail()), /nowhere/);
});
