// What does one replica of the model do, step after step?

import { promptPairs, stepPicoseconds } from "../../physics/serving-step.ts";
import { KeyValueBlocks } from "./blocks.ts";
import { DecodeBatch } from "./decode-batch.ts";
import type { Gaps } from "./gaps.ts";
import { Holdings } from "./holdings.ts";
import { Queue } from "./queue.ts";
import type { ReplicaTerms } from "./replica-terms.ts";
import { StepRun } from "./step-run.ts";
import { phase, ready, type RequestState } from "./state.ts";

export class Replica {
  readonly number: number;
  readonly terms: ReplicaTerms;
  readonly requests: RequestState;
  readonly blocks: KeyValueBlocks;
  readonly holdings: Holdings;
  readonly waiting: Queue;
  /** In order of admission, those whose prompt is not done counted. */
  readonly running: Queue;
  readonly batch: DecodeBatch;
  /** A running request whose prompt is partly done; -1 for none. There is never more than one. */
  partial = -1;
  /** Requests that arrived and have not left. */
  outstanding = 0;
  /** True while a step is under way. */
  busy = false;

  // The step under way: `chunks` prompts or parts of them, and the running requests if `decodes`.
  chunks = 0;
  decodes = false;
  preempted = false;
  readonly #chunkRequest: Int32Array;
  readonly #chunkTokens: Int32Array;
  readonly #run = new StepRun();
  #reserved = 0;
  #swap = 0;
  #cachedRead = 0;
  #pairs = 0;
  #promptTokens = 0;

  /** True while it has nothing to do. */
  #still = true;
  #hostUsed = 0;
  #matched = 0;
  /** Nanoseconds of steps with prompts, and of those without. */
  prefillTime = 0;
  decodeTime = 0;
  stepsDone = 0;

  readonly #gaps: Gaps;
  readonly #left: (replica: Replica, request: number, time: number) => void;

  /** @param left told of a request that is done here (finished, or ready for another replica), and when (ns) */
  constructor(number: number, terms: ReplicaTerms, requests: RequestState, gaps: Gaps, left: (replica: Replica, request: number, time: number) => void) {
    this.number = number;
    this.terms = terms;
    this.requests = requests;
    this.blocks = new KeyValueBlocks(terms.blocks, terms.entryBlocks);
    this.holdings = new Holdings(this.blocks, requests);
    this.waiting = new Queue(requests);
    this.running = new Queue(requests);
    this.batch = new DecodeBatch(requests, terms.maxSequences, terms.blockTokens * terms.grain, terms.grain, terms.stride, gaps);
    this.#chunkRequest = new Int32Array(terms.maxSequences);
    this.#chunkTokens = new Int32Array(terms.maxSequences);
    this.#gaps = gaps;
    this.#left = left;
  }

  /** The time (ns) at which what it does now is seen to be done. */
  get seen(): number {
    return this.#run.seenAfter(this.#run.steps);
  }

  enqueue(request: number): void {
    this.outstanding++;
    this.requests.replica[request] = this.number;
    this.requests.phase[request] = phase.waiting;
    this.waiting.append(request);
  }

  /** Plans the next step, or run of equal steps, from `time` (ns) if it stood still, else from the end of the last. @returns false when there is nothing to do */
  start(time: number): boolean {
    if (this.#still) this.#run.setOut(time);
    this.#still = false;
    const { terms, batch } = this;
    this.chunks = 0;
    this.decodes = false;
    this.preempted = false;
    this.#reserved = 0;
    this.#swap = 0;
    this.#cachedRead = 0;
    this.#pairs = 0;
    this.#promptTokens = 0;
    terms.compose(this);
    if (batch.length === 0) this.decodes = false;
    this.busy = this.chunks > 0 || this.decodes;
    this.#still = !this.busy;
    if (this.#still) return false;
    const decoding = this.decodes ? batch.length : 0;
    const tokens = this.#promptTokens + decoding * terms.stepTokens;
    const base = stepPicoseconds(terms.cost, tokens, decoding + this.chunks, this.#pairs) + this.#swap + (this.decodes ? terms.draftPicoseconds : 0);
    const perPart = terms.grain === 1 ? terms.cost.keyValue : Math.max(1, Math.round(terms.cost.keyValue / terms.grain));
    const more = decoding * terms.stride * perPart;
    const first = base + this.#cachedRead * terms.cost.keyValue + (this.decodes ? batch.context * perPart + more : 0);
    const alike = this.chunks === 0 && !this.preempted && this.#swap === 0;
    this.#run.plan(first, more, alike ? Math.min(batch.stepsToFinish, batch.stepsWithin(this.#reserved + this.blocks.available)) : 1);
    return true;
  }

  /** A run of steps is cut short so that who arrives at `time` (ns) is seen at the end of the step then under way. @returns true when the end moved */
  interrupt(time: number): boolean {
    return this.#run.cut(time);
  }

  /** Books the step or run that is done. */
  complete(): void {
    this.#book(this.#run.steps);
    this.busy = false;
  }

  // What a policy may ask for and write.

  /** Whether the blocks for a waiting request are there. */
  fits(request: number): boolean {
    const { terms, requests, holdings } = this;
    this.#matched = requests.ready[request] === ready.no ? holdings.matched(request) : 0;
    // A request that comes with its keys and values decodes at once: it must not push out itself or another.
    const soon = requests.ready[request] === ready.no ? 0 : this.batch.newBlocks(1) + 1;
    const need = Math.ceil(requests.context[request]! / terms.blockTokens) - this.#matched * terms.entryBlocks + soon;
    return need <= holdings.availableBeside(request, this.#matched) - (this.running.length > 0 ? terms.watermarkBlocks : 0);
  }

  /** Tokens that a waiting request would have to compute; right after {@link fits} of it. */
  restOf(request: number): number {
    return this.requests.ready[request] === ready.no ? this.requests.context[request]! - this.#matched * entryTokens(this.terms) : 0;
  }

  /** Takes the head of the queue into the batch; right after {@link fits} of it. */
  admit(request: number): void {
    const { terms, requests } = this;
    const matched = this.#matched;
    this.waiting.remove(request);
    this.running.append(request);
    this.holdings.take(request, matched, Math.ceil(requests.context[request]! / terms.blockTokens));
    requests.computed[request] = matched * entryTokens(terms);
    if (requests.generated[request] === 0) requests.cached[request] = requests.computed[request]!;
    if (requests.ready[request] === ready.no) requests.phase[request] = phase.prefilling;
    else {
      if (requests.ready[request] === ready.swapped) {
        const moved = Math.ceil(requests.context[request]! / terms.blockTokens);
        this.#swap += moved * terms.swapPicoseconds;
        this.#hostUsed -= moved;
      }
      requests.ready[request] = ready.no;
      this.batch.join(request);
    }
  }

  /** Puts the next `tokens` of a running request's prompt into the step. */
  addChunk(request: number, tokens: number): void {
    const before = this.requests.computed[request]!;
    this.#chunkRequest[this.chunks] = request;
    this.#chunkTokens[this.chunks] = tokens;
    this.chunks++;
    this.#promptTokens += tokens;
    this.#pairs += promptPairs(before, tokens);
    this.#cachedRead += before;
  }

  /** Lets the running requests take part, each with the block that it may need; while blocks are short, the last one admitted is put back. */
  addDecodes(): void {
    let need = this.batch.newBlocks(1);
    while (need > this.blocks.available) {
      this.#preempt(this.running.tail);
      need = this.batch.newBlocks(1);
    }
    this.holdings.grow(need);
    this.#reserved = need;
    this.decodes = this.batch.length > 0;
  }

  // What the engine does when capacity goes.

  /** Stops at `time` (ns): steps seen to be done by then are booked, what is under way is lost. */
  halt(time: number): void {
    if (this.busy) {
      const run = this.#run;
      const done = run.doneBy(time);
      const lost = time - run.seenAfter(done);
      if (done > 0) this.#book(done);
      else this.blocks.give(this.#reserved);
      this.#charge(Math.max(0, lost));
      this.#reserved = 0;
      this.busy = false;
    }
    this.chunks = 0;
    this.#run.drop();
    this.#still = true;
  }

  /** Gives every request back, in order; nothing is left. After {@link halt}. */
  empty(giveBack: (request: number) => void): void {
    while (this.running.head !== -1) {
      const request = this.running.head;
      this.#evict(request);
      this.#forget(request);
      giveBack(request);
    }
    while (this.waiting.head !== -1) {
      const request = this.waiting.head;
      this.waiting.remove(request);
      this.#forget(request);
      giveBack(request);
    }
    this.outstanding = 0;
    this.#hostUsed = 0;
    this.blocks.clear();
  }

  /** Frees what a request held here while it was sent to another replica. */
  sent(request: number): void {
    this.outstanding--;
    this.holdings.release(request, Math.ceil(this.requests.context[request]! / this.terms.blockTokens));
  }

  /** Takes back a request that was being sent, when this replica goes. */
  recall(request: number): void {
    this.holdings.release(request, Math.ceil(this.requests.context[request]! / this.terms.blockTokens));
    this.#forget(request);
  }

  // Below: its own.

  #book(steps: number): void {
    const { requests, batch } = this;
    const run = this.#run;
    this.#charge(run.duration(steps) / 1000);
    this.stepsDone += steps;
    const firstSeen = run.seenAfter(1);
    const seen = run.advance(steps);
    if (this.decodes) {
      if (steps > 1) this.holdings.grow(batch.newBlocks(steps) - this.#reserved);
      batch.advance(steps, run.first, run.more, firstSeen, seen);
      this.#reserved = 0;
      while (batch.length > 0 && batch.firstFinish <= batch.step) this.#finish(batch.firstRequest, seen);
    } else batch.rest();
    for (let chunk = 0; chunk < this.chunks; chunk++) {
      const request = this.#chunkRequest[chunk]!;
      const computed = requests.computed[request]! + this.#chunkTokens[chunk]!;
      requests.computed[request] = computed;
      if (computed < requests.context[request]!) {
        this.partial = request;
        continue;
      }
      if (this.partial === request) this.partial = -1;
      this.#promptDone(request, seen);
    }
    this.chunks = 0;
    run.drop();
  }

  /** A prompt is done: its prefix can be shared, and its first (or next) token is there. */
  #promptDone(request: number, seen: number): void {
    const { requests, terms } = this;
    this.holdings.share(request);
    const generated = ++requests.generated[request]!;
    if (generated === 1) requests.firstToken[request] = seen;
    else this.#gaps.add((seen - requests.lastToken[request]!) * 1000, 1);
    requests.lastToken[request] = seen;
    if (generated >= requests.output[request]!) {
      this.running.remove(request);
      this.holdings.release(request, Math.ceil(requests.context[request]! / terms.blockTokens));
      this.#end(request, seen);
    } else if (terms.prefillOnly) {
      this.running.remove(request);
      requests.phase[request] = phase.transferring;
      this.#left(this, request, seen);
    } else this.batch.join(request);
  }

  #finish(request: number, seen: number): void {
    const blocks = this.batch.blocksOf(request);
    this.batch.leave(request);
    this.running.remove(request);
    this.holdings.release(request, blocks);
    this.#end(request, seen);
  }

  #end(request: number, seen: number): void {
    const { requests } = this;
    requests.generated[request] = requests.output[request]!;
    requests.phase[request] = phase.finished;
    requests.end[request] = seen;
    this.outstanding--;
    this.#left(this, request, seen);
  }

  #preempt(request: number): void {
    const { requests, terms } = this;
    const decoding = requests.phase[request] === phase.decoding;
    this.preempted = true;
    requests.preemptions[request]!++;
    const kept = decoding ? this.batch.tokensOf(request) : 0;
    this.#evict(request);
    requests.phase[request] = phase.waiting;
    this.waiting.prepend(request);
    const moved = Math.ceil(kept / terms.blockTokens);
    if (decoding && terms.hostBlocks > 0 && this.#hostUsed + moved <= terms.hostBlocks) {
      requests.ready[request] = ready.swapped;
      requests.context[request] = kept;
      this.#hostUsed += moved;
      this.#swap += moved * terms.swapPicoseconds;
    } else requests.context[request] = requests.input[request]! + requests.generated[request]!;
  }

  /** Takes a request out of the batch and frees its blocks; what it drew so far is kept. */
  #evict(request: number): void {
    const { requests, batch } = this;
    this.running.remove(request);
    if (requests.phase[request] === phase.decoding) {
      const blocks = batch.blocksOf(request);
      requests.generated[request] = batch.generatedOf(request);
      requests.lastToken[request] = batch.lastTokenOf(request);
      batch.leave(request);
      this.holdings.release(request, blocks);
    } else {
      if (this.partial === request) this.partial = -1;
      this.holdings.release(request, Math.ceil(requests.context[request]! / this.terms.blockTokens));
    }
    requests.computed[request] = 0;
  }

  /** A request that must be computed anew, here or elsewhere. */
  #forget(request: number): void {
    const { requests } = this;
    requests.ready[request] = ready.no;
    requests.context[request] = requests.input[request]! + requests.generated[request]!;
    requests.computed[request] = 0;
  }

  #charge(nanoseconds: number): void {
    if (this.chunks > 0) this.prefillTime += nanoseconds;
    else this.decodeTime += nanoseconds;
  }
}

/** Tokens of one entry of the prefix cache. */
function entryTokens(terms: ReplicaTerms): number {
  return terms.entryBlocks * terms.blockTokens;
}
