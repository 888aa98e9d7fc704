// How long does one step of a serving engine take: the tokens of its prompts, of its running requests, and the cache that they read?

import { attentionFlop, keyValueBytes, type LanguageModel, parametersOf, totalParameters, type Experts } from "./serving.ts";

/** One accelerator, as its maker publishes it. */
export interface ServingAccelerator {
  /** Dense peak at the precision that is served, TFLOP/s. */
  readonly teraflops: number;
  readonly memoryGb: number;
  readonly bandwidthTbPerS: number;
  /** One direction of its scale-up link, GB/s. */
  readonly linkGbPerS: number;
}

/** How far an engine stays behind the roofline, and what a step costs beside it. All of one engine, version and date. */
export interface EngineCoefficients {
  /** Share of the dense peak that matrix products reach. */
  readonly compute: number;
  /** Share of the memory bandwidth at which weights are read. */
  readonly weights: number;
  /** Share of the memory bandwidth at which the KV cache is read. */
  readonly keyValue: number;
  /** Share of the link at which an all-reduce runs. */
  readonly link: number;
  readonly stepSeconds: number;
  readonly layerSeconds: number;
  readonly requestSeconds: number;
  /** Latency of one all-reduce. */
  readonly collectiveSeconds: number;
}

/** Coefficients of {@link stepPicoseconds}. Times in whole or fractional picoseconds; see `docs/serving.md`. */
export interface StepCost {
  /** Each token through the layers. */
  readonly token: number;
  /** Each token drawn, through the output matrix. */
  readonly draw: number;
  /** Reading what every step reads. */
  readonly common: number;
  /** Reading all routed experts; 0 for a dense model. */
  readonly routed: number;
  /** 1 - perToken / count: share of the experts that one token leaves alone; 0 for a dense model. */
  readonly untouched: number;
  /** Each pair of query and key in prefill. */
  readonly pair: number;
  /** Each token of cache read: a whole number, so that many steps add up exactly. */
  readonly keyValue: number;
  readonly exchange: number;
  readonly fixed: number;
  readonly request: number;
}

export interface Replica {
  readonly accelerators: number;
  readonly bytesPerParameter: number;
  readonly bytesPerKeyValue: number;
  /** Bytes of one activation element on the link. */
  readonly bytesPerActivation: number;
}

const picoseconds = 1e12;

/**
 * Coefficients of a replica of `accelerators` that share every layer evenly (tensor or expert parallel).
 * Roofline of matrix products and weight reads: Williams et al., CACM 52(4), 2009; two ring all-reduces a layer, each moving 2 (n - 1) / n of its bytes over a link:
 * Shoeybi et al., Megatron-LM, 2019, and Thakur et al., 2005.
 */
export function stepCostOf(model: LanguageModel, accelerator: ServingAccelerator, engine: EngineCoefficients, replica: Replica): StepCost {
  const { accelerators } = replica;
  const parameters = parametersOf(model);
  const flops = accelerators * accelerator.teraflops * 1e12 * engine.compute;
  const bandwidth = accelerators * accelerator.bandwidthTbPerS * 1e12;
  const perFlop = picoseconds / flops;
  const perWeightByte = picoseconds / (bandwidth * engine.weights);
  const apart = accelerators > 1;
  const perLinkByte = picoseconds / (accelerator.linkGbPerS * 1e9 * engine.link);
  return {
    token: 2 * (parameters.common + parameters.routedPerToken) * perFlop,
    draw: 2 * parameters.head * perFlop,
    common: (parameters.common + parameters.head) * replica.bytesPerParameter * perWeightByte,
    routed: parameters.routed * replica.bytesPerParameter * perWeightByte,
    untouched: model.experts ? untouchedBy(model.experts) : 0,
    pair: attentionFlop(model) * perFlop,
    keyValue: Math.max(1, Math.round((keyValueBytes(model, replica.bytesPerKeyValue) * picoseconds) / (bandwidth * engine.keyValue))),
    exchange: apart ? 2 * model.layers * ((2 * (accelerators - 1)) / accelerators) * model.hidden * replica.bytesPerActivation * perLinkByte : 0,
    fixed: (engine.stepSeconds + model.layers * engine.layerSeconds + (apart ? 2 * model.layers * engine.collectiveSeconds : 0)) * picoseconds,
    request: engine.requestSeconds * picoseconds,
  };
}

function untouchedBy(experts: Experts): number {
  return 1 - experts.perToken / experts.count;
}

/**
 * Whole picoseconds of one step without its reads of the cache.
 * @param tokens that pass the layers: of prompts and of running requests, drafted ones counted
 * @param draws sequences of which a token is drawn
 * @param pairs pairs of query and key in the prompts' own attention
 */
export function stepPicoseconds(cost: StepCost, tokens: number, draws: number, pairs: number): number {
  const weights = cost.routed === 0 ? cost.common : cost.common + cost.routed * (1 - cost.untouched ** tokens);
  const products = tokens * cost.token + draws * cost.draw;
  return Math.round(Math.max(products, weights) + pairs * cost.pair + tokens * cost.exchange + cost.fixed + draws * cost.request);
}

/** Query and key pairs of a chunk of a prompt: each of `chunk` tokens sees the `before` ones, those ahead of it in the chunk and itself. */
export function promptPairs(before: number, chunk: number): number {
  return chunk * before + (chunk * (chunk + 1)) / 2;
}

/**
 * Whole KV blocks that a replica holds: memory that may be used, less weights, over the bytes of a block. 0 where the weights do not fit.
 * @param memoryShare share of the memory that the engine may use (its activations are in the rest)
 */
export function blocksOf(model: LanguageModel, accelerator: ServingAccelerator, replica: Replica, memoryShare: number, blockTokens: number): number {
  const weights = totalParameters(parametersOf(model)) * replica.bytesPerParameter;
  const free = replica.accelerators * accelerator.memoryGb * 1e9 * memoryShare - weights;
  return Math.max(0, Math.floor(free / (keyValueBytes(model, replica.bytesPerKeyValue) * blockTokens)));
}
