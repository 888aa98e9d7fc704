// Who acts next: the controller, a link or a replica?

/** A binary heap of a fixed set of actors by the time of their next act (ns), then by number. Infinity: nothing to do. */
export class Actors {
  readonly time: Float64Array;
  readonly #heap: Int32Array;
  readonly #at: Int32Array;

  constructor(count: number) {
    this.time = new Float64Array(count).fill(Infinity);
    this.#heap = Int32Array.from({ length: count }, (_, actor) => actor);
    this.#at = Int32Array.from(this.#heap);
  }

  get first(): number {
    return this.#heap[0]!;
  }

  set(actor: number, time: number): void {
    if (this.time[actor] === time) return;
    this.time[actor] = time;
    let at = this.#at[actor]!;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = this.#heap[parent]!;
      if (!this.#before(actor, other)) break;
      this.#put(at, other);
      at = parent;
    }
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && this.#before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      const other = this.#heap[child]!;
      if (!this.#before(other, actor)) break;
      this.#put(at, other);
      at = child;
    }
    this.#put(at, actor);
  }

  #before(one: number, other: number): boolean {
    const difference = this.time[one]! - this.time[other]!;
    return difference < 0 || (difference === 0 && one < other) || (Number.isNaN(difference) && one < other);
  }

  #put(at: number, actor: number): void {
    this.#heap[at] = actor;
    this.#at[actor] = at;
  }
}
