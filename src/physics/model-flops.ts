// How large is a transformer, and how many FLOP does a token cost to train?

/** A decoder-only transformer, dense or with experts. */
export interface TransformerShape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  /** Heads of keys and values; `heads` when every query head has its own. */
  readonly keyValueHeads: number;
  readonly headDimension: number;
  /** Inner width of one feed-forward block or of one expert. */
  readonly feedForward: number;
  /** Two matrices up, one as a gate (SwiGLU), in place of one. */
  readonly gated: boolean;
  readonly vocabulary: number;
  /** Experts in each layer, and how many of them a token visits; 1 and 1 for a dense model. */
  readonly experts: number;
  readonly activeExperts: number;
  /** Dropout after attention and feed-forward, and on the scores. */
  readonly dropout: boolean;
}

/** Weights of attention in one layer: queries, keys and values, and the projection out. */
export function attentionWeights({ hidden, heads, keyValueHeads, headDimension }: TransformerShape): number {
  return hidden * headDimension * (heads + 2 * keyValueHeads) + heads * headDimension * hidden;
}

/** Weights of one feed-forward block or one expert. */
export function expertWeights({ hidden, feedForward, gated }: TransformerShape): number {
  return (gated ? 3 : 2) * hidden * feedForward;
}

/** Weights of the router of one layer; none in a dense model. */
function routerWeights({ hidden, experts }: TransformerShape): number {
  return experts > 1 ? hidden * experts : 0;
}

/** All parameters: the matrices of every layer and expert, and one embedding shared with the head. Norms and biases, under 0.1 %, are left out. */
export function parameters(shape: TransformerShape): number {
  return shape.layers * (attentionWeights(shape) + shape.experts * expertWeights(shape) + routerWeights(shape)) + shape.vocabulary * shape.hidden;
}

/** Parameters that a token meets: the same with the experts that it visits. */
export function activeParameters(shape: TransformerShape): number {
  return parameters({ ...shape, experts: 1 }) + shape.layers * ((shape.activeExperts - 1) * expertWeights(shape) + routerWeights(shape));
}

/**
 * FLOP to train on one token, forward and backward, without recomputation: 6 for each active weight (Kaplan et al., 2020) and, for attention,
 * 12 x layers x width x sequence, or half when only the causal half is counted (Korthikanti et al., 2022, arXiv 2205.05198, appendix A, counts it whole).
 * @param sequence tokens of one sequence
 */
export function trainingFlopPerToken(shape: TransformerShape, sequence: number, attention: "causal" | "full"): number {
  const width = shape.heads * shape.headDimension;
  return 6 * activeParameters(shape) + (attention === "causal" ? 6 : 12) * shape.layers * width * sequence;
}
