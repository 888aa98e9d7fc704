// How much slower is a gang than its mean rank, when the slowest sets the pace?

import { normalQuantile } from "../units/random.ts";

/**
 * Expected slowest of n ranks over their mean, when their times are normal with this coefficient of variation: 1 + cv x E[max].
 * E[max] is Blom's approximation, the quantile of (n - 3/8) / (n + 1/4): Blom, Statistical Estimates and Transformed Beta-Variables, 1958;
 * within 1 % of the exact value. The bound sqrt(2 ln n) is about 10 % higher at 16,384 ranks.
 */
export function slowestOverMean(ranks: number, variation: number): number {
  return ranks <= 1 ? 1 : 1 + variation * normalQuantile((ranks - 0.375) / (ranks + 0.25));
}

/** Chance that a gang of this many nodes holds a slow one, each node slow with the same share, independently. */
export function chanceOfSlowNode(nodes: number, slowShare: number): number {
  return -Math.expm1(nodes * Math.log1p(-slowShare));
}
