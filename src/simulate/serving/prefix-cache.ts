// Which prefixes does a replica still have, and which goes first when room is needed?

/**
 * Entries by key. A key stands for a block of tokens and all before it, as in the traces' hashes. An entry that nobody holds is
 * idle and stays until it is dropped, longest unused first. Chained hash table and linked list in typed arrays.
 */
export class PrefixCache {
  idle = 0;
  /** Entries that somebody holds. */
  lent = 0;
  readonly #buckets: Int32Array;
  readonly #chain: Int32Array;
  readonly #key: Int32Array;
  readonly #holders: Int32Array;
  /** Neighbours in the order of last use; `#unused` links through `#newer`. */
  readonly #older: Int32Array;
  readonly #newer: Int32Array;
  #oldest = -1;
  #newest = -1;
  #unused = -1;

  constructor(capacity: number) {
    let size = 16;
    while (size < 2 * capacity) size *= 2;
    this.#buckets = new Int32Array(size);
    this.#chain = new Int32Array(capacity);
    this.#key = new Int32Array(capacity);
    this.#holders = new Int32Array(capacity);
    this.#older = new Int32Array(capacity);
    this.#newer = new Int32Array(capacity);
    this.clear();
  }

  /** The entry of a key, or -1. */
  find(key: number): number {
    let entry = this.#buckets[this.#bucket(key)]!;
    while (entry !== -1 && this.#key[entry] !== key) entry = this.#chain[entry]!;
    return entry;
  }

  isIdle(entry: number): boolean {
    return this.#holders[entry] === 0;
  }

  /** A new entry with one holder. There is room: every entry has blocks. */
  insert(key: number): void {
    const entry = this.#unused;
    this.#unused = this.#newer[entry]!;
    const bucket = this.#bucket(key);
    this.#key[entry] = key;
    this.#chain[entry] = this.#buckets[bucket]!;
    this.#buckets[bucket] = entry;
    this.#holders[entry] = 1;
    this.lent++;
  }

  hold(entry: number): void {
    if (this.#holders[entry]!++ > 0) return;
    this.#unlink(entry);
    this.idle--;
    this.lent++;
  }

  release(entry: number): void {
    if (--this.#holders[entry]! > 0) return;
    this.#older[entry] = this.#newest;
    this.#newer[entry] = -1;
    if (this.#newest === -1) this.#oldest = entry;
    else this.#newer[this.#newest] = entry;
    this.#newest = entry;
    this.idle++;
    this.lent--;
  }

  dropOldest(): void {
    const entry = this.#oldest;
    if (entry === -1) throw new Error("the prefix cache has nothing to drop: blocks are miscounted");
    this.#unlink(entry);
    this.idle--;
    const bucket = this.#bucket(this.#key[entry]!);
    let before = -1;
    let at = this.#buckets[bucket]!;
    while (at !== entry) {
      before = at;
      at = this.#chain[at]!;
    }
    if (before === -1) this.#buckets[bucket] = this.#chain[entry]!;
    else this.#chain[before] = this.#chain[entry]!;
    this.#newer[entry] = this.#unused;
    this.#unused = entry;
  }

  clear(): void {
    this.#buckets.fill(-1);
    for (let entry = 0; entry < this.#newer.length; entry++) this.#newer[entry] = entry + 1 < this.#newer.length ? entry + 1 : -1;
    this.#unused = this.#newer.length > 0 ? 0 : -1;
    this.#oldest = -1;
    this.#newest = -1;
    this.idle = 0;
    this.lent = 0;
  }

  #unlink(entry: number): void {
    const older = this.#older[entry]!;
    const newer = this.#newer[entry]!;
    if (older === -1) this.#oldest = newer;
    else this.#newer[older] = newer;
    if (newer === -1) this.#newest = older;
    else this.#older[newer] = older;
  }

  /** Fibonacci hashing: Knuth, The Art of Computer Programming 3, section 6.4. */
  #bucket(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 8) & (this.#buckets.length - 1);
  }
}
