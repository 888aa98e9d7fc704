// How are these requests served by what is specified?

import type { RequestTrace } from "../../record/trace.ts";
import { runEngine } from "./engine.ts";
import { type ServingOutcome, outcomeOf } from "./outcome.ts";
import { drawRequests } from "./requests.ts";
import type { ServingSpec } from "./spec.ts";
import { engineTerms } from "./terms.ts";

/**
 * Plays requests out on replicas of a model, step by step: a row for each request, and a summary.
 * @param spec read by `readServingSpec`
 * @param requests a trace; without one, what `spec.requests` describes is drawn
 * @param seed of what is drawn: requests without a trace, and the router `two-choices`
 * @throws RangeError when a model does not fit, arrivals are not in order, or there are no requests
 */
export function simulateServing(spec: ServingSpec, requests: RequestTrace | undefined, seed: number): ServingOutcome {
  const trace = requests ?? (spec.requests && drawRequests(spec.requests, seed));
  if (trace === undefined) throw new RangeError("there are no requests: give a trace, or `requests` in the specification");
  const terms = engineTerms(spec, trace.tokensPerBlock, seed);
  const { stride, grain } = (terms.second ?? terms.first).terms;
  return outcomeOf(spec, runEngine(trace, terms), stride / grain);
}
