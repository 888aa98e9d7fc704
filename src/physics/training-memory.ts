// What must one accelerator hold to train, and does it fit?

import { attentionWeights, expertWeights, type TransformerShape } from "./model-flops.ts";
import { type Batch, microBatches, type Parallelism, stageLayers } from "./parallelism.ts";
import { microBatchesInFlight } from "./pipeline.ts";
import type { AttentionKernel, Recompute } from "./transformer-layer.ts";

/** Bytes on the fullest accelerator. */
export interface TrainingMemory {
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
  readonly activations: number;
}

/** Bytes of a parameter: 16-bit weight; 32-bit gradient; 32-bit master weight and two moments. Mixed precision with Adam: Rajbhandari et al., ZeRO, 2020, with gradients kept in 32 bits as Megatron-LM does. */
const weightBytes = 2;
const gradientBytes = 4;
const optimizerBytes = 12;

/** Parameters that an accelerator of the fullest stage holds: its layers' shares, and its share of the embedding where that stage has it. */
export function localParameters(shape: TransformerShape, parallelism: Parallelism): number {
  const { tensor, expert } = parallelism;
  const router = shape.experts > 1 ? shape.hidden * shape.experts : 0;
  const layer = attentionWeights(shape) / tensor + ((shape.experts / expert) * expertWeights(shape)) / tensor + router;
  const { first, middle } = stageLayers(shape, parallelism);
  return Math.max(first * layer + (shape.vocabulary * shape.hidden) / tensor, middle * layer);
}

/** Bytes on the fullest accelerator: the first stage holds the most micro-batches, each next one holds one fewer. */
export function trainingMemory(shape: TransformerShape, parallelism: Parallelism, batch: Batch, recompute: Recompute, attention: AttentionKernel): TrainingMemory {
  const held = localParameters(shape, parallelism);
  const { data, sharded, pipeline, virtualStages } = parallelism;
  const { first, middle } = stageLayers(shape, parallelism);
  const inFlight = microBatchesInFlight(pipeline, virtualStages, microBatches(parallelism, batch));
  const layer = layerActivationBytes(shape, parallelism, batch, recompute, attention);
  // With full recomputation one layer at a time is made again in full.
  const working = recompute === "full" ? layerActivationBytes(shape, parallelism, batch, "none", attention) : 0;
  return {
    weights: weightBytes * held,
    gradients: (gradientBytes * held) / (sharded === "gradients" ? data : 1),
    optimizer: (optimizerBytes * held) / (sharded === "none" ? 1 : data),
    activations: Math.max(first * inFlight, middle * (inFlight - 1)) * layer + working,
  };
}

/**
 * Bytes that one layer keeps of one micro-batch until its backward pass: Korthikanti et al., 2022 (arXiv 2205.05198), sec. 4, counted by operand so that
 * grouped heads, gates and experts come out too; for a GPT layer it is s b h (34 + 5 a s / h) / t with sequence parallelism.
 */
export function layerActivationBytes(
  shape: TransformerShape,
  { tensor, context, sequenceParallel }: Parallelism,
  { microSequences, sequence }: Batch,
  recompute: Recompute,
  attention: AttentionKernel,
): number {
  const tokens = (microSequences * sequence) / context;
  const { hidden, heads, keyValueHeads, headDimension, feedForward, gated, activeExperts, dropout } = shape;
  const spread = sequenceParallel ? tensor : 1;
  if (recompute === "full") return (2 * tokens * hidden) / spread;
  // Inputs of two norms, of queries-keys-values and of the way up; masks of two dropouts.
  const outside = (2 * 2 + 2 * 2 + (dropout ? 2 : 0)) * hidden;
  const width = headDimension * (2 * heads + 2 * keyValueHeads);
  const feed = activeExperts * ((gated ? 4 : 2) + 2) * feedForward;
  // Queries, keys, values and the projection's input; inside the block its activation's input and output.
  const inside = 2 * width + feed;
  const scores = recompute === "none" && attention === "materialized" ? (dropout ? 5 : 2) * heads * sequence : 0;
  return tokens * (outside / spread + (inside + scores) / tensor);
}

/** Why it does not fit, with every part's size, largest first; undefined when it fits. */
export function tooLarge(memory: TrainingMemory, memoryBytes: number): string | undefined {
  const parts = Object.entries(memory).toSorted(([, left], [, right]) => right - left);
  const sum = parts.reduce((total, [, bytes]) => total + bytes, 0);
  if (sum <= memoryBytes) return undefined;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  return `one accelerator would hold ${gigabytes(sum)} and has ${gigabytes(memoryBytes)}: ${parts.map(([part, bytes]) => `${part} ${gigabytes(bytes)}`).join(", ")}`;
}
