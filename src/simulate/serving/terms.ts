// What does a serving specification mean for the engine: costs in picoseconds, blocks, shares of a token?

import { keyValueBytes, type LanguageModel, speculatedTokens } from "../../physics/serving.ts";
import { blocksOf, type EngineCoefficients, type Replica as ReplicaShape, type ServingAccelerator, stepCostOf } from "../../physics/serving-step.ts";
import { stream } from "../../units/random.ts";
import { chunked } from "./chunked.ts";
import type { EnginePool, EngineTerms } from "./engine.ts";
import { prefillFirst } from "./prefill-first.ts";
import type { PoolTerms } from "./pool.ts";
import type { ReplicaTerms } from "./replica-terms.ts";
import { leastLoaded, prefixAffinity, roundRobin, type Router, twoChoices } from "./router.ts";
import type { ServingPool, ServingSpec } from "./spec.ts";

/** Bytes of a parameter, an activation, a key or value by its format. */
const bytesOf = { bf16: 2, fp8: 1, fp4: 0.5 } as const;
/** Parts that a token is counted in where a step gives a mean number of tokens that is not whole: within 0.8 % of it. */
const speculationGrain = 64;

/**
 * The engine's terms.
 * @param tokensPerPrefix tokens of one prefix block of the requests; 0 where they have none
 * @throws RangeError when the weights leave no room for a block, or a prefix is no whole number of blocks
 */
export function engineTerms(spec: ServingSpec, tokensPerPrefix: number, seed: number): EngineTerms {
  const pools = spec.pool ? [spec.pool] : [spec.prefill!, spec.decode!];
  const [first, second] = pools.map((pool, index): EnginePool => ({
    terms: replicaTerms(spec, pool, tokensPerPrefix, pools.length === 2 && index === 0),
    pool: poolTerms(pool),
    router: routerOf(spec, seed, index),
  }));
  if (second === undefined) return { first: first! };
  const { bandwidth, latency } = spec.transfer!;
  const link = {
    bytesPerToken: keyValueBytes(modelOf(spec), bytesOf[spec.keyValue]),
    gigabytesPerSecond: bandwidth === undefined || bandwidth === 0 ? Infinity : bandwidth,
    latencySeconds: latency,
  };
  return { first: first!, second: { ...second, link } };
}

/** A pool's replica as the engine runs it. */
export function replicaTerms(spec: ServingSpec, pool: ServingPool, tokensPerPrefix: number, prefillOnly: boolean): ReplicaTerms {
  const { scheduler } = pool;
  const model = modelOf(spec);
  const shape = shapeOf(spec, pool);
  const blocks = blocksOf(model, acceleratorOf(spec), shape, scheduler.memoryShare, scheduler.blockTokens);
  if (blocks === 0) throw new RangeError(`${spec.model} does not fit in ${pool.accelerators} x ${spec.accelerator} at ${spec.precision}: no memory is left for a KV block`);
  const prefixes = scheduler.prefixCache && tokensPerPrefix > 0;
  if (prefixes && tokensPerPrefix % scheduler.blockTokens !== 0) {
    throw new RangeError(`a prefix block of ${tokensPerPrefix} tokens is no whole number of KV blocks of ${scheduler.blockTokens} tokens`);
  }
  const blockBytes = keyValueBytes(model, shape.bytesPerKeyValue) * scheduler.blockTokens;
  const { speculation } = spec;
  const speculates = speculation !== undefined && !prefillOnly;
  const grain = speculates ? speculationGrain : 1;
  return {
    cost: stepCostOf(model, acceleratorOf(spec), coefficientsOf(spec), shape),
    blocks,
    blockTokens: scheduler.blockTokens,
    entryBlocks: prefixes ? tokensPerPrefix / scheduler.blockTokens : 0,
    maxSequences: scheduler.maxSequences,
    maxBatchedTokens: scheduler.maxBatchedTokens,
    watermarkBlocks: Math.floor(blocks * scheduler.watermark),
    swapPicoseconds: scheduler.host ? Math.round((blockBytes / (scheduler.host.bandwidth * 1e9)) * 1e12) : 0,
    hostBlocks: scheduler.preemption === "swap" ? Math.floor((scheduler.host!.memory * 1e9) / blockBytes) : 0,
    stepTokens: speculates ? 1 + speculation.draft : 1,
    grain,
    stride: speculates ? Math.round(grain * speculatedTokens(speculation.draft, speculation.acceptance)) : 1,
    draftPicoseconds: speculates ? Math.round(speculation.time * 1e12) : 0,
    prefillOnly,
    compose: scheduler.kind === "chunked" ? chunked : prefillFirst,
  };
}

export function modelOf(spec: ServingSpec): LanguageModel {
  return spec.models[spec.model]!;
}

function acceleratorOf({ accelerators, accelerator, precision }: ServingSpec): ServingAccelerator {
  const { peak, memory, bandwidth, link } = accelerators[accelerator]!;
  return { teraflops: peak[precision]!, memoryGb: memory, bandwidthTbPerS: bandwidth, linkGbPerS: link };
}

function coefficientsOf({ engines, engine }: ServingSpec): EngineCoefficients {
  const { compute, weights, keyValue, link, step, layer, request, collective } = engines[engine]!;
  return { compute, weights, keyValue, link, stepSeconds: step, layerSeconds: layer, requestSeconds: request, collectiveSeconds: collective };
}

function shapeOf(spec: ServingSpec, pool: ServingPool): ReplicaShape {
  return { accelerators: pool.accelerators, bytesPerParameter: bytesOf[spec.precision], bytesPerKeyValue: bytesOf[spec.keyValue], bytesPerActivation: bytesOf.bf16 };
}

function poolTerms({ replicas, autoscale, capacity, start }: ServingPool): PoolTerms {
  return {
    replicas,
    startSeconds: start,
    capacity: capacity.map(({ at, replicas: given }) => ({ atSeconds: at, replicas: given })),
    autoscale: autoscale && {
      least: autoscale.least,
      most: autoscale.most,
      requestsPerReplica: autoscale.requestsPerReplica,
      intervalSeconds: autoscale.interval,
      startSeconds: autoscale.start,
      patienceSeconds: autoscale.patience,
    },
  };
}

function routerOf({ router }: ServingSpec, seed: number, pool: number): Router {
  switch (router.kind) {
    case "round-robin":
      return roundRobin();
    case "least-loaded":
      return leastLoaded();
    case "two-choices":
      return twoChoices(stream(seed, "serving", "router", pool));
    case "prefix-affinity":
      return prefixAffinity(router.slack);
  }
}
