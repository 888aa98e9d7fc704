// The serving engine again, slowly: one step, one request, one token at a time, from the sentences of docs/serving.md. For tests and the bench.

import type { RequestTrace } from "../../record/trace.ts";
import { promptPairs, stepPicoseconds } from "../../physics/serving-step.ts";
import { Gaps } from "./gaps.ts";
import type { EngineTerms } from "./engine.ts";
import type { ReplicaTerms } from "./replica-terms.ts";

export interface Reference {
  readonly firstToken: number[];
  readonly end: number[];
  readonly preemptions: number[];
  readonly cached: number[];
  readonly replica: number[];
  readonly gaps: Gaps;
  /** Steps, and most blocks in use, by replica. */
  readonly steps: number[];
  readonly mostBlocks: number[];
}

interface Request {
  readonly number: number;
  readonly input: number;
  readonly output: number;
  readonly keys: readonly number[];
  context: number;
  computed: number;
  generated: number;
  /** Parts of tokens in its cache while it decodes, and decode steps since it joined. */
  parts: number;
  steps: number;
  decoding: boolean;
  ready: "no" | "transferred" | "swapped";
  held: number[];
  own: number;
  firstToken: number;
  lastToken: number;
  /** Number of the replica's step in which it last drew by decoding. */
  lastDecode: number;
  end: number;
  preemptions: number;
  cached: number;
  replica: number;
}

interface Entry {
  holders: number;
  used: number;
}

class Slow {
  readonly terms: ReplicaTerms;
  readonly number: number;
  readonly tokensPerKey: number;
  readonly first: boolean;
  waiting: Request[] = [];
  running: Request[] = [];
  sending: Request[] = [];
  cache = new Map<number, Entry>();
  stamp = 0;
  clock = 0n;
  at: number | undefined;
  stepUnderWay: { chunks: [Request, number][]; decoders: Request[]; duration: bigint } | undefined;
  idle = true;
  steps = 0;
  most = 0;
  linkFree = 0;
  chunky: boolean;

  constructor(number: number, terms: ReplicaTerms, tokensPerKey: number, first: boolean) {
    this.number = number;
    this.terms = terms;
    this.tokensPerKey = tokensPerKey;
    this.first = first;
    this.chunky = terms.compose.name === "chunked";
  }

  inUse(): number {
    let blocks = 0;
    for (const request of [...this.running, ...this.sending]) blocks += request.own;
    for (const { holders } of this.cache.values()) if (holders > 0) blocks += this.terms.entryBlocks;
    return blocks;
  }

  free(): number {
    let blocks = this.terms.blocks;
    for (const request of [...this.running, ...this.sending]) blocks -= request.own;
    return blocks - this.cache.size * this.terms.entryBlocks;
  }

  idleEntries(): number {
    return [...this.cache.values()].filter(({ holders }) => holders === 0).length;
  }

  makeRoom(blocks: number): void {
    while (this.free() < blocks) {
      const [oldest] = [...this.cache].filter(([, { holders }]) => holders === 0).toSorted(([, one], [, other]) => one.used - other.used);
      this.cache.delete(oldest![0]);
    }
  }

  matched(request: Request): number {
    if (this.terms.entryBlocks === 0 || request.ready !== "no") return 0;
    const most = Math.floor(Math.min(request.context - 1, request.input) / this.tokensPerKey);
    let found = 0;
    while (found < Math.min(most, request.keys.length) && this.cache.has(request.keys[found]!)) found++;
    return found;
  }

  fits(request: Request): boolean {
    const matched = this.matched(request);
    const idleMatched = request.keys.slice(0, matched).filter((key) => this.cache.get(key)!.holders === 0).length;
    let need = Math.ceil(request.context / this.terms.blockTokens) - matched * this.terms.entryBlocks;
    if (request.ready !== "no") need += this.growth() + 1;
    const available = this.free() + (this.idleEntries() - idleMatched) * this.terms.entryBlocks;
    return need <= available - (this.running.length > 0 ? this.terms.watermarkBlocks : 0);
  }

  blocksOf(parts: number): number {
    return Math.ceil(parts / (this.terms.blockTokens * this.terms.grain));
  }

  growth(): number {
    let blocks = 0;
    for (const request of this.running) if (request.decoding) blocks += this.blocksOf(request.parts + this.terms.stride) - this.blocksOf(request.parts);
    return blocks;
  }

  join(request: Request): void {
    request.decoding = true;
    request.parts = request.context * this.terms.grain;
    request.steps = 0;
  }

  /** @returns blocks moved from the host */
  admit(request: Request): number {
    const matched = this.matched(request);
    this.waiting.shift();
    request.held = request.keys.slice(0, matched);
    for (const key of request.held) this.cache.get(key)!.holders++;
    const own = Math.ceil(request.context / this.terms.blockTokens) - matched * this.terms.entryBlocks;
    this.makeRoom(own);
    request.own = own;
    request.computed = matched * this.tokensPerKey;
    if (request.generated === 0) request.cached = request.computed;
    this.running.push(request);
    const moved = request.ready === "swapped" ? own : 0;
    if (request.ready !== "no") {
      request.ready = "no";
      this.join(request);
    }
    return moved;
  }

  release(request: Request): void {
    request.own = 0;
    for (const key of request.held.toReversed()) {
      const entry = this.cache.get(key)!;
      entry.holders--;
      if (entry.holders === 0) entry.used = ++this.stamp;
    }
    request.held = [];
  }

  hostUsed(): number {
    return this.waiting.reduce((sum, request) => sum + (request.ready === "swapped" ? Math.ceil(request.context / this.terms.blockTokens) : 0), 0);
  }

  /** @returns blocks moved to the host */
  putBack(): number {
    const request = this.running.pop()!;
    request.preemptions++;
    this.release(request);
    request.computed = 0;
    let moved = 0;
    const kept = Math.ceil(request.parts / this.terms.grain);
    if (request.decoding) {
      const blocks = Math.ceil(kept / this.terms.blockTokens);
      if (this.terms.hostBlocks > 0 && this.hostUsed() + blocks <= this.terms.hostBlocks) moved = blocks;
      request.generated = Math.min(request.output, request.generated + Math.floor((request.steps * this.terms.stride) / this.terms.grain));
      request.decoding = false;
    }
    request.ready = moved > 0 ? "swapped" : "no";
    request.context = moved > 0 ? kept : request.input + request.generated;
    this.waiting.unshift(request);
    return moved;
  }

  start(now: number): void {
    const { terms } = this;
    if (this.idle) this.clock = BigInt(now) * 1000n;
    const chunks: [Request, number][] = [];
    let moved = 0;
    let put = false;
    let decodes = false;
    const decode = () => {
      while (this.growth() > this.free() + this.idleEntries() * terms.entryBlocks) {
        moved += this.putBack();
        put = true;
      }
      this.makeRoom(this.growth());
      for (const request of this.running) if (request.decoding) request.own += this.blocksOf(request.parts + terms.stride) - this.blocksOf(request.parts);
      decodes = true;
      this.most = Math.max(this.most, this.inUse());
    };
    const room = () => this.waiting.length > 0 && this.running.length < terms.maxSequences;
    if (this.chunky) {
      while (room() && this.waiting[0]!.ready !== "no" && this.fits(this.waiting[0]!)) {
        moved += this.admit(this.waiting[0]!);
        this.most = Math.max(this.most, this.inUse());
      }
      decode();
      let left = terms.maxBatchedTokens - this.running.filter(({ decoding }) => decoding).length * terms.stepTokens;
      for (const request of this.running) {
        if (request.decoding || left <= 0) continue;
        const tokens = Math.min(left, request.context - request.computed);
        chunks.push([request, tokens]);
        left -= tokens;
      }
      // Whoever was put back is first in line: nobody is taken in this step.
      if (put) left = 0;
      while (left > 0 && room() && this.waiting[0]!.ready === "no" && this.fits(this.waiting[0]!)) {
        const request = this.waiting[0]!;
        this.admit(request);
        this.most = Math.max(this.most, this.inUse());
        const tokens = Math.min(left, request.context - request.computed);
        chunks.push([request, tokens]);
        left -= tokens;
      }
    } else {
      let tokens = 0;
      while (room() && this.fits(this.waiting[0]!)) {
        const request = this.waiting[0]!;
        const rest = request.ready === "no" ? request.context - this.matched(request) * this.tokensPerKey : 0;
        if (tokens > 0 && tokens + rest > terms.maxBatchedTokens) break;
        moved += this.admit(request);
        this.most = Math.max(this.most, this.inUse());
        if (rest > 0) chunks.push([request, rest]);
        tokens += rest;
      }
      if (chunks.length === 0) decode();
    }
    const decoders = decodes ? this.running.filter(({ decoding }) => decoding) : [];
    if (chunks.length === 0 && decoders.length === 0) {
      this.idle = true;
      this.at = undefined;
      return;
    }
    this.idle = false;
    let promptTokens = 0;
    let pairs = 0;
    let before = 0;
    for (const [request, tokens] of chunks) {
      promptTokens += tokens;
      pairs += promptPairs(request.computed, tokens);
      before += request.computed;
    }
    const perPart = terms.grain === 1 ? terms.cost.keyValue : Math.max(1, Math.round(terms.cost.keyValue / terms.grain));
    let duration = BigInt(stepPicoseconds(terms.cost, promptTokens + decoders.length * terms.stepTokens, decoders.length + chunks.length, pairs));
    duration += BigInt(moved * terms.swapPicoseconds) + BigInt(before * terms.cost.keyValue) + (decoders.length > 0 ? BigInt(terms.draftPicoseconds) : 0n);
    for (const request of decoders) duration += BigInt((request.parts + terms.stride) * perPart);
    this.stepUnderWay = { chunks, decoders, duration };
    this.at = Number((this.clock + duration + 999n) / 1000n);
  }

  /** @returns requests whose prompt is ready for the second pool */
  complete(gaps: Gaps): Request[] {
    const { chunks, decoders, duration } = this.stepUnderWay!;
    const seen = this.at!;
    this.stepUnderWay = undefined;
    this.clock += duration;
    this.steps++;
    const { terms } = this;
    const done: Request[] = [];
    for (const request of decoders) {
      gaps.add(request.lastDecode === this.steps - 1 && request.steps > 0 ? Number(duration) : (seen - request.lastToken) * 1000, 1);
      request.lastDecode = this.steps;
      request.lastToken = seen;
      request.parts += terms.stride;
      request.steps++;
      if (request.steps * terms.stride >= (request.output - request.generated) * terms.grain) done.push(request);
    }
    // All of them finish in this step: in order of number.
    for (const request of done.toSorted((one, other) => one.number - other.number)) {
      this.running.splice(this.running.indexOf(request), 1);
      this.release(request);
      request.end = seen;
      request.decoding = false;
    }
    const sent: Request[] = [];
    for (const [request, tokens] of chunks) {
      request.computed += tokens;
      if (request.computed < request.context) continue;
      if (terms.entryBlocks > 0) {
        const whole = Math.min(request.keys.length, Math.floor(request.input / this.tokensPerKey));
        for (const key of request.keys.slice(request.held.length, whole)) {
          const entry = this.cache.get(key);
          request.own -= terms.entryBlocks;
          if (entry) entry.holders++;
          else this.cache.set(key, { holders: 1, used: 0 });
          request.held.push(key);
        }
      }
      request.generated++;
      if (request.generated === 1) request.firstToken = seen;
      else gaps.add((seen - request.lastToken) * 1000, 1);
      request.lastToken = seen;
      request.lastDecode = -1;
      if (request.generated >= request.output) {
        this.running.splice(this.running.indexOf(request), 1);
        this.release(request);
        request.end = seen;
      } else if (terms.prefillOnly) {
        this.running.splice(this.running.indexOf(request), 1);
        this.sending.push(request);
        sent.push(request);
      } else this.join(request);
    }
    return sent;
  }

  outstanding(): number {
    return this.waiting.length + this.running.length + this.sending.length;
  }
}

/** Plays a case out for fixed pools. Routers: `round-robin` or `least-loaded`, said again because the engine's know the engine's replicas. */
export function playReference(trace: RequestTrace, terms: EngineTerms, routing: "round-robin" | "least-loaded"): Reference {
  const count = trace.arrivalSeconds.length;
  const pools: Slow[][] = [];
  const all: Slow[] = [];
  for (const pool of terms.second ? [terms.first, terms.second] : [terms.first]) {
    const members = Array.from({ length: pool.pool.replicas }, (_, index) => new Slow(all.length + index, pool.terms, trace.tokensPerBlock, pools.length === 0));
    pools.push(members);
    all.push(...members);
  }
  const gaps = new Gaps();
  const requests = Array.from({ length: count }, (_, number): Request => ({
    number,
    input: trace.inputTokens[number]!,
    output: Math.max(1, trace.outputTokens[number]!),
    keys: Array.from(trace.blocks.subarray(trace.blockStart[number], trace.blockStart[number + 1])),
    context: trace.inputTokens[number]!,
    computed: 0,
    generated: 0,
    parts: 0,
    steps: 0,
    decoding: false,
    ready: "no",
    held: [],
    own: 0,
    firstToken: -1,
    lastToken: -1,
    lastDecode: -1,
    end: -1,
    preemptions: 0,
    cached: 0,
    replica: -1,
  }));
  const turns = pools.map(() => 0);
  interface Transfer {
    readonly request: Request;
    readonly from: Slow;
    readonly at: number;
  }
  const transfers: Transfer[] = [];
  const give = (pool: number, request: Request, now: number) => {
    const members = pools[pool]!;
    const chosen =
      members.length === 1
        ? members[0]!
        : routing === "round-robin"
          ? members[turns[pool]!++ % members.length]!
          : members.reduce((best, each) => (each.outstanding() < best.outstanding() ? each : best));
    request.replica = chosen.number;
    chosen.waiting.push(request);
    if (chosen.idle) chosen.at = now;
  };
  const deliver = (transfer: Transfer) => {
    transfers.splice(transfers.indexOf(transfer), 1);
    const { request, from, at } = transfer;
    from.sending.splice(from.sending.indexOf(request), 1);
    from.release(request);
    if (from.idle && from.waiting.length > 0) from.at = at;
    request.ready = "transferred";
    give(1, request, at);
  };
  let arrived = 0;
  for (;;) {
    const arrival = arrived < count ? Math.round(trace.arrivalSeconds[arrived]! * 1e9) : Infinity;
    const [transfer] = transfers.toSorted((one, other) => one.at - other.at || one.from.number - other.from.number);
    const next = all.reduce<Slow | undefined>((best, each) => (each.at !== undefined && (best === undefined || each.at < best.at!) ? each : best), undefined);
    if (arrived < count && arrival <= Math.min(transfer?.at ?? Infinity, next?.at ?? Infinity)) {
      const request = requests[arrived++]!;
      const tooLong = (terms.second ? [terms.first, terms.second] : [terms.first]).some(
        ({ terms: each }) => Math.ceil(((request.input + request.output - 1) * each.grain + each.stride) / (each.grain * each.blockTokens)) + 1 > each.blocks,
      );
      if (!tooLong) give(0, request, arrival);
    } else if (transfer && transfer.at <= (next?.at ?? Infinity)) {
      deliver(transfer);
    } else if (next) {
      const now = next.at!;
      if (!next.idle) {
        for (const request of next.complete(gaps)) {
          const { bytesPerToken, gigabytesPerSecond, latencySeconds } = terms.second!.link;
          const sent = Math.ceil(Math.max(now, next.linkFree) + request.context * bytesPerToken * (1 / gigabytesPerSecond));
          next.linkFree = sent;
          transfers.push({ request, from: next, at: Math.ceil(sent + latencySeconds * 1e9) });
        }
      }
      for (const transfer of transfers.filter(({ from, at }) => from === next && at <= now)) deliver(transfer);
      next.start(now);
    } else break;
  }
  return {
    firstToken: requests.map(({ firstToken }) => firstToken),
    end: requests.map(({ end }) => end),
    preemptions: requests.map(({ preemptions }) => preemptions),
    cached: requests.map(({ cached }) => cached),
    replica: requests.map(({ replica }) => replica),
    gaps,
    steps: all.map(({ steps }) => steps),
    mostBlocks: all.map(({ most }) => most),
  };
}
