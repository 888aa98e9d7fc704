// Which is the next member of a set of small whole numbers, when sets are asked millions of times?

/**
 * A set of whole numbers below `capacity`, in order: a tree of 32-bit words, where a bit of an upper level says that the word below has a member.
 * Every operation takes as many steps as the tree has levels: four for a million.
 */
export class OrderedSet {
  readonly #levels: Int32Array[] = [];
  size = 0;

  constructor(capacity: number) {
    let words = Math.max(1, Math.ceil(capacity / 32));
    this.#levels.push(new Int32Array(words));
    while (words > 1) {
      words = Math.ceil(words / 32);
      this.#levels.push(new Int32Array(words));
    }
  }

  has(member: number): boolean {
    return (this.#levels[0]![member >>> 5]! & (1 << (member & 31))) !== 0;
  }

  add(member: number): void {
    if (this.has(member)) return;
    this.size += 1;
    let index = member;
    for (const words of this.#levels) {
      const before = words[index >>> 5]!;
      words[index >>> 5] = before | (1 << (index & 31));
      if (before !== 0) return;
      index >>>= 5;
    }
  }

  delete(member: number): void {
    if (!this.has(member)) return;
    this.size -= 1;
    let index = member;
    for (const words of this.#levels) {
      const after = words[index >>> 5]! & ~(1 << (index & 31));
      words[index >>> 5] = after;
      if (after !== 0) return;
      index >>>= 5;
    }
  }

  /** The smallest member at or above `from`; -1 when there is none. */
  next(from: number): number {
    const levels = this.#levels;
    let index = from;
    for (let level = 0; level < levels.length; level += 1) {
      const words = levels[level]!;
      if (index >>> 5 >= words.length) return -1;
      const word = words[index >>> 5]! & (-1 << (index & 31));
      if (word !== 0) {
        index = (index & ~31) + lowest(word);
        for (let below = level - 1; below >= 0; below -= 1) index = 32 * index + lowest(levels[below]![index]!);
        return index;
      }
      index = (index >>> 5) + 1;
    }
    return -1;
  }

  /** The largest member at or below `from`; -1 when there is none. */
  previous(from: number): number {
    const levels = this.#levels;
    let index = from;
    for (let level = 0; level < levels.length && index >= 0; level += 1) {
      const words = levels[level]!;
      const at = Math.min(index >>> 5, words.length - 1);
      const word = at < index >>> 5 ? words[at]! : words[at]! & (-1 >>> (31 - (index & 31)));
      if (word !== 0) {
        index = 32 * at + 31 - Math.clz32(word);
        for (let below = level - 1; below >= 0; below -= 1) index = 32 * index + 31 - Math.clz32(levels[below]![index]!);
        return index;
      }
      index = at - 1;
    }
    return -1;
  }
}

function lowest(word: number): number {
  return 31 - Math.clz32(word & -word);
}
