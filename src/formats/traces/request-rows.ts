// How do the requests of a file become columns, when their number and order are not known beforehand?

import type { RequestTrace } from "../../record/trace.ts";
import { Dictionary } from "./dictionary.ts";
import { backwards, inOrder, longer, orderOf, type Zero } from "./job-rows.ts";

const mostInt32 = 0x7f_ff_ff_ff;

/** Columns that grow. */
export class RequestRows {
  count = 0;
  arrivalSeconds = new Float64Array(0);
  inputTokens = new Int32Array(0);
  outputTokens = new Int32Array(0);
  /** Of `models`; -1 unless a reader sets it. */
  model = new Int32Array(0);
  session = new Int32Array(0);
  readonly models = new Dictionary();
  readonly sessions = new Dictionary();
  #blocks = new Float64Array(0);
  #blockCount = 0;
  /** Where the blocks of each request end. */
  #blockEnd = new Int32Array(0);

  /** Adds a request without model, session and blocks. */
  add(arrivalSeconds: number, inputTokens: number, outputTokens: number): number {
    const row = this.count;
    if (row === this.arrivalSeconds.length) {
      this.arrivalSeconds = longer(this.arrivalSeconds, 0);
      this.inputTokens = longer(this.inputTokens, 0);
      this.outputTokens = longer(this.outputTokens, 0);
      this.model = longer(this.model, -1);
      this.session = longer(this.session, -1);
      this.#blockEnd = longer(this.#blockEnd, 0);
    }
    this.arrivalSeconds[row] = arrivalSeconds;
    this.inputTokens[row] = inputTokens;
    this.outputTokens[row] = outputTokens;
    this.#blockEnd[row] = this.#blockCount;
    this.count += 1;
    return row;
  }

  /** Adds a prefix block to the request that was added last. */
  addBlock(id: number): void {
    if (this.#blockCount === this.#blocks.length) this.#blocks = longer(this.#blocks, 0);
    this.#blocks[this.#blockCount] = id;
    this.#blockCount += 1;
    this.#blockEnd[this.count - 1] = this.#blockCount;
  }

  /** Rows that come after one with a later arrival. */
  outOfOrder(): number {
    return backwards(this.arrivalSeconds, this.count);
  }

  /** The trace in order of arrival. Block ids that do not fit 32 bits are numbered anew, in order of appearance. */
  finish({ unixSeconds, fromFirst }: Zero, tokensPerBlock = 0): RequestTrace {
    const { count } = this;
    const order = orderOf(this.arrivalSeconds, count);
    const arrivalSeconds = inOrder(this.arrivalSeconds, order, count);
    const shift = fromFirst && count > 0 ? Math.floor(arrivalSeconds[0]!) : 0;
    for (let row = 0; row < count; row += 1) arrivalSeconds[row] = arrivalSeconds[row]! - shift;
    return {
      kind: "requests",
      origin: count === 0 ? 0 : (unixSeconds + shift) * 1000,
      arrivalSeconds,
      inputTokens: inOrder(this.inputTokens, order, count),
      outputTokens: inOrder(this.outputTokens, order, count),
      model: inOrder(this.model, order, count),
      models: this.models.texts,
      session: inOrder(this.session, order, count),
      ...this.#blocksIn(order),
      tokensPerBlock: this.#blockCount === 0 ? 0 : tokensPerBlock,
    };
  }

  #blocksIn(order: Uint32Array | undefined): { blockStart: Int32Array; blocks: Int32Array } {
    if (this.#blockCount === 0) return { blockStart: new Int32Array(0), blocks: new Int32Array(0) };
    const blockStart = new Int32Array(this.count + 1);
    const blocks = new Int32Array(this.#blockCount);
    const given = this.#blocks.subarray(0, this.#blockCount);
    const anew = given.some((id) => id > mostInt32) ? new Map<number, number>() : undefined;
    let at = 0;
    for (let place = 0; place < this.count; place += 1) {
      const row = order === undefined ? place : order[place]!;
      for (let from = row === 0 ? 0 : this.#blockEnd[row - 1]!; from < this.#blockEnd[row]!; from += 1) {
        let id = given[from]!;
        if (anew !== undefined) {
          if (!anew.has(id)) anew.set(id, anew.size);
          id = anew.get(id)!;
        }
        blocks[at] = id;
        at += 1;
      }
      blockStart[place + 1] = at;
    }
    return { blockStart, blocks };
  }
}
