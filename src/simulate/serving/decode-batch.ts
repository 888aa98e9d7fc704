// Who is decoding, how much cache do they read and need, and how many steps go by before anything changes?

import { FinishHeap } from "./finish-heap.ts";
import type { Gaps } from "./gaps.ts";
import { phase, type RequestState } from "./state.ts";

/**
 * The decoding requests of one replica. All move by the same `stride` each step, so that many steps are one: their cache is a sum, the
 * blocks they will need follow from how many have how much room in their last block, and the first to finish stays the first. Lengths
 * are counted in parts of a token (`grain` of them), whole numbers throughout: a run of steps gives to the bit what single steps give.
 */
export class DecodeBatch {
  /** Decode steps done by this replica. */
  step = 0;
  /** Parts of tokens in the cache, over all. */
  context = 0;
  readonly #requests: RequestState;
  readonly #finishes: FinishHeap;
  readonly #blockParts: number;
  readonly #grain: number;
  readonly #stride: number;
  /** Requests by (room in their last block + parts gone by) modulo a block. */
  readonly #cells: Int32Array;
  /** Parts gone by, modulo a block. */
  #offset = 0;
  /** Those who joined since the last decode step. */
  readonly #joined: Int32Array;
  #joinedCount = 0;
  /** When the last decode step was seen to be done (ns), and whether another step came after it. */
  #lastSeen = -1;
  #paused = true;
  readonly #gaps: Gaps;

  constructor(requests: RequestState, maxSequences: number, blockParts: number, grain: number, stride: number, gaps: Gaps) {
    this.#requests = requests;
    this.#finishes = new FinishHeap(requests, maxSequences);
    this.#blockParts = blockParts;
    this.#grain = grain;
    this.#stride = stride;
    this.#cells = new Int32Array(blockParts);
    this.#joined = new Int32Array(maxSequences);
    this.#gaps = gaps;
  }

  get length(): number {
    return this.#finishes.length;
  }

  get firstRequest(): number {
    return this.#finishes.first;
  }

  /** Step at which the first request finishes. */
  get firstFinish(): number {
    return this.#requests.finishStep[this.#finishes.first]!;
  }

  get stepsToFinish(): number {
    return this.firstFinish - this.step;
  }

  join(request: number): void {
    const { context, output, generated, joinStep, finishStep, cell } = this.#requests;
    const parts = context[request]! * this.#grain;
    joinStep[request] = this.step;
    finishStep[request] = this.step + Math.ceil(((output[request]! - generated[request]!) * this.#grain) / this.#stride);
    const size = this.#blockParts;
    const at = (((this.#offset - parts) % size) + size) % size;
    cell[request] = at;
    this.#cells[at]!++;
    this.context += parts;
    this.#finishes.push(request);
    this.#joined[this.#joinedCount++] = request;
    this.#requests.phase[request] = phase.decoding;
  }

  leave(request: number): void {
    this.context -= this.#partsOf(request);
    this.#cells[this.#requests.cell[request]!]!--;
    this.#finishes.remove(request);
    for (let at = 0; at < this.#joinedCount; at++) {
      if (this.#joined[at] !== request) continue;
      this.#joined[at] = this.#joined[--this.#joinedCount]!;
      break;
    }
  }

  /** Blocks that all will have taken after so many more steps. */
  newBlocks(steps: number): number {
    const parts = steps * this.#stride;
    const whole = Math.floor(parts / this.#blockParts);
    const rest = parts - whole * this.#blockParts;
    let count = whole * this.length;
    let at = this.#offset;
    for (let left = rest; left > 0; left--) {
      count += this.#cells[at]!;
      if (++at === this.#blockParts) at = 0;
    }
    return count;
  }

  /** The most steps that need no more than so many blocks, up to the first finish. */
  stepsWithin(blocks: number): number {
    let most = this.stepsToFinish;
    if (this.length * (Math.floor((most * this.#stride) / this.#blockParts) + 1) <= blocks || this.newBlocks(most) <= blocks) return most;
    let least = 1;
    while (most - least > 1) {
      const middle = (least + most) >> 1;
      if (this.newBlocks(middle) <= blocks) least = middle;
      else most = middle;
    }
    return least;
  }

  /**
   * All go `steps` steps further; the first took `first` picoseconds, each one after it `more` longer.
   * @param firstSeen when the first step was seen to be done (ns), `seen` when the last was
   */
  advance(steps: number, first: number, more: number, firstSeen: number, seen: number): void {
    const { lastToken } = this.#requests;
    const old = this.length - this.#joinedCount;
    if (old > 0) this.#gaps.add(this.#paused ? (firstSeen - this.#lastSeen) * 1000 : first, old);
    for (let at = 0; at < this.#joinedCount; at++) this.#gaps.add((firstSeen - lastToken[this.#joined[at]!]!) * 1000, 1);
    if (steps > 1) this.#gaps.addRun(first + more, more, steps - 1, this.length);
    this.#joinedCount = 0;
    this.#paused = false;
    this.#lastSeen = seen;
    this.step += steps;
    this.context += steps * this.#stride * this.length;
    this.#offset = (this.#offset + steps * this.#stride) % this.#blockParts;
  }

  /** A step went by without them. */
  rest(): void {
    this.#paused = true;
  }

  /** Blocks that a decoding request fills now. */
  blocksOf(request: number): number {
    return Math.ceil(this.#partsOf(request) / this.#blockParts);
  }

  /** Whole tokens of its cache. */
  tokensOf(request: number): number {
    return Math.ceil(this.#partsOf(request) / this.#grain);
  }

  /** Tokens that it has drawn by now. */
  generatedOf(request: number): number {
    const { output, generated, joinStep } = this.#requests;
    return Math.min(output[request]!, generated[request]! + Math.floor(((this.step - joinStep[request]!) * this.#stride) / this.#grain));
  }

  /** When its last token was seen (ns). */
  lastTokenOf(request: number): number {
    return this.step > this.#requests.joinStep[request]! ? this.#lastSeen : this.#requests.lastToken[request]!;
  }

  #partsOf(request: number): number {
    const { context, joinStep } = this.#requests;
    return context[request]! * this.#grain + (this.step - joinStep[request]!) * this.#stride;
  }
}
