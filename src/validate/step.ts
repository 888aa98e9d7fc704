// What does the step model say of a published run, and which one efficiency makes it say what was measured?

import { type TrainingStep, trainingStep } from "../physics/training-step.ts";
import type { Facts, PublishedRow } from "./facts.ts";
import { input, type ValidationCase } from "./case.ts";

/** Step of a published run with this efficiency of large products. @throws TypeError when there is no such run or the model refuses it */
export function stepOf(facts: Facts, id: string, multiplyEfficiency: number): TrainingStep {
  const published = facts.runs[id];
  if (published === undefined) throw new TypeError(`data/training.yaml has no run ${id}`);
  const step = trainingStep(published.run, { ...published.device, multiplyEfficiency }, published.tiers);
  if ("refused" in step) throw new TypeError(`${id}: ${step.refused.join("; ")}`);
  return step;
}

/** The runs that A100's efficiency is calibrated on. */
export const calibrationRuns: readonly string[] = ["megatron-22B-full", "megatron-22B-selective"];

/** Efficiency of an A100 for which the errors of the two 22B steps are equal and opposite, or that of one alone is zero. No other row goes in. */
export function ampereEfficiency(facts: Facts, on: readonly string[] = calibrationRuns): number {
  return bisect((efficiency) => on.reduce((sum, id) => sum + stepOf(facts, id, efficiency).stepSeconds / publishedSeconds(facts, id) - 1, 0));
}

/** Efficiency of an H100 for which 8,192 of them reach the measured TFLOP/s. No other row goes in. */
export function hopperEfficiency(facts: Facts, row: PublishedRow): number {
  const wanted = input(row, "calibratedTeraflops");
  return bisect((efficiency) => wanted - usefulTeraflops(facts, "llama-3-8192", stepOf(facts, "llama-3-8192", efficiency)));
}

/** TFLOP/s of an accelerator at 6 FLOP per parameter and token. */
export function usefulTeraflops(facts: Facts, id: string, step: TrainingStep): number {
  return (step.mfu * facts.runs[id]!.device.peakFlopPerSecond) / 1e12;
}

/** Relative error of a Megatron step. */
export function stepError(facts: Facts, id: string, efficiency: number): number {
  return stepOf(facts, id, efficiency).stepSeconds / publishedSeconds(facts, id) - 1;
}

/** The case of one Megatron step. */
export function megatronCase(id: string): ValidationCase {
  return {
    id,
    run: (facts) => {
      const step = stepOf(facts, id, ampereEfficiency(facts));
      const parts = Object.entries(step.parts).map(([part, seconds]) => [part, seconds / step.stepSeconds] as const);
      return { figures: [step.stepSeconds], sensitivity: [Object.fromEntries(parts)] };
    },
  };
}

function publishedSeconds(facts: Facts, id: string): number {
  return facts.rows[id]!.figures[0]!.published;
}

/** Where a falling function of an efficiency crosses zero, between a fifth of peak and peak. */
function bisect(excess: (efficiency: number) => number): number {
  let low = 0.2;
  let high = 1;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
