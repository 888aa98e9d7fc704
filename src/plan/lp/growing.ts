// How do a million numbers collect without a million objects? Typed arrays on shared memory that grow: a worker thread reads them without a copy.

const first = 1024;

/** Doubles in a row; `view` gives those so far without copying them, and stays right when more are added. */
export class Doubles {
  #array = new Float64Array(new SharedArrayBuffer(first * 8));
  length = 0;

  /** Makes room for `count` more and returns the array to write to, at `length` and after. */
  reserve(count: number): Float64Array {
    const needed = this.length + count;
    if (needed > this.#array.length) {
      const larger = new Float64Array(new SharedArrayBuffer(roomFor(needed, this.length) * 8));
      larger.set(this.#array.subarray(0, this.length));
      this.#array = larger;
    }
    return this.#array;
  }

  push(value: number): void {
    if (this.length === this.#array.length) this.reserve(1);
    this.#array[this.length++] = value;
  }

  at(position: number): number {
    return this.#array[position]!;
  }

  set(position: number, value: number): void {
    this.#array[position] = value;
  }

  view(): Float64Array {
    return this.#array.subarray(0, this.length);
  }
}

/** 32-bit whole numbers in a row. */
export class Integers {
  #array = new Int32Array(new SharedArrayBuffer(first * 4));
  length = 0;

  reserve(count: number): Int32Array {
    const needed = this.length + count;
    if (needed > this.#array.length) {
      const larger = new Int32Array(new SharedArrayBuffer(roomFor(needed, this.length) * 4));
      larger.set(this.#array.subarray(0, this.length));
      this.#array = larger;
    }
    return this.#array;
  }

  push(value: number): void {
    if (this.length === this.#array.length) this.reserve(1);
    this.#array[this.length++] = value;
  }

  at(position: number): number {
    return this.#array[position]!;
  }

  set(position: number, value: number): void {
    this.#array[position] = value;
  }

  view(): Int32Array {
    return this.#array.subarray(0, this.length);
  }
}

/** Half as much again, so that single pushes cost little and a counted block little more than itself. Pages never written to take no memory. */
function roomFor(needed: number, length: number): number {
  if (needed > 2_147_483_647) throw new RangeError(`a linear programme of ${needed} numbers in one array is beyond 32-bit indices`);
  return Math.max(needed, Math.ceil(length * 1.5));
}
