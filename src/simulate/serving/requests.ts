// Which requests come, where no trace says so?

import type { RequestTrace } from "../../record/trace.ts";
import { stream, type Stream } from "../../units/random.ts";
import type { ServingSpec } from "./spec.ts";

/** Requests drawn by a specification: arrivals and lengths come from streams of their own, so that one does not move the other. */
export function drawRequests({ count, rate, arrivals, variation, input, output }: NonNullable<ServingSpec["requests"]>, seed: number): RequestTrace {
  const between = stream(seed, "serving", "arrivals");
  const shape = arrivals === "gamma" && variation > 0 ? 1 / (variation * variation) : 1;
  const arrivalSeconds = new Float64Array(count);
  let time = 0;
  for (let request = 0; request < count; request++) {
    if (arrivals === "poisson") time += between.exponential(rate);
    else if (arrivals === "gamma" && variation > 0) time += gamma(between, shape) / (shape * rate);
    else time += 1 / rate;
    arrivalSeconds[request] = time;
  }
  return {
    kind: "requests",
    origin: 0,
    arrivalSeconds,
    inputTokens: lengths(count, input, stream(seed, "serving", "input")),
    outputTokens: lengths(count, output, stream(seed, "serving", "output")),
    model: new Int32Array(count).fill(-1),
    models: [],
    session: new Int32Array(count).fill(-1),
    blockStart: new Int32Array(count + 1),
    blocks: new Int32Array(0),
    tokensPerBlock: 0,
  };
}

/** Lognormal lengths of the given mean and coefficient of variation, whole, at least 1. */
function lengths(count: number, { mean, variation }: { readonly mean: number; readonly variation: number }, source: Stream): Int32Array {
  const spread = Math.sqrt(Math.log1p(variation * variation));
  const middle = Math.log(mean) - (spread * spread) / 2;
  return Int32Array.from({ length: count }, () => Math.max(1, Math.round(Math.exp(middle + spread * source.normal()))));
}

/** A gamma variate of unit scale. Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000. */
function gamma(source: Stream, shape: number): number {
  if (shape < 1) return gamma(source, shape + 1) * source.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = source.normal();
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(source.uniform()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
