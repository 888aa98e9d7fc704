// Where is the first of many numbers that is small enough?

/** Numbers at fixed places, Infinity where there is none; a tree of minima with sixteen children a node. */
export class MinTree {
  readonly #levels: Float64Array[] = [];
  readonly length: number;

  constructor(length: number) {
    this.length = length;
    let size = length;
    this.#levels.push(new Float64Array(size).fill(Number.POSITIVE_INFINITY));
    while (size > 1) {
      size = (size + 15) >> 4;
      this.#levels.push(new Float64Array(size).fill(Number.POSITIVE_INFINITY));
    }
  }

  get least(): number {
    return this.length === 0 ? Number.POSITIVE_INFINITY : this.#levels[this.#levels.length - 1][0];
  }

  set(place: number, value: number): void {
    const levels = this.#levels;
    levels[0][place] = value;
    let index = place;
    for (let level = 1; level < levels.length; level += 1) {
      const below = levels[level - 1];
      index >>= 4;
      const end = Math.min((index + 1) << 4, below.length);
      let least = Number.POSITIVE_INFINITY;
      for (let child = index << 4; child < end; child += 1) if (below[child] < least) least = below[child];
      if (levels[level][index] === least) return;
      levels[level][index] = least;
    }
  }

  /** First place from `from` on whose number is at most `most` and not Infinity; -1 for none. */
  firstWithin(most: number, from: number): number {
    const levels = this.#levels;
    const bound = Math.min(most, Number.MAX_VALUE);
    let index = from;
    let level = 0;
    for (;;) {
      const values = levels[level];
      // To the end of this node's siblings, then up; down into the first child that has one.
      const end = Math.min(level === levels.length - 1 ? values.length : ((index >> 4) + 1) << 4, values.length);
      while (index < end && !(values[index] <= bound)) index += 1;
      if (index < end) {
        if (level === 0) return index;
        level -= 1;
        index <<= 4;
      } else {
        if (level === levels.length - 1 || index >= values.length) return -1;
        level += 1;
        index = ((index - 1) >> 4) + 1;
        if (index >= levels[level].length) return -1;
      }
    }
  }
}
