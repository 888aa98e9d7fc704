// What happens next in a run of a million jobs?

/**
 * Events by time, then by kind, then by id, whatever order they were put in. A 4-ary heap in typed arrays. An event is not taken out when it becomes void: it carries
 * the stamp of its owner at the time, and an owner whose stamp has moved on passes over it.
 */
export class Clock {
  #times = new Float64Array(1024);
  #what = new Float64Array(1024);
  #stamps = new Int32Array(1024);
  #size = 0;
  now = 0;
  /** The event taken out last. */
  kind = 0;
  id = 0;
  stamp = 0;

  get size(): number {
    return this.#size;
  }
  /** Infinity when there is none. */
  get nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#times[0];
  }

  /** Law 5: nothing is put before now. */
  push(time: number, kind: number, id: number, stamp: number): void {
    if (!(time >= this.now)) throw new RangeError(`an event at ${time} s, after ${this.now} s`);
    if (this.#size === this.#times.length) this.#grow();
    const what = kind * ids + id;
    const times = this.#times;
    const whats = this.#what;
    const stamps = this.#stamps;
    let place = this.#size;
    this.#size += 1;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (times[parent] < time || (times[parent] === time && whats[parent] <= what)) break;
      times[place] = times[parent];
      whats[place] = whats[parent];
      stamps[place] = stamps[parent];
      place = parent;
    }
    times[place] = time;
    whats[place] = what;
    stamps[place] = stamp;
  }

  /** Takes the next event out: it stands in `kind`, `id` and `stamp`, and time moves on to it. */
  pop(): void {
    if (this.#size === 0) throw new RangeError("no event");
    const times = this.#times;
    const whats = this.#what;
    this.now = times[0];
    this.kind = Math.floor(whats[0] / ids);
    this.id = whats[0] - this.kind * ids;
    this.stamp = this.#stamps[0];
    this.#size -= 1;
    if (this.#size > 0) this.#sink(this.#size);
  }

  #sink(from: number): void {
    const times = this.#times;
    const whats = this.#what;
    const stamps = this.#stamps;
    const size = this.#size;
    const time = times[from];
    const what = whats[from];
    let place = 0;
    for (;;) {
      const child = 4 * place + 1;
      if (child >= size) break;
      let least = child;
      const end = child + 4 < size ? child + 4 : size;
      for (let other = child + 1; other < end; other += 1) if (times[other] < times[least] || (times[other] === times[least] && whats[other] < whats[least])) least = other;
      if (time < times[least] || (time === times[least] && what <= whats[least])) break;
      times[place] = times[least];
      whats[place] = whats[least];
      stamps[place] = stamps[least];
      place = least;
    }
    times[place] = time;
    whats[place] = what;
    stamps[place] = stamps[from];
  }

  #grow(): void {
    const wider = <Values extends Float64Array | Int32Array>(values: Values): Values => {
      const out = new (values.constructor as new (length: number) => Values)(2 * values.length);
      out.set(values);
      return out;
    };
    this.#times = wider(this.#times);
    this.#what = wider(this.#what);
    this.#stamps = wider(this.#stamps);
  }
}

/** Ids are below this: kind and id are one number, exact in a double. */
const ids = 2 ** 32;
