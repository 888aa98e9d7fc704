// What came of it: a row for each request, quantiles of its times, and what a token cost?

import type { Table } from "../../record/record.ts";
import { servedRequests } from "../../record/served-requests.ts";
import type { EngineResult } from "./engine.ts";
import type { ServingSpec } from "./spec.ts";
import { phase } from "./state.ts";

/** Seconds; NaN where there is nothing to take a quantile of. */
export interface Quantiles {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

export interface ServingSummary {
  readonly requests: number;
  readonly finished: number;
  /** Prompt and answer together are longer than a replica's memory. */
  readonly rejected: number;
  /** Arrived and not finished when nothing more could happen: no replica was left. */
  readonly unserved: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly preemptions: number;
  /** From the first arrival to the last event, s. */
  readonly seconds: number;
  readonly requestsPerSecond: number;
  readonly outputTokensPerSecond: number;
  /** From arrival to the first token. */
  readonly firstToken: Quantiles;
  /** Between two tokens, over all pairs; bins of 0.8 %. With speculation: between steps, over the mean tokens of a step. */
  readonly betweenTokens: Pick<Quantiles, "p50" | "p90" | "p99">;
  /** Mean time between the tokens of a request, over requests with two or more. */
  readonly perToken: Quantiles;
  readonly endToEnd: Quantiles;
  /** Share of all requests that finished and met every objective, and those a second. */
  readonly good: number;
  readonly goodPerSecond: number;
  /** Hours that accelerators were held, starting and draining counted. */
  readonly acceleratorHours: number;
  /** IT energy of the accelerators, MWh. */
  readonly energyMwh: number;
  /** Input and output tokens of finished requests for each joule, and for each dollar; the latter NaN without a price. */
  readonly tokensPerJoule: number;
  readonly tokensPerUsd: number;
  /** The most blocks in use at once over those there are, of the fullest replica. */
  readonly mostBlocks: number;
  readonly steps: number;
  readonly events: number;
}

export interface ServingOutcome {
  readonly requests: Table;
  readonly summary: ServingSummary;
}

/** The table and the summary of a run. @param stepTokens mean tokens that a running request gets in a step */
export function outcomeOf(spec: ServingSpec, result: EngineResult, stepTokens: number): ServingOutcome {
  const { requests: state, gaps } = result;
  const { count } = state;
  const seconds = (nanoseconds: Float64Array) => nanoseconds.map((time) => (time < 0 ? -1 : time / 1e9));
  const columns = [seconds(state.arrival), seconds(state.firstToken), seconds(state.end), state.input, state.output, state.preemptions, state.cached, state.replica] as const;
  const firstToken = new Float64Array(count);
  const perToken = new Float64Array(count);
  const endToEnd = new Float64Array(count);
  let [finished, rejected, several, good, inputTokens, outputTokens, cachedTokens, preemptions] = [0, 0, 0, 0, 0, 0, 0, 0];
  const { firstToken: longestFirst = Infinity, betweenTokens: longestBetween = Infinity, endToEnd: longest = Infinity } = spec.objectives;
  for (let request = 0; request < count; request++) {
    preemptions += state.preemptions[request]!;
    if (state.phase[request] === phase.rejected) rejected++;
    if (state.phase[request] !== phase.finished) continue;
    const output = state.output[request]!;
    const first = (state.firstToken[request]! - state.arrival[request]!) / 1e9;
    const whole = (state.end[request]! - state.arrival[request]!) / 1e9;
    const each = output > 1 ? (whole - first) / (output - 1) : 0;
    if (output > 1) perToken[several++] = each;
    firstToken[finished] = first;
    endToEnd[finished++] = whole;
    inputTokens += state.input[request]!;
    outputTokens += output;
    cachedTokens += state.cached[request]!;
    if (first <= longestFirst && each <= longestBetween && whole <= longest) good++;
  }
  const span = count === 0 ? 0 : Math.max(0, (result.endTime - state.arrival[0]!) / 1e9);
  const { joules, hours } = energyOf(spec, result);
  const tokens = inputTokens + outputTokens;
  return {
    requests: { shape: servedRequests, rows: count, values: columns },
    summary: {
      requests: count,
      finished,
      rejected,
      unserved: count - finished - rejected,
      inputTokens,
      outputTokens,
      cachedTokens,
      preemptions,
      seconds: span,
      requestsPerSecond: finished / span,
      outputTokensPerSecond: outputTokens / span,
      firstToken: quantilesOf(firstToken.subarray(0, finished)),
      betweenTokens: { p50: gaps.quantile(0.5) / stepTokens, p90: gaps.quantile(0.9) / stepTokens, p99: gaps.quantile(0.99) / stepTokens },
      perToken: quantilesOf(perToken.subarray(0, several)),
      endToEnd: quantilesOf(endToEnd.subarray(0, finished)),
      good: good / count,
      goodPerSecond: good / span,
      acceleratorHours: hours,
      energyMwh: joules / 3.6e9,
      tokensPerJoule: tokens / joules,
      tokensPerUsd: spec.price === undefined ? NaN : tokens / (hours * spec.price),
      mostBlocks: result.replicas.reduce((most, { holdings, blocks }) => Math.max(most, holdings.mostBlocks / blocks.total), 0),
      steps: result.replicas.reduce((sum, { stepsDone }) => sum + stepsDone, 0),
      events: result.events,
    },
  };
}

/** Joules and held hours of all accelerators: by step with prompts, step without, and nothing under way. */
function energyOf(spec: ServingSpec, { replicas, heldTime }: EngineResult): { readonly joules: number; readonly hours: number } {
  const { draw } = spec.engines[spec.engine]!;
  const watts = spec.accelerators[spec.accelerator]!.tdp;
  const pools = spec.pool ? [spec.pool] : [spec.prefill!, spec.decode!];
  let joules = 0;
  let hours = 0;
  let from = 0;
  for (const [index, pool] of pools.entries()) {
    const count = Math.max(pool.replicas, pool.autoscale?.most ?? 0);
    const held = heldTime[index]! / 1e9;
    let [prefill, decode] = [0, 0];
    for (let replica = from; replica < from + count; replica++) {
      prefill += replicas[replica]!.prefillTime / 1e9;
      decode += replicas[replica]!.decodeTime / 1e9;
    }
    joules += pool.accelerators * watts * (prefill * draw.prefill + decode * draw.decode + Math.max(0, held - prefill - decode) * draw.idle);
    hours += (pool.accelerators * held) / 3600;
    from += count;
  }
  return { joules, hours };
}

/** Mean and quantiles, straight between neighbours (Hyndman and Fan, 1996, type 7). Sorts what it is given. */
function quantilesOf(values: Float64Array): Quantiles {
  if (values.length === 0) return { mean: NaN, p50: NaN, p90: NaN, p99: NaN };
  let sum = 0;
  for (const value of values) sum += value;
  values.sort();
  const at = (share: number) => {
    const place = share * (values.length - 1);
    const below = Math.floor(place);
    const lower = values[below]!;
    return lower + (place - below) * (values[Math.min(below + 1, values.length - 1)]! - lower);
  };
  return { mean: sum / values.length, p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}
