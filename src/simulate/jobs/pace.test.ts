import assert from "node:assert/strict";
import { test } from "node:test";
import { packagedFacts } from "../../cli/commands/validate.ts";
import { trainingStep, type TrainingRun } from "../../physics/training-step.ts";
import { pack } from "../../schedule/placement/pack.ts";
import { spread } from "../../schedule/placement/spread.ts";
import type { Placement } from "../../schedule/view.ts";
import { ampereEfficiency } from "../../validate/step.ts";
import { JobEngine } from "./engine.ts";
import { fleetOf, jobsOf, noRecovery, plainPolicy } from "./study-fixture.ts";

// GPT of 175B on 64 A100: tensor 8, pipeline 8, selective recomputation. Korthikanti et al., MLSys 2023, table 5: 13.75 s a step.
const facts = packagedFacts();
const published = facts.runs["megatron-175B-selective"]!;
const device = { ...published.device, multiplyEfficiency: ampereEfficiency(facts) };
const [scaleUp, scaleOut] = published.tiers;
const steps = 1000;
const oversubscription = 8;

const played = (placement: Placement, block: number, run: TrainingRun = published.run, need = 64) => {
  const fleet = fleetOf([{ racks: 32, traysPerRack: 1, acceleratorsPerTray: 8, oversubscription, count: 2 }]);
  const jobs = jobsOf([{ submit: 0, run: steps * 13.75, need, block }]);
  const training = { runOf: Int32Array.of(0), runs: [run], fabrics: [{ device, scaleUp: scaleUp!, scaleOut: scaleOut! }] };
  const engine = new JobEngine({ fleet, jobs, policy: { ...plainPolicy, placement }, recovery: noRecovery, seed: 1, training });
  engine.run();
  return engine.jobs.ended[0]!;
};
const stepOf = (run: TrainingRun, spans: readonly (readonly [number, number])[]): number => {
  const tiers = spans.map(([span, over], index) => ({ ...(index === 0 ? scaleUp! : scaleOut!), span, bytesPerSecond: (index === 0 ? scaleUp! : scaleOut!).bytesPerSecond / over }));
  const step = trainingStep(run, device, tiers);
  if ("refused" in step) throw new Error(step.refused.join("; "));
  return step.stepSeconds;
};
const near = (actual: number, expected: number, relative: number) => assert.ok(Math.abs(actual - expected) <= relative * expected, `${actual}, expected ${expected}`);

test("a job that is packed runs at the published step time, the tiers being those that the paper ran on", () => {
  const packed = stepOf(published.run, [
    [8, 1],
    [Number.POSITIVE_INFINITY, 1],
  ]);
  near(packed, 13.75, 0.12);
  assert.equal(played(pack, 8), steps * 13.75);
});

test("where tensor groups leave the scale-up domain a job ends later, by the ratio of the step times; so a policy that packs finishes first", () => {
  const packed = stepOf(published.run, [
    [8, 1],
    [Number.POSITIVE_INFINITY, 1],
  ]);
  // One accelerator in each of 64 racks of two pods: even the tensor groups cross the ports.
  const scattered = stepOf(published.run, [
    [1, 1],
    [32, 1],
    [Number.POSITIVE_INFINITY, oversubscription],
  ]);
  near(played(spread, 1), (steps * 13.75 * scattered) / packed, 1e-9);
  assert.ok(scattered > 1.5 * packed, `${scattered} against ${packed}`);
});

test("whole tensor groups over two pods cost what the spine takes", () => {
  const twoWay = { ...published.run, parallelism: { ...published.run.parallelism, data: 2 }, batch: { ...published.run.batch, sequences: 128 } };
  const packed = stepOf(twoWay, [
    [8, 1],
    [Number.POSITIVE_INFINITY, 1],
  ]);
  const across = stepOf(twoWay, [
    [8, 1],
    [64, 1],
    [Number.POSITIVE_INFINITY, oversubscription],
  ]);
  near(played(spread, 8, twoWay, 128), (steps * 13.75 * across) / packed, 1e-9);
  assert.ok(across > packed, `${across} against ${packed}`);
});

test("a parallelism that is not the job's, and a run that does not fit its memory, are refused in a sentence", () => {
  assert.throws(() => played(pack, 8, published.run, 32), /job-0 wants 32 accelerators, its parallelism 64/);
  assert.throws(() => played(pack, 8, { ...published.run, recompute: "none", parallelism: { ...published.run.parallelism, pipeline: 1, virtualStages: 1 } }, 8), /memory|GB|fit/i);
});
