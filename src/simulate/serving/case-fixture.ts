// Random small serving cases that strain what they have: few blocks, short steps, long prompts. For tests.

import fc from "fast-check";
import type { StepCost } from "../../physics/serving-step.ts";
import type { RequestTrace } from "../../record/trace.ts";
import { chunked } from "./chunked.ts";
import type { EngineTerms } from "./engine.ts";
import { prefillFirst } from "./prefill-first.ts";
import type { ReplicaTerms } from "./replica-terms.ts";
import { leastLoaded, roundRobin } from "./router.ts";

export interface Case {
  readonly trace: RequestTrace;
  readonly terms: EngineTerms;
  readonly routing: "round-robin" | "least-loaded";
}

/** A trace by hand: `[arrival in s, input, output, prefix keys]` a request. */
export function traceOf(rows: readonly (readonly [number, number, number, (readonly number[])?])[], tokensPerBlock = 0): RequestTrace {
  const blockStart = new Int32Array(rows.length + 1);
  for (const [index, [, , , keys]] of rows.entries()) blockStart[index + 1] = blockStart[index]! + (keys?.length ?? 0);
  return {
    kind: "requests",
    origin: 0,
    arrivalSeconds: Float64Array.from(rows, ([arrival]) => arrival),
    inputTokens: Int32Array.from(rows, ([, input]) => input),
    outputTokens: Int32Array.from(rows, ([, , output]) => output),
    model: new Int32Array(rows.length).fill(-1),
    models: [],
    session: new Int32Array(rows.length).fill(-1),
    blockStart,
    blocks: Int32Array.from(rows.flatMap(([, , , keys]) => keys ?? [])),
    tokensPerBlock,
  };
}

const cost = fc.record({
  token: fc.integer({ min: 1_000, max: 5_000_000 }),
  draw: fc.integer({ min: 0, max: 1_000_000 }),
  common: fc.integer({ min: 1_000, max: 50_000_000 }),
  routed: fc.constantFrom(0, 40_000_000),
  untouched: fc.constantFrom(0, 0.75),
  pair: fc.integer({ min: 0, max: 10_000 }),
  keyValue: fc.integer({ min: 1, max: 300_000 }),
  exchange: fc.integer({ min: 0, max: 1_000 }),
  fixed: fc.integer({ min: 1_000, max: 10_000_000 }),
  request: fc.integer({ min: 0, max: 1_000_000 }),
});

/** Terms of one replica that need not be those of any machine. */
const replica = fc
  .record({
    cost,
    blocks: fc.integer({ min: 6, max: 140 }),
    blockTokens: fc.constantFrom(1, 3, 4, 16),
    entryBlocks: fc.constantFrom(0, 1, 2),
    maxSequences: fc.integer({ min: 1, max: 9 }),
    maxBatchedTokens: fc.integer({ min: 1, max: 80 }),
    watermarkBlocks: fc.constantFrom(0, 0, 1, 3),
    swapPicoseconds: fc.integer({ min: 1_000, max: 1_000_000 }),
    hostBlocks: fc.constantFrom(0, 0, 12, 1000),
    compose: fc.constantFrom(prefillFirst, chunked),
    draft: fc.constantFrom(0, 0, 2),
  })
  .map(({ draft, ...rest }): ReplicaTerms => ({
    ...rest,
    prefillOnly: false,
    stepTokens: 1 + draft,
    grain: draft === 0 ? 1 : 8,
    stride: draft === 0 ? 1 : 13,
    draftPicoseconds: draft * 700_000,
  }));

const row = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400_000 })),
  input: fc.integer({ min: 1, max: 70 }),
  output: fc.integer({ min: 0, max: 60 }),
  family: fc.nat(3),
  depth: fc.nat(5),
});

/** Costs in whole steps of 10 microseconds. */
function roundCost(fine: StepCost): StepCost {
  const round = (value: number) => Math.round(value / 1e7) * 1e7;
  return { ...fine, token: 0, draw: 0, common: 1e7 + round(fine.common), routed: 0, pair: 0, exchange: 0, keyValue: 0, fixed: 1e7 + round(fine.fixed), request: 0 };
}

/** A case of one pool, or of two with a link. */
export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    terms: replica,
    rows: fc.array(row, { minLength: 1, maxLength: 30 }),
    replicas: fc.integer({ min: 1, max: 3 }),
    split: fc.boolean(),
    speed: fc.constantFrom(Infinity, 0.001, 0.1),
    latency: fc.constantFrom(0, 1e-5),
    second: fc.integer({ min: 1, max: 2 }),
    routing: fc.constantFrom("round-robin" as const, "least-loaded" as const),
    coarse: fc.boolean(),
  })
  .map(({ terms: fineTerms, rows, replicas, split, speed, latency, second, routing, coarse }) => {
    // Coarse times meet: arrivals then fall on the ends of steps.
    const terms = coarse ? { ...fineTerms, cost: roundCost(fineTerms.cost) } : fineTerms;
    let time = 0;
    const trace = traceOf(
      rows.map(({ wait, input, output, family, depth }) => {
        time += coarse ? Math.round(wait / 10_000) * 10_000 : wait;
        // Requests of one family share the front of their keys, all families share the first.
        const keys = terms.entryBlocks === 0 ? [] : Array.from({ length: depth }, (_, index) => (index === 0 ? 1 : 100 * (family + 1) + index));
        return [time / 1e9, input, output, keys] as const;
      }),
      terms.entryBlocks * terms.blockTokens,
    );
    const router = () => (routing === "round-robin" ? roundRobin() : leastLoaded());
    const pool = (count: number) => ({ replicas: count, capacity: [], startSeconds: 0 });
    const plain = { ...terms, stepTokens: 1, grain: 1, stride: 1, draftPicoseconds: 0 };
    return {
      trace,
      routing,
      terms: split
        ? {
            first: { terms: { ...plain, prefillOnly: true }, pool: pool(replicas), router: router() },
            second: { terms, pool: pool(second), router: router(), link: { bytesPerToken: 100, gigabytesPerSecond: speed, latencySeconds: latency } },
          }
        : { first: { terms, pool: pool(replicas), router: router() } },
    };
  });
