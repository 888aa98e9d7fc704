// How does a quantity that strays from its usual value come back to it, hour after hour?

import type { Stream } from "../units/random.ts";

/**
 * A standard normal process with memory at two speeds: sqrt(slowShare) x slow + sqrt(1 - slowShare) x fast, each a first-order
 * autoregression with the given correlation from one hour to the next. One speed alone loses either the hour or the week.
 */
export interface Persistence {
  readonly slow: number;
  readonly fast: number;
  readonly slowShare: number;
}

/** Draws `hours` consecutive values of the process, stationary from the first. Takes 2 x hours + 2 words of the stream. */
export function drawScores(persistence: Persistence, hours: number, source: Stream): Float64Array {
  const { slow, fast, slowShare } = persistence;
  const slowWeight = Math.sqrt(slowShare);
  const fastWeight = Math.sqrt(1 - slowShare);
  const slowStep = Math.sqrt(1 - slow * slow);
  const fastStep = Math.sqrt(1 - fast * fast);
  const scores = new Float64Array(hours);
  let one = source.normal();
  let other = source.normal();
  for (let hour = 0; hour < hours; hour++) {
    one = slow * one + slowStep * source.normal();
    other = fast * other + fastStep * source.normal();
    scores[hour] = slowWeight * one + fastWeight * other;
  }
  return scores;
}

/** Autocorrelation of the process over `lag` hours. */
export function correlationOver(persistence: Persistence, lag: number): number {
  return persistence.slowShare * persistence.slow ** lag + (1 - persistence.slowShare) * persistence.fast ** lag;
}

const step = 1 / 128;
const reach = 8;
const normal = cumulativeNormal();

/** Probability below a standard normal score, from a table (error below 4e-6): the way from a score to a quantile. */
export function probabilityBelow(score: number): number {
  const at = (Math.min(reach, Math.max(-reach, score)) + reach) / step;
  const left = Math.min(normal.length - 2, at | 0);
  return normal[left]! + (normal[left + 1]! - normal[left]!) * (at - left);
}

/** Integral of the normal density by Simpson's rule over each step, scaled so that the whole is 1. */
function cumulativeNormal(): Float64Array {
  const density = (score: number) => Math.exp(-0.5 * score * score);
  const table = new Float64Array((2 * reach) / step + 1);
  for (let at = 1; at < table.length; at++) {
    const left = -reach + (at - 1) * step;
    table[at] = table[at - 1]! + density(left) + 4 * density(left + step / 2) + density(left + step);
  }
  const whole = table.at(-1)!;
  return table.map((value) => value / whole);
}
