// What may a serving specification say?

import { z } from "zod";
import { count, gigabytes, precisions, ratio, share, teraflops, terabytesPerSecond, usdPerHour, watts, seconds, gigabytesPerSecond, perSecond } from "./spec-fields.ts";
import { id, map } from "../../programme/names.ts";

const whole = z.number().int();

const model = z
  .strictObject({
    name: z.string().describe("Name to show."),
    layers: count.describe("Layers."),
    hidden: count.describe("Width of the residual stream."),
    heads: count.describe("Query heads."),
    keyValueHeads: count.describe("Key and value heads (grouped queries)."),
    headSize: count.describe("Elements of a head; with `latent`, of the part without position."),
    feedForward: count.describe("Width of a dense layer's gated feed-forward."),
    vocabulary: count.describe("Tokens in the vocabulary."),
    tied: z.boolean().default(false).describe("True where input and output embeddings are one matrix."),
    globalLayers: count.optional().describe("Layers whose attention sees the whole context, where the others keep a short window."),
    experts: z
      .strictObject({
        count: count.describe("Routed experts of a layer."),
        perToken: count.describe("Routed experts that a token passes."),
        feedForward: count.describe("Width of one expert."),
        shared: count.default(0).describe("Experts that every token passes."),
        denseLayers: count.default(0).describe("Leading layers without experts."),
      })
      .optional()
      .describe("Mixture of experts."),
    latent: z
      .strictObject({
        queryRank: count.describe("Rank of the compressed query."),
        keyValueRank: count.describe("Rank of the compressed keys and values: what is cached."),
        rotary: count.describe("Elements of the rotary key, cached too."),
      })
      .optional()
      .describe("Multi-head latent attention."),
    source: z.string().describe("Where the configuration is published."),
  })
  .describe("A model by its public configuration.");

const accelerator = z
  .strictObject({
    name: z.string().describe("Name to show."),
    peak: z
      .strictObject({
        bf16: teraflops.describe("BF16."),
        fp8: teraflops.optional().describe("FP8."),
        fp4: teraflops.optional().describe("FP4."),
      })
      .describe("Dense peak, without sparsity."),
    memory: gigabytes.describe("Memory."),
    bandwidth: terabytesPerSecond.describe("Memory bandwidth."),
    link: gigabytesPerSecond.describe("One direction of the scale-up link."),
    tdp: watts.describe("Thermal design power."),
  })
  .describe("One accelerator package.");

const engine = z
  .strictObject({
    name: z.string().describe("Engine, version and date that the coefficients are of."),
    compute: share.describe("Share of the dense peak that matrix products reach."),
    weights: share.describe("Share of the memory bandwidth at which weights are read."),
    keyValue: share.describe("Share of the memory bandwidth at which the KV cache is read."),
    link: share.describe("Share of the link that an all-reduce reaches."),
    step: seconds.describe("Time of a step beside its layers: scheduling, sampling."),
    layer: seconds.describe("Time of a layer beside its work: launches."),
    request: seconds.describe("Time of a step for each token that it draws."),
    collective: seconds.describe("Latency of one all-reduce."),
    draw: z
      .strictObject({
        idle: share.describe("While nothing runs."),
        prefill: share.describe("In steps with prompts."),
        decode: share.describe("In steps without."),
      })
      .describe("Power of an accelerator over its thermal design power."),
  })
  .describe("How far an engine stays behind the roofline, and what it draws.");

const scheduler = z
  .strictObject({
    kind: z.enum(["prefill-first", "chunked"]).describe("Whole prompts before decodes, or prompts cut to fill the steps of those who run."),
    maxSequences: whole.min(1).max(65536).default(256).describe("Requests in the batch."),
    maxBatchedTokens: whole.min(1).default(2048).describe("Tokens of a step."),
    blockTokens: whole.min(1).max(4096).default(16).describe("Tokens of a KV block."),
    memoryShare: share.default(0.9 as never).describe("Share of the memory for weights and KV blocks."),
    watermark: share.default(0.01 as never).describe("Share of the blocks that an admission leaves free while others run."),
    prefixCache: z.boolean().default(true).describe("True: blocks of prefixes stay until room is needed, where requests say their prefixes."),
    preemption: z
      .enum(["recompute", "swap"])
      .default("recompute")
      .describe("What a request that is put back does: compute its keys and values again, or have them moved to the host."),
    host: z
      .strictObject({ memory: gigabytes.describe("Host memory for it, by replica."), bandwidth: gigabytesPerSecond.describe("To and from the host, by replica.") })
      .optional()
      .describe("Needed for `swap`."),
  })
  .describe("How the steps of a replica are made up.");

const pool = z
  .strictObject({
    replicas: whole.min(1).max(100_000).describe("Replicas at the start, and throughout without `autoscale`."),
    accelerators: whole.min(1).max(1024).describe("Accelerators of a replica, which share every layer."),
    scheduler,
    start: seconds.default(0 as never).describe("From when a replica is given until it takes requests."),
    autoscale: z
      .strictObject({
        least: whole.min(0).describe("Fewest replicas."),
        most: whole.min(1).max(100_000).describe("Most replicas."),
        requestsPerReplica: ratio.describe("Requests under way, for each replica, that it aims at."),
        interval: seconds.describe("How often the load is looked at."),
        start: seconds.describe("From the decision until a replica takes requests."),
        patience: seconds.default(0 as never).describe("How long the load must stay low before a replica is let go."),
      })
      .optional()
      .describe("Grows and shrinks the pool by its load."),
    capacity: z
      .array(z.strictObject({ at: seconds.describe("From then on."), replicas: whole.min(0).describe("Replicas that there are.") }))
      .default([])
      .describe("Replicas that the pool may hold over time: what training leaves. What is taken away goes at once, and its requests start again elsewhere."),
  })
  .describe("Replicas that are alike.");

const lengths = z
  .strictObject({
    mean: ratio.describe("Mean."),
    variation: ratio.default(0 as never).describe("Standard deviation over the mean; 0: all alike. Lognormal."),
  })
  .describe("Tokens of a request.");

export const servingSpec = z
  .strictObject({
    models: map(model).default({}).describe("Models by id."),
    accelerators: map(accelerator).default({}).describe("Accelerators by id."),
    engines: map(engine).default({}).describe("Engines by id."),
    model: id.describe("The model that is served."),
    accelerator: id.describe("What it runs on."),
    engine: id.describe("Whose coefficients hold."),
    precision: z.enum(precisions).default("bf16").describe("Number format of weights and matrix products."),
    keyValue: z.enum(["fp8", "bf16"]).default("bf16").describe("Number format of keys and values."),
    pool: pool.optional().describe("Replicas that do everything. Either this, or `prefill`, `decode` and `transfer`."),
    prefill: pool.optional().describe("Replicas that compute prompts."),
    decode: pool.optional().describe("Replicas that go on from there."),
    transfer: z
      .strictObject({
        bandwidth: gigabytesPerSecond.optional().describe("Of each prefill replica's outgoing link; without one, transfers take no time beside the latency."),
        latency: seconds.default(0 as never).describe("Of each transfer."),
      })
      .optional()
      .describe("How keys and values get from one pool to the other."),
    router: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("round-robin").describe("One after the other.") }),
        z.strictObject({ kind: z.literal("least-loaded").describe("The one with the fewest requests.") }),
        z.strictObject({ kind: z.literal("two-choices").describe("The less loaded of two drawn at random.") }),
        z.strictObject({
          kind: z.literal("prefix-affinity").describe("The one that has most of the prefix."),
          slack: whole.min(0).default(16).describe("Unless it has so many requests more than the least loaded."),
        }),
      ])
      .default({ kind: "least-loaded" })
      .describe("Which replica gets a request."),
    speculation: z
      .strictObject({
        draft: whole.min(1).max(16).describe("Tokens drafted in each step."),
        acceptance: share.describe("Probability that a drafted token is accepted, each alike."),
        time: seconds.describe("Time that drafting takes in each step."),
      })
      .optional()
      .describe("Speculative decoding, by its mean."),
    objectives: z
      .strictObject({
        firstToken: seconds.optional().describe("Longest time to the first token."),
        betweenTokens: seconds.optional().describe("Longest mean time between a request's tokens."),
        endToEnd: seconds.optional().describe("Longest time from arrival to the last token."),
      })
      .default({})
      .describe("Service level objectives: a request that meets all counts as good."),
    price: usdPerHour.optional().describe("Price of one accelerator for an hour."),
    requests: z
      .strictObject({
        count: whole.min(1).max(100_000_000).describe("How many."),
        rate: perSecond.describe("Mean arrivals."),
        arrivals: z.enum(["even", "poisson", "gamma"]).default("poisson").describe("How arrivals are spread."),
        variation: ratio.default(1 as never).describe("Standard deviation over mean of the time between arrivals, for `gamma`."),
        input: lengths,
        output: lengths,
      })
      .optional()
      .describe("Requests to draw, where no trace is given."),
  })
  .describe("A serving specification.");

export type ServingSpec = z.infer<typeof servingSpec>;
export type ServingPool = NonNullable<ServingSpec["pool"]>;
