// How is one model spread over accelerators, and which spread is possible?

import type { Group } from "./fabric.ts";
import type { TransformerShape } from "./model-flops.ts";

/** Ways of spreading, in the order in which ranks are numbered: the first are nearest to each other. */
export type Dimension = "tensor" | "context" | "expert" | "data" | "pipeline";

/** Degrees of parallelism; accelerators = their product. */
export interface Parallelism extends Readonly<Record<Dimension, number>> {
  readonly order: readonly Dimension[];
  /** Chunks of layers that a pipeline stage holds (interleaving). */
  readonly virtualStages: number;
  /** Layers that the first and the last stage hold fewer than the others, to make room for embedding and head. */
  readonly endsLighterBy: number;
  /** Norms, dropouts and their activations are spread over the tensor group too (Korthikanti et al., 2022). */
  readonly sequenceParallel: boolean;
  /** What the data group keeps one copy of between its ranks, not one each: nothing, optimizer state, or gradients and optimizer state (ZeRO 1 and 2). */
  readonly sharded: "none" | "optimizer" | "gradients";
}

/** One training step's batch. */
export interface Batch {
  /** Sequences of a step over all ranks, and tokens of each. */
  readonly sequences: number;
  readonly sequence: number;
  /** Sequences that go through the pipeline together. */
  readonly microSequences: number;
}

export function accelerators({ tensor, context, expert, data, pipeline }: Parallelism): number {
  return tensor * context * expert * data * pipeline;
}

/** Ranks of one dimension: every `stride`-th, the product of the degrees numbered before it. */
export function groupOf(parallelism: Parallelism, dimension: Dimension): Group {
  let stride = 1;
  for (const inner of parallelism.order) {
    if (inner === dimension) break;
    stride *= parallelism[inner];
  }
  return { size: parallelism[dimension], stride };
}

/** Copies of the model that work on different sequences. The expert ranks share experts but not tokens. */
export function replicas({ data, expert }: Parallelism): number {
  return data * expert;
}

/** Micro-batches that each replica puts through its pipeline in a step. */
export function microBatches(parallelism: Parallelism, batch: Batch): number {
  return batch.sequences / (replicas(parallelism) * batch.microSequences);
}

/** Layers of the first, of an ordinary and of the last stage of the pipeline; the last has what is left. */
export function stageLayers({ layers }: TransformerShape, { pipeline, endsLighterBy }: Parallelism): { readonly first: number; readonly middle: number; readonly last: number } {
  if (pipeline === 1) return { first: layers, middle: layers, last: layers };
  const middle = Math.ceil((layers + 2 * endsLighterBy) / pipeline);
  const first = middle - endsLighterBy;
  return { first, middle, last: layers - first - middle * (pipeline - 2) };
}

/** What does not divide, one sentence each; none when the spread is possible. */
export function indivisible(shape: TransformerShape, parallelism: Parallelism, batch: Batch): readonly string[] {
  const { tensor, context, expert, pipeline, virtualStages } = parallelism;
  const found: string[] = [];
  const whole = (what: string, number: number, by: string, degree: number): void => {
    if (number % degree !== 0) found.push(`${what} (${number}) do not divide by ${by} (${degree})`);
  };
  whole("attention heads", shape.heads, "the tensor degree", tensor);
  whole("experts", shape.experts, "the expert degree", expert);
  whole("tokens of a sequence", batch.sequence, "the context degree", context);
  whole("sequences of a step", batch.sequences, "replicas x sequences of a micro-batch", replicas(parallelism) * batch.microSequences);
  const { first, middle, last } = stageLayers(shape, parallelism);
  if (Math.min(first, last) < 0 || middle < virtualStages) found.push(`layers (${shape.layers}) are too few for ${pipeline} stages of ${virtualStages} chunks`);
  if (new Set(parallelism.order).size !== 5) found.push("the order of ranks must name each of tensor, context, expert, data and pipeline once");
  return found;
}
