// Which running request will be done first? Every running request moves one step at a time, so the order never changes.

import type { RequestState } from "./state.ts";

/** A binary heap of requests by the decode step at which they finish, then by number. */
export class FinishHeap {
  length = 0;
  readonly #heap: Int32Array;
  readonly #key: Float64Array;
  readonly #at: Int32Array;

  constructor({ finishStep, heapAt }: RequestState, capacity: number) {
    this.#heap = new Int32Array(capacity);
    this.#key = finishStep;
    this.#at = heapAt;
  }

  /** The request that finishes first. Only when there is one. */
  get first(): number {
    return this.#heap[0]!;
  }

  push(request: number): void {
    this.#up(this.length++, request);
  }

  remove(request: number): void {
    const at = this.#at[request]!;
    const last = this.#heap[--this.length]!;
    if (last === request) return;
    if (at > 0 && this.#before(last, this.#heap[(at - 1) >> 1]!)) this.#up(at, last);
    else this.#down(at, last);
  }

  #before(one: number, other: number): boolean {
    const difference = this.#key[one]! - this.#key[other]!;
    return difference < 0 || (difference === 0 && one < other);
  }

  #up(from: number, request: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = this.#heap[parent]!;
      if (!this.#before(request, other)) break;
      this.#put(at, other);
      at = parent;
    }
    this.#put(at, request);
  }

  #down(from: number, request: number): void {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.length) break;
      if (child + 1 < this.length && this.#before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      const other = this.#heap[child]!;
      if (!this.#before(other, request)) break;
      this.#put(at, other);
      at = child;
    }
    this.#put(at, request);
  }

  #put(at: number, request: number): void {
    this.#heap[at] = request;
    this.#at[request] = at;
  }
}
