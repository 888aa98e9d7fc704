import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allToAll, hierarchicalAllReduce, inNetworkAllReduce, ringAllReduce, ringHalf, sendSeconds, treeAllReduce } from "./collectives.ts";
import { allReduceSeconds, halfReduceSeconds, membersWithin, ringLink, tierOf, type Tier } from "./fabric.ts";
import { excessHazard, fitExcess } from "./job-hazard.ts";
import { type Device, multiplySeconds, streamSeconds, tileShare } from "./matrix-multiply.ts";
import { activeParameters, attentionWeights, expertWeights, parameters, trainingFlopPerToken, type TransformerShape } from "./model-flops.ts";
import { accelerators, groupOf, microBatches, type Parallelism, replicas, stageLayers } from "./parallelism.ts";
import { bubbleShare, microBatchesInFlight, pipelineSeconds } from "./pipeline.ts";
import { chanceOfSlowNode, slowestOverMean } from "./stragglers.ts";
import { throttledClock } from "./throttling.ts";
import { layerActivationBytes, localParameters, tooLarge } from "./training-memory.ts";
import { type TrainingRun, type TrainingStep, trainingStep } from "./training-step.ts";
import { layerSeconds } from "./transformer-layer.ts";

const near = (ours: number, expected: number, relative = 1e-9) => assert.ok(Math.abs(ours - expected) <= relative * Math.abs(expected), `${ours}, expected ${expected}`);

/** Round numbers: layers 4, hidden 1,024, heads 8 of 128. */
const shape: TransformerShape = {
  layers: 4,
  hidden: 1024,
  heads: 8,
  keyValueHeads: 8,
  headDimension: 128,
  feedForward: 4096,
  gated: false,
  vocabulary: 32_000,
  experts: 1,
  activeExperts: 1,
  dropout: true,
};
const experts: TransformerShape = { ...shape, gated: true, experts: 8, activeExperts: 2, keyValueHeads: 2 };
const device: Device = {
  peakFlopPerSecond: 1e14,
  memoryBytes: 80e9,
  memoryBytesPerSecond: 1e12,
  memoryEfficiency: 1,
  multiplyEfficiency: 0.8,
  processors: 100,
  tileRows: 256,
  tileColumns: 128,
  rampDepth: 128,
};
const tiers: readonly Tier[] = [
  { span: 8, bytesPerSecond: 400e9, latencySeconds: 1e-6, reduces: false },
  { span: 1024, bytesPerSecond: 50e9, latencySeconds: 5e-6, reduces: false },
  { span: Number.POSITIVE_INFINITY, bytesPerSecond: 10e9, latencySeconds: 1e-5, reduces: false },
];
const alone: Parallelism = {
  tensor: 1,
  context: 1,
  expert: 1,
  data: 1,
  pipeline: 1,
  order: ["tensor", "context", "expert", "data", "pipeline"],
  virtualStages: 1,
  endsLighterBy: 0,
  sequenceParallel: false,
  sharded: "none",
};
const run: TrainingRun = {
  shape,
  parallelism: alone,
  batch: { sequences: 64, sequence: 1024, microSequences: 1 },
  recompute: "none",
  attention: "materialized",
  layerOverlap: 0,
  dataOverlap: 0,
  variation: 0,
};
const stepOf = (given: TrainingRun, on = device, network = tiers): TrainingStep => {
  const step = trainingStep(given, on, network);
  if ("refused" in step) throw new Error(step.refused.join("; "));
  return step;
};

test("parameters and FLOP by hand, dense and with experts", () => {
  assert.equal(attentionWeights(shape), 4 * 1024 ** 2);
  assert.equal(expertWeights(shape), 8 * 1024 ** 2);
  assert.equal(parameters(shape), 4 * 12 * 1024 ** 2 + 32_000 * 1024);
  assert.equal(activeParameters(shape), parameters(shape));
  // Experts: queries 1,024 x 1,024, keys and values 1,024 x 512, out 1,024 x 1,024; three matrices of 1,024 x 4,096 each; router 1,024 x 8.
  const attention = 1024 * (1024 + 512) + 1024 ** 2;
  assert.equal(parameters(experts), 4 * (attention + 8 * 3 * 1024 * 4096 + 8192) + 32_000 * 1024);
  assert.equal(activeParameters(experts), 4 * (attention + 2 * 3 * 1024 * 4096 + 8192) + 32_000 * 1024);
  assert.equal(trainingFlopPerToken(shape, 1024, "causal"), 6 * parameters(shape) + 6 * 4 * 1024 * 1024);
  assert.equal(trainingFlopPerToken(shape, 1024, "full") - trainingFlopPerToken(shape, 1024, "causal"), 6 * 4 * 1024 * 1024);
});

test("Llama 3 405B has 405 thousand million parameters, GPT-3 175", () => {
  near(parameters({ ...shape, layers: 126, hidden: 16_384, heads: 128, keyValueHeads: 8, feedForward: 53_248, gated: true, vocabulary: 128_256 }), 405e9, 0.01);
  near(parameters({ ...shape, layers: 96, hidden: 12_288, heads: 96, keyValueHeads: 96, feedForward: 49_152, vocabulary: 51_200 }), 175e9, 0.01);
});

test("a product is as long as the longer of arithmetic and memory, and whole tiles are paid for", () => {
  // 2,560 x 1,280 by 256 x 128 is 100 tiles on 100 processors: nothing is lost.
  assert.equal(tileShare(device, 2560, 1280, 1), 1);
  near(multiplySeconds(device, 2560, 1280, 1152), (2 * 2560 * 1280 * 1152) / (1e14 * 0.8 * 0.9));
  // One tile more begins a second wave.
  near(tileShare(device, 2560 + 256, 1280, 1), 110 / 200);
  // A thin product is bound by memory: 2 bytes of (4,096 x 1 + 1 x 4,096 + 4,096 x 4,096).
  near(multiplySeconds({ ...device, rampDepth: 0 }, 4096, 4096, 1), streamSeconds(device, 2 * (8192 + 4096 ** 2)));
  assert.equal(multiplySeconds(device, 0, 5, 5), 0);
});

test("collectives by hand, and nothing for one rank", () => {
  const link = { bytesPerSecond: 1e9, latencySeconds: 1e-3 };
  near(ringAllReduce(4, 1e9, link), 6e-3 + 1.5);
  near(ringHalf(4, 1e9, link), 3e-3 + 0.75);
  near(treeAllReduce(4, 1e9, link), 4e-3 + 2);
  near(inNetworkAllReduce(4, 1e9, link), 2e-3 + 1);
  near(allToAll(4, 1e9, link), 3e-3 + 0.75);
  near(sendSeconds(1e9, link), 1.001);
  // Two by four: gather and scatter among 4 at ten times the speed, all-reduce of a quarter between 2.
  near(hierarchicalAllReduce(4, 2, 1e9, { ...link, bytesPerSecond: 1e10 }, link), 2 * (3e-3 + 0.075) + 2e-3 + 0.25);
  for (const one of [ringAllReduce, ringHalf, treeAllReduce, inNetworkAllReduce, allToAll]) assert.equal(one(1, 1e9, link), 0);
  assert.equal(hierarchicalAllReduce(1, 1, 1e9, link, link), 0);
});

test("a group finds the tier that holds it; a ring that leaves a block shares the block's ways out", () => {
  assert.equal(tierOf(tiers, { size: 8, stride: 1 }), tiers[0]);
  assert.equal(tierOf(tiers, { size: 2, stride: 8 }), tiers[1]);
  assert.equal(tierOf(tiers, { size: 128, stride: 16 }), tiers[2]);
  assert.equal(membersWithin({ size: 128, stride: 16 }, 1024), 64);
  assert.equal(membersWithin({ size: 128, stride: 16 }, 8), 1);
  assert.equal(ringLink(tiers, { size: 8, stride: 1 }).bytesPerSecond, 400e9);
  // Sixteen in a row: eight ways out of a node at 50 GB/s equal its 400.
  assert.equal(ringLink(tiers, { size: 16, stride: 1 }).bytesPerSecond, 400e9);
  assert.equal(ringLink(tiers, { size: 64, stride: 16 }).bytesPerSecond, 50e9);
  // Over the spine one in 64 messages crosses at 10 GB/s: 640 would do, the rail's 50 count.
  assert.equal(ringLink(tiers, { size: 128, stride: 16 }).bytesPerSecond, 50e9);
  assert.equal(ringLink(tiers, { size: 2, stride: 1024 }).bytesPerSecond, 10e9);
  assert.equal(allReduceSeconds(tiers, { size: 1, stride: 1 }, 1e9), 0);
  assert.equal(halfReduceSeconds(tiers, { size: 1, stride: 1 }, 1e9), 0);
  const adds = [{ ...tiers[0]!, reduces: true }];
  near(allReduceSeconds(adds, { size: 8, stride: 1 }, 4e9), 2e-6 + 0.01);
});

test("pipelines by hand", () => {
  assert.equal(bubbleShare(1, 1, 8), 0);
  assert.equal(bubbleShare(8, 3, 64), 7 / 192);
  near(pipelineSeconds(1, 1, 8, 3, 64), 64 * (1 + bubbleShare(8, 3, 64)));
  assert.equal(microBatchesInFlight(8, 1, 64), 8);
  near(microBatchesInFlight(8, 3, 64), 8 * (1 + 7 / 24));
  assert.equal(microBatchesInFlight(8, 1, 3), 3);
  assert.deepEqual(stageLayers({ ...shape, layers: 126 }, { ...alone, pipeline: 16, endsLighterBy: 1 }), { first: 7, middle: 8, last: 7 });
  assert.deepEqual(stageLayers({ ...shape, layers: 96 }, { ...alone, pipeline: 8 }), { first: 12, middle: 12, last: 12 });
});

test("ranks are numbered in their order", () => {
  const parallelism = { ...alone, tensor: 8, data: 4, pipeline: 2, expert: 2, order: ["tensor", "pipeline", "expert", "context", "data"] as const };
  assert.equal(accelerators(parallelism), 128);
  assert.deepEqual(groupOf(parallelism, "data"), { size: 4, stride: 32 });
  assert.deepEqual(groupOf(parallelism, "pipeline"), { size: 2, stride: 8 });
  assert.equal(replicas(parallelism), 8);
  assert.equal(microBatches(parallelism, run.batch), 8);
});

test("activations are those of Korthikanti et al.: s b h (34 + 5 a s / h) / t, 34 when selective, 2 when all is made again", () => {
  const parallelism = { ...alone, tensor: 2, sequenceParallel: true };
  const bytes = (recompute: "none" | "selective" | "full") => layerActivationBytes(shape, parallelism, run.batch, recompute, "materialized");
  const sbh = 1024 * 1024;
  near(bytes("none"), (sbh * (34 + (5 * 8 * 1024) / 1024)) / 2);
  near(bytes("selective"), (sbh * 34) / 2);
  near(bytes("full"), (sbh * 2) / 2);
  // Without sequence parallelism: s b h (10 + 24 / t + 5 a s / (h t)).
  near(layerActivationBytes(shape, { ...parallelism, sequenceParallel: false }, run.batch, "none", "materialized"), sbh * (10 + 12 + 20));
});

test("memory by hand, and what is too large is refused with its parts", () => {
  assert.equal(localParameters(shape, alone), parameters(shape));
  const { memory } = stepOf(run);
  assert.deepEqual(
    [memory.weights, memory.gradients, memory.optimizer],
    [2, 4, 12].map((bytes) => bytes * parameters(shape)),
  );
  const refused = trainingStep(run, { ...device, memoryBytes: 1e9 }, tiers);
  assert.ok("refused" in refused && /would hold 1\.\d GB and has 1\.0 GB: optimizer 1\.0 GB/.test(refused.refused[0]!), JSON.stringify(refused));
  assert.equal(tooLarge(memory, 80e9), undefined);
  const odd = trainingStep({ ...run, parallelism: { ...alone, tensor: 3, pipeline: 8 } }, device, tiers);
  assert.ok("refused" in odd && odd.refused.length >= 2, JSON.stringify(odd));
});

test("the slowest of many: Blom's value against the exact ones, none for one rank", () => {
  assert.equal(slowestOverMean(1, 0.02), 1);
  // Expected largest of 2, 5 and 10 normals: 0.5642, 1.1630, 1.5388 (tables of order statistics, Harter, 1961).
  for (const [ranks, most] of [
    [2, 0.5642],
    [5, 1.163],
    [10, 1.5388],
  ] as const)
    near(slowestOverMean(ranks, 1) - 1, most, 0.05);
  // 16,384: the bound sqrt(2 ln n) is 4.41, the expected value about a tenth below.
  near(slowestOverMean(16_384, 0.01) - 1, 0.0397, 0.02);
  near(chanceOfSlowNode(100, 0.01), 1 - 0.99 ** 100);
  assert.equal(chanceOfSlowNode(0, 0.01), 0);
});

test("throttling and excess hazard by hand", () => {
  assert.equal(throttledClock(0, 0.2, 0.015, 3), 1);
  near(throttledClock(10, 0.2, 0.015, 3), ((1 - 0.2 * Math.exp(0.15)) / 0.8) ** (1 / 3));
  assert.equal(throttledClock(1000, 0.2, 0.015, 3), 0);
  const fit = fitExcess({ nodes: 4, perDay: 8 }, { nodes: 1, perDay: 2 });
  near(fit.exponent, 1);
  near(excessHazard(fit, 10), 20);
});

test("alone, a step is computing and the optimiser, by hand: no communication, no bubble, no straggler", () => {
  const step = stepOf({ ...run, variation: 0.05 });
  const { compute, optimizer, ...rest } = step.parts;
  assert.deepEqual(Object.values(rest), [0, 0, 0, 0, 0]);
  near(optimizer, (38 * parameters(shape)) / 1e12);
  const layer = layerSeconds(shape, alone, { sequences: 1, sequence: 1024, attention: "materialized" }, device, tiers);
  assert.equal(layer.exchangeForward + layer.exchangeBackward, 0);
  assert.ok(compute > 64 * 4 * (layer.forward + layer.backward));
  near(step.stepSeconds, compute + optimizer);
  near(step.mfu, (6 * parameters(shape) * 64 * 1024) / step.stepSeconds / 1e14);
  assert.ok(step.mfu < 0.8);
});

test("recomputation: full makes the forward again, selective its attention", () => {
  const [none, selective, full] = (["none", "selective", "full"] as const).map((recompute) => stepOf({ ...run, recompute }));
  const layer = layerSeconds(shape, alone, { sequences: 1, sequence: 1024, attention: "materialized" }, device, tiers);
  near(selective!.stepSeconds - none!.stepSeconds, 64 * 4 * layer.attentionCore, 1e-6);
  near(full!.stepSeconds - none!.stepSeconds, 64 * 4 * layer.forward, 1e-6);
  assert.ok(full!.memory.activations < selective!.memory.activations || full!.memory.activations < none!.memory.activations);
});

test("the parts add up, and a step in any spread of experts, context, pipeline and replicas is a number", () => {
  for (const change of [
    { tensor: 8 },
    { tensor: 2, pipeline: 2, virtualStages: 2 },
    { expert: 8, data: 2 },
    { context: 4, tensor: 2 },
    { data: 16, sharded: "gradients" as const },
    { tensor: 2, context: 2, expert: 2, data: 2, pipeline: 2, sequenceParallel: true, sharded: "optimizer" as const },
  ]) {
    const step = stepOf({ ...run, shape: experts, parallelism: { ...alone, ...change }, attention: "fused", variation: 0.01 });
    near(
      Object.values(step.parts).reduce((sum, seconds) => sum + seconds, 0),
      step.stepSeconds,
    );
    assert.ok(Object.values(step.parts).every((seconds) => seconds >= 0) && step.mfu > 0 && step.mfu < 1, JSON.stringify(step));
  }
});

test("what hides is not exposed, and never more than all", () => {
  const parallelism = { ...alone, tensor: 8, data: 4 };
  const bare = stepOf({ ...run, parallelism });
  const hidden = stepOf({ ...run, parallelism, layerOverlap: 1, dataOverlap: 1 });
  assert.ok(bare.parts.exposedLayers > 0 && bare.parts.exposedData > 0);
  assert.ok(hidden.parts.exposedLayers < bare.parts.exposedLayers && hidden.parts.exposedData < bare.parts.exposedData);
  near(hidden.parts.compute, bare.parts.compute);
});

const spreads = fc.record({
  tensor: fc.constantFrom(1, 2, 4, 8),
  pipeline: fc.constantFrom(1, 2, 4),
  data: fc.constantFrom(1, 2, 4),
  expert: fc.constantFrom(1, 2),
  context: fc.constantFrom(1, 2),
  sequenceParallel: fc.boolean(),
});

test("more bandwidth, more memory speed, a faster device are never slower; more latency never faster", () => {
  fc.assert(
    fc.property(spreads, fc.integer({ min: 0, max: 2 }), fc.double({ min: 1, max: 10, noNaN: true }), (spread, tier, factor) => {
      const given = { ...run, shape: experts, parallelism: { ...alone, ...spread } };
      const base = stepOf(given).stepSeconds * (1 + 1e-12);
      const network = (change: (one: Tier) => Tier) => tiers.map((one, index) => (index === tier ? change(one) : one));
      assert.ok(
        stepOf(
          given,
          device,
          network((one) => ({ ...one, bytesPerSecond: one.bytesPerSecond * factor })),
        ).stepSeconds <= base,
      );
      assert.ok(stepOf(given, { ...device, memoryBytesPerSecond: device.memoryBytesPerSecond * factor }).stepSeconds <= base);
      assert.ok(stepOf(given, { ...device, peakFlopPerSecond: device.peakFlopPerSecond * factor }).stepSeconds <= base);
      assert.ok(
        stepOf(
          given,
          device,
          network((one) => ({ ...one, latencySeconds: one.latencySeconds * factor })),
        ).stepSeconds *
          (1 + 1e-12) >=
          stepOf(given).stepSeconds,
      );
    }),
    { numRuns: 200 },
  );
});

test("a step of a million micro-batches costs what one of sixteen costs", () => {
  const many = { ...run, parallelism: { ...alone, pipeline: 4 }, batch: { ...run.batch, sequences: 4_000_000 } };
  const few = { ...many, batch: { ...run.batch, sequences: 4000 } };
  const start = process.hrtime.bigint();
  const long = stepOf(many);
  assert.ok(Number(process.hrtime.bigint() - start) < 50e6);
  near(long.parts.compute, 1000 * stepOf(few).parts.compute);
});
