// How are these requests served by what is specified?

import type { RequestTrace } from "../../record/trace.ts";
import { type OpenEngine, openEngine } from "./engine.ts";
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
  const { engine, outcome } = opened(spec, requests ?? requestsOf(spec, seed), seed);
  engine.advance(Infinity);
  return outcome();
}

/**
 * The same with pauses, in which progress can be told and a wish to stop be heard; they do not change the result.
 * @param pause called after every 50,000 events with the share of the requests that have arrived; ends the run by resolving to false
 * @returns undefined when the run was ended
 */
export async function playServing(spec: ServingSpec, requests: RequestTrace, seed: number, pause: (arrived: number) => Promise<boolean>): Promise<ServingOutcome | undefined> {
  const { engine, outcome } = opened(spec, requests, seed);
  while (engine.advance(50_000)) if (!(await pause(engine.arrived / requests.arrivalSeconds.length))) return undefined;
  return outcome();
}

/** The requests that a specification describes. @throws RangeError when it describes none */
export function requestsOf(spec: ServingSpec, seed: number): RequestTrace {
  if (spec.requests === undefined) throw new RangeError("there are no requests: give a trace, or `requests` in the specification");
  return drawRequests(spec.requests, seed);
}

function opened(spec: ServingSpec, trace: RequestTrace, seed: number): { readonly engine: OpenEngine; readonly outcome: () => ServingOutcome } {
  const terms = engineTerms(spec, trace.tokensPerBlock, seed);
  const { stride, grain } = (terms.second ?? terms.first).terms;
  const engine = openEngine(trace, terms);
  return { engine, outcome: () => outcomeOf(spec, engine.close(), stride / grain) };
}
