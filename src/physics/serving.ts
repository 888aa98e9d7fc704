// How large is a language model by its public configuration, and how much work, memory and traffic is one of its tokens?

/** What a model's published `config.json` says. Sizes are counts of elements; see `data/serving.yaml` for the models we name. */
export interface LanguageModel {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headSize: number;
  /** Width of the gated feed-forward of a dense layer. */
  readonly feedForward: number;
  readonly vocabulary: number;
  /** True where input and output embeddings are one matrix. */
  readonly tied: boolean;
  /** Layers whose attention sees the whole context; all where absent. The others keep a window that is left out of the KV account. */
  readonly globalLayers?: number | undefined;
  readonly experts?: Experts | undefined;
  readonly latent?: Latent | undefined;
}

/** Mixture of experts: every token passes `perToken` of `count` routed experts and all `shared` ones. */
export interface Experts {
  readonly count: number;
  readonly perToken: number;
  /** Width of one expert's gated feed-forward. */
  readonly feedForward: number;
  readonly shared: number;
  /** Leading layers with a dense feed-forward. */
  readonly denseLayers: number;
}

/** Multi-head latent attention: what is cached is one latent vector and one rotary key a layer. DeepSeek-AI, DeepSeek-V2, 2024 (arXiv 2405.04434), section 2.1. */
export interface Latent {
  readonly queryRank: number;
  readonly keyValueRank: number;
  readonly rotary: number;
}

/** Parameters by how a step reads and uses them. */
export interface Parameters {
  /** Attention, dense feed-forward, shared experts, routers: read and used by every token. */
  readonly common: number;
  /** All routed experts. */
  readonly routed: number;
  /** Routed experts that one token passes. */
  readonly routedPerToken: number;
  /** Output matrix, used once for each token that is drawn. */
  readonly head: number;
  /** Input embedding, looked up and not multiplied. */
  readonly embedding: number;
}

/** Parameters of a decoder-only transformer with gated feed-forward, without norms and biases (under 0.1 %). Vaswani et al., 2017; Shazeer, GLU variants, 2020. */
export function parametersOf(model: LanguageModel): Parameters {
  const { layers, hidden, heads, keyValueHeads, headSize, latent, experts } = model;
  const attention = latent
    ? hidden * latent.queryRank +
      latent.queryRank * heads * (headSize + latent.rotary) +
      hidden * (latent.keyValueRank + latent.rotary) +
      latent.keyValueRank * heads * 2 * headSize +
      heads * headSize * hidden
    : 2 * hidden * heads * headSize + 2 * hidden * keyValueHeads * headSize;
  const denseLayers = experts ? experts.denseLayers : layers;
  const expert = experts ? 3 * hidden * experts.feedForward : 0;
  const mixed = layers - denseLayers;
  return {
    common: layers * attention + denseLayers * 3 * hidden * model.feedForward + mixed * ((experts?.shared ?? 0) * expert + (experts?.count ?? 0) * hidden),
    routed: mixed * (experts?.count ?? 0) * expert,
    routedPerToken: mixed * (experts?.perToken ?? 0) * expert,
    head: model.vocabulary * hidden,
    embedding: model.tied ? 0 : model.vocabulary * hidden,
  };
}

/** All parameters that are stored. */
export function totalParameters({ common, routed, head, embedding }: Parameters): number {
  return common + routed + head + embedding;
}

/** Parameters that one token passes, output and input embeddings counted. */
export function activeParameters({ common, routedPerToken, head, embedding }: Parameters): number {
  return common + routedPerToken + head + embedding;
}

/** Bytes of keys and values that one token leaves in the cache: 2 x layers x KV heads x head size x bytes; with latent attention layers x (rank + rotary) x bytes. */
export function keyValueBytes(model: LanguageModel, bytesPerElement: number): number {
  const layers = model.globalLayers ?? model.layers;
  return layers * (model.latent ? model.latent.keyValueRank + model.latent.rotary : 2 * model.keyValueHeads * model.headSize) * bytesPerElement;
}

/** FLOP of one query token's attention over one key: 2 for each element of the score and of the value, every head and global layer. Kaplan et al., 2020, table 1. */
export function attentionFlop(model: LanguageModel): number {
  return 2 * (model.globalLayers ?? model.layers) * model.heads * (2 * model.headSize + (model.latent?.rotary ?? 0));
}

/**
 * Share of the routed experts that a step of `tokens` tokens reads, each token drawing its experts evenly and independently:
 * 1 - (1 - perToken / count)^tokens. The parameters that a batch reads are these, not the active ones of a token.
 */
export function expertsRead(experts: Experts, tokens: number): number {
  return 1 - (1 - experts.perToken / experts.count) ** tokens;
}

/** Mean tokens of one verification step with `draft` drafted tokens, each accepted with probability `acceptance`: (1 - a^(k+1)) / (1 - a). Leviathan et al., 2023 (arXiv 2211.17192), eq. 1. */
export function speculatedTokens(draft: number, acceptance: number): number {
  return acceptance === 1 ? draft + 1 : (1 - acceptance ** (draft + 1)) / (1 - acceptance);
}
