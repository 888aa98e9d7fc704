// What does a plan under uncertainty maximise? The mean of the scenarios, the mean of the worst of them, or a weight between the two.

import { type Expression, type ModelBuilder, sum } from "../lp/model.ts";

export interface Risk {
  /** Weight of the tail, omega: 0 counts the mean alone, 1 the tail alone. */
  readonly aversion: number;
  /** Level alpha: the tail is the worst 1 - alpha of the probability. */
  readonly level: number;
}

export const neutral: Risk = { aversion: 0, level: 0.95 };

/**
 * Adds the objective max (1 - omega) E[z] + omega CVaR[z], with CVaR[z] = max theta - 1 / (1 - alpha) sum p u, u >= theta - z, u >= 0
 * (Rockafellar and Uryasev, "Optimization of conditional value-at-risk", Journal of Risk 2, 2000, for gains instead of losses).
 * @param measures the measure of each scenario, as it is maximised
 */
export function addRisk(builder: ModelBuilder, measures: readonly Expression[], ids: readonly string[], probabilities: readonly number[], { aversion, level }: Risk): void {
  for (const [s, measure] of measures.entries()) builder.reward(measure, (1 - aversion) * probabilities[s]!);
  if (aversion === 0) return;
  const theta = builder.column("risk.threshold", [], -Infinity, Infinity);
  builder.reward(sum().add(theta), aversion);
  for (const [s, measure] of measures.entries()) {
    const short = builder.column("risk.short", [ids[s]!], 0, Infinity);
    builder.atLeast("risk.short", [ids[s]!], "1", sum().add(short).add(theta, -1).merge(measure), 0);
    builder.reward(sum().add(short), (-aversion * probabilities[s]!) / (1 - level));
  }
}

/** The same measure of given measures: mean of the worst 1 - alpha of the probability, weighted with the mean of all. */
export function measured(measures: readonly number[], probabilities: readonly number[], { aversion, level }: Risk): number {
  const mean = measures.reduce((total, measure, s) => total + probabilities[s]! * measure, 0);
  return aversion === 0 ? mean : (1 - aversion) * mean + aversion * tailMean(measures, probabilities, level);
}

function tailMean(measures: readonly number[], probabilities: readonly number[], level: number): number {
  let left = 1 - level;
  let total = 0;
  for (const s of [...measures.keys()].toSorted((one, other) => measures[one]! - measures[other]!)) {
    const share = Math.min(left, probabilities[s]!);
    total += share * measures[s]!;
    left -= share;
  }
  return total / (1 - level);
}
