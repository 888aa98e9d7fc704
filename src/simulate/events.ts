// What happens next at a site?

/**
 * A queue of events by time; of two at the same time the one put in first comes out first. A 4-ary heap in typed arrays: nothing is allocated
 * except when it grows. Each event carries three whole numbers whose meaning is its owner's.
 */
export class EventQueue {
  #times: Float64Array;
  #sequence: Float64Array;
  #what: Int32Array;
  #size = 0;
  #next = 0;
  #now = Number.NEGATIVE_INFINITY;

  constructor(capacity = 64) {
    this.#times = new Float64Array(capacity);
    this.#sequence = new Float64Array(capacity);
    this.#what = new Int32Array(3 * capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** Time of the next event, Infinity when there is none. */
  get nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#times[0]!;
  }

  /** The next event's numbers. */
  get kind(): number {
    return this.#what[0]!;
  }
  get first(): number {
    return this.#what[1]!;
  }
  get second(): number {
    return this.#what[2]!;
  }

  push(time: number, kind: number, first: number, second: number): void {
    if (!(time >= this.#now)) throw new RangeError(`an event at ${time} h, after ${this.#now} h`);
    if (this.#size === this.#times.length) this.#grow();
    let place = this.#size;
    this.#size += 1;
    const sequence = this.#next;
    this.#next += 1;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (this.#times[parent]! <= time) break;
      this.#copy(parent, place);
      place = parent;
    }
    this.#set(place, time, sequence, kind, first, second);
  }

  /** Takes the next event out; time moves on to it. */
  pop(): void {
    if (this.#size === 0) throw new RangeError("no event");
    this.#now = this.#times[0]!;
    this.#size -= 1;
    if (this.#size > 0) this.#sink(this.#size);
  }

  /** Sum of `second` over the waiting events with this kind and `first`. For checks. */
  sum(kind: number, first: number): number {
    let sum = 0;
    for (let place = 0; place < this.#size; place += 1) if (kind === this.#what[3 * place] && first === this.#what[3 * place + 1]) sum += this.#what[3 * place + 2]!;
    return sum;
  }

  /** Puts the event at `from` (one past the end) in the root's place and lets it sink. */
  #sink(from: number): void {
    const time = this.#times[from]!;
    const sequence = this.#sequence[from]!;
    const [kind, first, second] = [this.#what[3 * from]!, this.#what[3 * from + 1]!, this.#what[3 * from + 2]!];
    let place = 0;
    for (;;) {
      const child = 4 * place + 1;
      if (child >= this.#size) break;
      let least = child;
      for (let other = child + 1; other < Math.min(child + 4, this.#size); other += 1) if (this.#before(this.#times[other]!, this.#sequence[other]!, least)) least = other;
      if (!(this.#times[least]! < time || (time === this.#times[least] && this.#sequence[least]! < sequence))) break;
      this.#copy(least, place);
      place = least;
    }
    this.#set(place, time, sequence, kind, first, second);
  }

  #before(time: number, sequence: number, place: number): boolean {
    return time < this.#times[place]! || (time === this.#times[place] && sequence < this.#sequence[place]!);
  }

  #copy(from: number, to: number): void {
    this.#set(to, this.#times[from]!, this.#sequence[from]!, this.#what[3 * from]!, this.#what[3 * from + 1]!, this.#what[3 * from + 2]!);
  }

  #set(place: number, time: number, sequence: number, kind: number, first: number, second: number): void {
    this.#times[place] = time;
    this.#sequence[place] = sequence;
    this.#what[3 * place] = kind;
    this.#what[3 * place + 1] = first;
    this.#what[3 * place + 2] = second;
  }

  #grow(): void {
    const capacity = 2 * this.#times.length;
    const times = new Float64Array(capacity);
    times.set(this.#times);
    this.#times = times;
    const sequence = new Float64Array(capacity);
    sequence.set(this.#sequence);
    this.#sequence = sequence;
    const what = new Int32Array(3 * capacity);
    what.set(this.#what);
    this.#what = what;
  }
}
