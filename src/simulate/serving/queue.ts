// In which order do requests stand: in the queue of a replica, or in its batch?

import type { RequestState } from "./state.ts";

/** A list of requests linked through the state's columns; a request is in at most one. Every operation takes constant time. */
export class Queue {
  head = -1;
  tail = -1;
  length = 0;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;

  constructor({ next, previous }: RequestState) {
    this.#next = next;
    this.#previous = previous;
  }

  append(request: number): void {
    this.#next[request] = -1;
    this.#previous[request] = this.tail;
    if (this.tail === -1) this.head = request;
    else this.#next[this.tail] = request;
    this.tail = request;
    this.length++;
  }

  prepend(request: number): void {
    this.#previous[request] = -1;
    this.#next[request] = this.head;
    if (this.head === -1) this.tail = request;
    else this.#previous[this.head] = request;
    this.head = request;
    this.length++;
  }

  remove(request: number): void {
    const before = this.#previous[request]!;
    const after = this.#next[request]!;
    if (before === -1) this.head = after;
    else this.#next[before] = after;
    if (after === -1) this.tail = before;
    else this.#previous[after] = before;
    this.length--;
  }
}
