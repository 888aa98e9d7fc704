// How long does one step of a training run take, where does the time go, and what share of peak is useful?

import { halfReduceSeconds, allReduceSeconds, ringLink, type Tier } from "./fabric.ts";
import { sendSeconds } from "./collectives.ts";
import { type Device, halfBytes, multiplySeconds, streamSeconds } from "./matrix-multiply.ts";
import { activeParameters, trainingFlopPerToken, type TransformerShape } from "./model-flops.ts";
import { accelerators, type Batch, groupOf, indivisible, microBatches, type Parallelism, stageLayers } from "./parallelism.ts";
import { pipelineSeconds } from "./pipeline.ts";
import { slowestOverMean } from "./stragglers.ts";
import { localParameters, tooLarge, type TrainingMemory, trainingMemory } from "./training-memory.ts";
import { type AttentionKernel, layerSeconds, type Recompute } from "./transformer-layer.ts";

/** A run as the step model needs it. */
export interface TrainingRun {
  readonly shape: TransformerShape;
  readonly parallelism: Parallelism;
  readonly batch: Batch;
  readonly recompute: Recompute;
  readonly attention: AttentionKernel;
  /** Shares (0 to 1) of the computing beside which communication of the layers, and of the data group, can hide. */
  readonly layerOverlap: number;
  readonly dataOverlap: number;
  /** Coefficient of variation of a rank's step time. */
  readonly variation: number;
}

/** Seconds of a step, by where they go; they add up to `stepSeconds`. */
export interface StepParts {
  readonly compute: number;
  readonly recompute: number;
  /** Communication of tensor, expert and context groups and between stages that nothing hides. */
  readonly exposedLayers: number;
  readonly bubble: number;
  readonly exposedData: number;
  readonly optimizer: number;
  readonly stragglers: number;
}

export interface TrainingStep {
  readonly stepSeconds: number;
  readonly parts: StepParts;
  readonly tokensPerSecond: number;
  /** 6 x active parameters x tokens a second over peak (PaLM's measure without attention), and with attention counted whole (Korthikanti et al., 2022). */
  readonly mfu: number;
  readonly mfuWithAttention: number;
  readonly memory: TrainingMemory;
}

/** Bytes that Adam moves for a parameter: 32-bit gradient, master weight and two moments in, the last three and a 16-bit weight out, the gradient's norm and its clearing. */
const optimizerBytesMoved = 4 * 4 + 3 * 4 + 2 + 2 * 4;
/** 32-bit gradients are summed, 16-bit weights gathered. */
const gradientBytes = 4;

/**
 * One step, in time that does not depend on the number of micro-batches.
 * @returns `refused` with one sentence for each thing that is wrong: degrees that do not divide, or memory that is too small with its parts
 */
export function trainingStep(run: TrainingRun, device: Device, tiers: readonly Tier[]): TrainingStep | { readonly refused: readonly string[] } {
  const { shape, parallelism, batch, recompute, attention, layerOverlap } = run;
  const wrong = indivisible(shape, parallelism, batch);
  if (wrong.length > 0) return { refused: wrong };
  const memory = trainingMemory(shape, parallelism, batch, recompute, attention);
  const large = tooLarge(memory, device.memoryBytes);
  if (large !== undefined) return { refused: [large] };

  const { pipeline, virtualStages, context, tensor } = parallelism;
  const count = microBatches(parallelism, batch);
  const layer = layerSeconds(shape, parallelism, { sequences: batch.microSequences, sequence: batch.sequence, attention }, device, tiers);
  const again = recompute === "full" ? layer.forward : recompute === "selective" ? layer.attentionCore : 0;
  const exchange = layer.exchangeForward * (recompute === "full" ? 2 : 1) + layer.exchangeBackward;
  const computed = layer.forward + layer.backward;
  const exposed = Math.max(0, exchange - layerOverlap * (computed + again));

  const tokens = (batch.microSequences * batch.sequence) / context;
  // Activations pass once each way through every virtual stage but the ends of the pipeline; a tensor rank sends its share.
  const message = sendSeconds((halfBytes * tokens * shape.hidden) / tensor, ringLink(tiers, groupOf(parallelism, "pipeline")));
  const passing = pipeline === 1 ? 0 : 2 * virtualStages * message;

  const { middle, last } = stageLayers(shape, parallelism);
  const stage = middle * (computed + again + exposed) + passing;
  const head = headSeconds(shape, tokens, tensor, device);
  const pace = Math.max(stage, last * (computed + again + exposed) + passing + head);
  const piped = pipelineSeconds(pace, stage, pipeline, virtualStages, count);

  const exposedData = dataSeconds(run, tiers, middle * layer.backward);
  const held = localParameters(shape, parallelism) / (parallelism.sharded === "none" ? 1 : parallelism.data);
  const optimizer = streamSeconds(device, optimizerBytesMoved * held);
  const even = piped + exposedData + optimizer;
  const stepSeconds = even * slowestOverMean(accelerators(parallelism), run.variation);

  const headPace = pace === stage ? 0 : head;
  const layersAtPace = pace === stage ? middle : last;
  const parts = {
    compute: count * (layersAtPace * computed + headPace),
    recompute: count * layersAtPace * again,
    exposedLayers: count * (layersAtPace * exposed + passing),
    bubble: piped - count * pace,
    exposedData,
    optimizer,
    stragglers: stepSeconds - even,
  };
  const tokensPerSecond = (batch.sequences * batch.sequence) / stepSeconds;
  const peak = accelerators(parallelism) * device.peakFlopPerSecond;
  return {
    stepSeconds,
    parts,
    tokensPerSecond,
    mfu: (tokensPerSecond * 6 * activeParameters(shape)) / peak,
    mfuWithAttention: (tokensPerSecond * trainingFlopPerToken(shape, batch.sequence, "full")) / peak,
    memory,
  };
}

/** The head that turns the last layer's output into a probability for each word, forward and backward, with its softmax in 32 bits. */
function headSeconds(shape: TransformerShape, tokens: number, tensor: number, device: Device): number {
  const words = shape.vocabulary / tensor;
  const { hidden } = shape;
  const products = multiplySeconds(device, tokens, words, hidden) + multiplySeconds(device, tokens, hidden, words) + multiplySeconds(device, hidden, words, tokens);
  // 16-bit logits to 32 bits, largest, exponential and sum, gradient back to 16 bits.
  const softmaxBytes = 6 + 4 + 8 + 6;
  return products + streamSeconds(device, softmaxBytes * tokens * words);
}

/** Summing gradients and gathering weights over the data group, less what hides beside the last micro-batch's backward pass. */
function dataSeconds({ shape, parallelism, dataOverlap }: TrainingRun, tiers: readonly Tier[], backwardSeconds: number): number {
  const group = groupOf(parallelism, "data");
  if (group.size === 1) return 0;
  const held = localParameters(shape, parallelism);
  const exchange =
    parallelism.sharded === "none"
      ? allReduceSeconds(tiers, group, gradientBytes * held)
      : halfReduceSeconds(tiers, group, gradientBytes * held) + halfReduceSeconds(tiers, group, halfBytes * held);
  return Math.max(0, exchange - dataOverlap * backwardSeconds);
}
