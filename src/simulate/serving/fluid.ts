// What does the fluid limit say of a case, and how far is it from the same case played out?

import { keyValueBytes } from "../../physics/serving.ts";
import { type FluidState, fluidServing } from "../../physics/serving-fluid.ts";
import { promptPairs, stepPicoseconds } from "../../physics/serving-step.ts";
import type { RequestTrace } from "../../record/trace.ts";
import { chunked } from "./chunked.ts";
import type { EnginePool } from "./engine.ts";
import type { ServingSummary } from "./outcome.ts";
import { simulateServing } from "./simulate-serving.ts";
import type { ServingSpec } from "./spec.ts";
import { engineTerms, modelOf } from "./terms.ts";

/** Mean seconds: to the first token, for each token after it, from arrival to the end. */
export interface ServingMeans {
  readonly firstToken: number;
  readonly perToken: number;
  readonly endToEnd: number;
}

export interface Fluid extends ServingMeans {
  readonly stable: boolean;
}

/**
 * The fluid limit of a specification under a trace's mean rate and lengths, replicas sharing arrivals evenly. Without prefixes, speculation's spread,
 * preemption, routing by load and autoscaling; where they matter, calibrate.
 */
export function fluidOf(spec: ServingSpec, trace: RequestTrace): Fluid {
  const terms = engineTerms(spec, 0, 0);
  const { arrivalSeconds } = trace;
  const count = arrivalSeconds.length;
  const rate = (count - 1) / (arrivalSeconds[count - 1]! - arrivalSeconds[0]!);
  const { first, second } = terms;
  if (second === undefined) return meansOf(stateOf(trace, first, rate, true, true));
  const prompts = stateOf(trace, first, rate, true, false);
  const answers = stateOf(trace, second, rate, false, true);
  const { gigabytesPerSecond, latencySeconds } = second.link;
  const transfer = (mean(trace.inputTokens) * keyValueBytes(modelOf(spec), spec.keyValue === "fp8" ? 1 : 2)) / (gigabytesPerSecond * 1e9) + latencySeconds;
  const wait = answers.firstTokenSeconds + transfer;
  return {
    stable: prompts.stable && answers.stable,
    firstToken: prompts.firstTokenSeconds,
    perToken: answers.perTokenSeconds,
    endToEnd: prompts.firstTokenSeconds + wait + (answers.endToEndSeconds - answers.firstTokenSeconds),
  };
}

/** The fluid limit's means beside those of the same requests played out, and (fluid - event) / event. */
export interface FluidBeside {
  readonly fluid: ServingMeans;
  readonly event: ServingMeans;
  readonly error: ServingMeans;
}

/** Holds the fluid limit against a run. @returns null where it has no steady state, or the requests have no mean rate */
export function fluidBeside(spec: ServingSpec, trace: RequestTrace, summary: ServingSummary): FluidBeside | null {
  const { arrivalSeconds } = trace;
  if (!(arrivalSeconds.at(-1)! > arrivalSeconds[0]!)) return null;
  const fluid = fluidOf(spec, trace);
  if (!fluid.stable) return null;
  const event = { firstToken: summary.firstToken.mean, perToken: summary.perToken.mean, endToEnd: summary.endToEnd.mean };
  return { fluid: each((key) => fluid[key]), event, error: each((key) => fluid[key] / event[key] - 1) };
}

export interface Calibration {
  /** What the event level's means are over the fluid limit's, on the first half of the requests. */
  readonly factors: ServingMeans;
  /** On the second half: the event level, the fluid limit as it stands, and times the factors. */
  readonly event: ServingMeans;
  readonly fluid: ServingMeans;
  readonly calibrated: ServingMeans;
  /** (fluid - event) / event, before and after calibration: what to print beside any figure of the fluid level. */
  readonly error: ServingMeans;
  readonly calibratedError: ServingMeans;
}

/** Calibrates the fluid limit on the first half of a trace by the event level, and measures its error on the second half, which it has not seen. @throws RangeError when either half has no steady state */
export function calibrateFluid(spec: ServingSpec, trace: RequestTrace, seed: number): Calibration {
  const middle = trace.arrivalSeconds.length >> 1;
  const [learnt, tested] = [part(trace, 0, middle), part(trace, middle, trace.arrivalSeconds.length)].map((half) => {
    const fluid = fluidOf(spec, half);
    if (!fluid.stable) throw new RangeError("the fluid limit has no steady state for these requests: too few replicas");
    const { summary } = simulateServing(spec, half, seed);
    return { fluid, event: { firstToken: summary.firstToken.mean, perToken: summary.perToken.mean, endToEnd: summary.endToEnd.mean } };
  }) as [{ fluid: Fluid; event: ServingMeans }, { fluid: Fluid; event: ServingMeans }];
  const factors = each((key) => learnt.event[key] / learnt.fluid[key]);
  const calibrated = each((key) => tested.fluid[key] * factors[key]);
  return {
    factors,
    event: tested.event,
    fluid: each((key) => tested.fluid[key]),
    calibrated,
    error: each((key) => tested.fluid[key] / tested.event[key] - 1),
    calibratedError: each((key) => calibrated[key] / tested.event[key] - 1),
  };
}

function each(of: (key: keyof ServingMeans) => number): ServingMeans {
  return { firstToken: of("firstToken"), perToken: of("perToken"), endToEnd: of("endToEnd") };
}

function meansOf({ stable, firstTokenSeconds, perTokenSeconds, endToEndSeconds }: FluidState): Fluid {
  return { stable, firstToken: firstTokenSeconds, perToken: perTokenSeconds, endToEnd: endToEndSeconds };
}

/** The steady state of one pool's replica. @param prompts whether it computes prompts @param answers whether it decodes */
function stateOf(trace: RequestTrace, { terms, pool }: EnginePool, rate: number, prompts: boolean, answers: boolean): FluidState {
  const { inputTokens, outputTokens } = trace;
  const count = inputTokens.length;
  let [steps, context] = [0, 0];
  for (let request = 0; request < count; request++) {
    const own = Math.ceil(((Math.max(1, outputTokens[request]!) - 1) * terms.grain) / terms.stride);
    steps += own;
    context += own * inputTokens[request]! + (own * (own + 1) * terms.stride) / (2 * terms.grain);
  }
  const meanContext = steps === 0 ? 0 : context / steps;
  const stepSeconds = (requests: number) =>
    (stepPicoseconds(terms.cost, requests * terms.stepTokens, requests, 0) + terms.draftPicoseconds + requests * meanContext * terms.cost.keyValue) / 1e12;
  const rest = {
    rate: rate / pool.replicas,
    steps: answers ? steps / count : 0,
    stepSeconds,
    mostRequests: Math.min(terms.maxSequences, meanContext === 0 ? Infinity : (terms.blocks * terms.blockTokens) / meanContext),
  };
  if (!prompts) return fluidServing({ ...rest, prompt: 0, promptSquare: 0 });
  // Cut prompts ride on steps that are there anyway: what they add is the step with them less the step without.
  const mixed = terms.compose === chunked && answers;
  let beside = 0;
  let state: FluidState | undefined;
  for (let round = 0; round < (mixed ? 8 : 1); round++) {
    let [sum, square] = [0, 0];
    for (let request = 0; request < count; request++) {
      const tokens = inputTokens[request]!;
      const whole = stepPicoseconds(terms.cost, tokens + beside * terms.stepTokens, 1 + beside, promptPairs(0, tokens));
      const added = (beside > 0 ? whole - stepPicoseconds(terms.cost, beside * terms.stepTokens, beside, 0) : whole) / 1e12;
      sum += added;
      square += added * added;
    }
    state = fluidServing({ ...rest, prompt: sum / count, promptSquare: square / count });
    if (!state.stable) return state;
    beside = state.requests;
  }
  return mixed ? { ...state!, firstTokenSeconds: state!.firstTokenSeconds + stepSeconds(1 + beside), endToEndSeconds: state!.endToEndSeconds + stepSeconds(1 + beside) } : state!;
}

function mean(values: Int32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Requests `from` to `to` of a trace, from time 0 on, without their prefixes. */
function part(trace: RequestTrace, from: number, to: number): RequestTrace {
  const origin = trace.arrivalSeconds[from]!;
  return {
    ...trace,
    arrivalSeconds: trace.arrivalSeconds.slice(from, to).map((seconds) => seconds - origin),
    inputTokens: trace.inputTokens.slice(from, to),
    outputTokens: trace.outputTokens.slice(from, to),
    model: trace.model.slice(from, to),
    session: trace.session.slice(from, to),
    blockStart: new Int32Array(to - from + 1),
    blocks: new Int32Array(0),
    tokensPerBlock: 0,
  };
}
