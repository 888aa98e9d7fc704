// How long does one transformer layer take for one micro-batch, forward, backward and recomputed, on one accelerator?

import { allToAll, sendSeconds } from "./collectives.ts";
import { allReduceSeconds, halfReduceSeconds, ringLink, type Tier } from "./fabric.ts";
import { type Device, halfBytes, multiplySeconds, streamSeconds } from "./matrix-multiply.ts";
import type { TransformerShape } from "./model-flops.ts";
import { groupOf, type Parallelism } from "./parallelism.ts";

export type Recompute = "none" | "selective" | "full";

/** How the software does attention: with its score matrix in memory, or in one kernel that skips what causality masks (Dao, FlashAttention-2, 2023). */
export type AttentionKernel = "materialized" | "fused";

/** One micro-batch as one rank sees it. */
export interface LayerWork {
  /** Sequences, tokens of a sequence before the context group splits it. */
  readonly sequences: number;
  readonly sequence: number;
  readonly attention: AttentionKernel;
}

/** Seconds of one layer. `exchange` is communication as if nothing hid it. */
export interface LayerSeconds {
  readonly forward: number;
  readonly backward: number;
  /** Attention's core alone, forward: what selective recomputation does again. */
  readonly attentionCore: number;
  readonly exchangeForward: number;
  readonly exchangeBackward: number;
}

/**
 * Bytes that streaming kernels move for each value, with 16-bit values and masks of one byte: every kernel reads its inputs and
 * writes its outputs once. Forward and backward.
 */
const moved = {
  /** In, out; backward: gradient and input in, gradient out. */
  norm: [4, 6],
  /** Bias and residual in one kernel: two in, sum out; backward: gradient in, gradient out. */
  add: [6, 4],
  /** With dropout in it, its mask. */
  dropout: [1, 1],
  /** Bias and activation in one kernel: in, out; backward: gradient and input in, gradient out. */
  activation: [4, 6],
  /** The heads' outputs put side by side. */
  transpose: [4, 4],
  /** Scale, mask and softmax in one kernel: in, out; backward: gradient and output in, gradient out. */
  scores: [4, 6],
  /** Dropout in another: in, mask and result out; backward: gradient and mask in, gradient out. */
  scoresDropout: [5, 5],
} as const;

/** One layer's times, without what overlaps: {@link LayerSeconds}. */
export function layerSeconds(shape: TransformerShape, parallelism: Parallelism, work: LayerWork, device: Device, tiers: readonly Tier[]): LayerSeconds {
  const { tensor, context, expert } = parallelism;
  const { hidden, heads, keyValueHeads, headDimension, feedForward, experts, activeExperts } = shape;
  const tokens = (work.sequences * work.sequence) / context;
  const width = (heads * headDimension) / tensor;
  const up = ((shape.gated ? 2 : 1) * feedForward) / tensor;
  const down = feedForward / tensor;
  // Each rank's experts get the tokens of all ranks of the expert group, evenly.
  const localExperts = experts / expert;
  const visits = (tokens * activeExperts) / localExperts;
  const queriesKeysValues = (headDimension * (heads + 2 * keyValueHeads)) / tensor;

  const linear: readonly (readonly [rows: number, columns: number, depth: number, count: number])[] = [
    [tokens, queriesKeysValues, hidden, 1],
    [tokens, hidden, width, 1],
    [visits, up, hidden, localExperts],
    [visits, hidden, down, localExperts],
    ...(experts > 1 ? [[tokens, experts, hidden, 1] as const] : []),
  ];
  const multiplyForward = linear.reduce((sum, [rows, columns, depth, count]) => sum + multiplySeconds(device, rows, columns, depth, count), 0);
  // The gradient of the input, then that of the weights.
  const multiplyBackward = linear.reduce(
    (sum, [rows, columns, depth, count]) => sum + multiplySeconds(device, rows, depth, columns, count) + multiplySeconds(device, depth, columns, rows, count),
    0,
  );

  const core = attentionCore(shape, parallelism, work, device);
  const replicated = parallelism.sequenceParallel ? tensor : 1;
  const values = (direction: 0 | 1): number =>
    ((2 * moved.norm[direction] + 2 * (moved.add[direction] + (shape.dropout ? moved.dropout[direction] : 0))) * tokens * hidden) / replicated +
    moved.transpose[direction] * tokens * width +
    moved.activation[direction] * tokens * activeExperts * (shape.gated ? 1.5 : 1) * down;

  const exchange = exchangeSeconds(shape, parallelism, tokens, tiers);
  return {
    forward: multiplyForward + core.forward + streamSeconds(device, values(0)),
    backward: multiplyBackward + core.backward + streamSeconds(device, values(1)),
    attentionCore: core.forward,
    ...exchange,
  };
}

/** Scores, softmax, dropout and the weighted sum of values, for this rank's heads and its share of the queries. */
function attentionCore(shape: TransformerShape, { tensor, context }: Parallelism, work: LayerWork, device: Device): { readonly forward: number; readonly backward: number } {
  const { heads, headDimension } = shape;
  const queries = work.sequence / context;
  const count = (work.sequences * heads) / tensor;
  const product = multiplySeconds(device, queries, work.sequence, headDimension, count);
  const sum = multiplySeconds(device, queries, headDimension, work.sequence, count);
  if (work.attention === "materialized") {
    const scores = queries * work.sequence * count;
    const streamed = (direction: 0 | 1): number => streamSeconds(device, (moved.scores[direction] + (shape.dropout ? moved.scoresDropout[direction] : 0)) * scores);
    return { forward: product + sum + streamed(0), backward: 2 * (product + sum) + streamed(1) };
  }
  // In one kernel: arithmetic only, half of it masked; backward makes the scores again, five products in place of two.
  const flop = 2 * queries * work.sequence * headDimension * count;
  const seconds = flop / (device.peakFlopPerSecond * device.multiplyEfficiency * (headDimension / (headDimension + device.rampDepth)));
  return { forward: seconds, backward: 2.5 * seconds };
}

/** Communication of one layer: tensor group, expert group and context group. */
function exchangeSeconds(
  shape: TransformerShape,
  parallelism: Parallelism,
  tokens: number,
  tiers: readonly Tier[],
): { readonly exchangeForward: number; readonly exchangeBackward: number } {
  const tensor = groupOf(parallelism, "tensor");
  const bytes = halfBytes * tokens * shape.hidden;
  // Two sums over the tensor group each way (Shoeybi et al., Megatron-LM, 2019), or as many pairs of gather and scatter, which move the same.
  const tensorSeconds = 2 * (parallelism.sequenceParallel ? 2 * halfReduceSeconds(tiers, tensor, bytes) : allReduceSeconds(tiers, tensor, bytes));
  const expert = groupOf(parallelism, "expert");
  // Tokens go to their experts and come back (Lepikhin et al., GShard, 2020), each tensor rank taking its share.
  const expertSeconds = expert.size === 1 ? 0 : 2 * allToAll(expert.size, (bytes * shape.activeExperts) / parallelism.tensor, ringLink(tiers, expert));
  const context = groupOf(parallelism, "context");
  // Keys and values pass around the context group (Liu et al., Ring Attention, 2023); backward their gradients go with them.
  const keysValues = (halfBytes * 2 * tokens * shape.keyValueHeads * shape.headDimension) / parallelism.tensor;
  const contextSeconds = context.size === 1 ? 0 : (context.size - 1) * sendSeconds(keysValues, ringLink(tiers, context));
  return { exchangeForward: tensorSeconds + expertSeconds + contextSeconds, exchangeBackward: tensorSeconds + expertSeconds + 2 * contextSeconds };
}
