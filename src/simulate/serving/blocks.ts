// How many blocks of keys and values are free, in use, or kept for their prefix?

import { PrefixCache } from "./prefix-cache.ts";

/** The KV memory of one replica, counted in whole blocks: total = free + used + entries x blocks of an entry, at any time. */
export class KeyValueBlocks {
  readonly total: number;
  free: number;
  /** Blocks that belong to one request each. */
  used = 0;
  /** Blocks of one entry of the prefix cache; 0 without one. */
  readonly entryBlocks: number;
  readonly prefixes: PrefixCache | undefined;

  /** @param entryBlocks blocks of one prefix entry; 0: no prefix is kept */
  constructor(total: number, entryBlocks: number) {
    this.total = total;
    this.free = total;
    this.entryBlocks = entryBlocks;
    this.prefixes = entryBlocks > 0 ? new PrefixCache(Math.floor(total / entryBlocks)) : undefined;
  }

  /** Blocks that can be taken: the free ones and those of entries that nobody holds. */
  get available(): number {
    return this.prefixes ? this.free + this.prefixes.idle * this.entryBlocks : this.free;
  }

  /** Blocks that somebody holds. */
  get inUse(): number {
    return this.prefixes ? this.used + this.prefixes.lent * this.entryBlocks : this.used;
  }

  /** Takes available blocks; entries that nobody holds are dropped, longest unused first, where free ones do not suffice. */
  take(blocks: number): void {
    while (this.free < blocks) {
      this.prefixes!.dropOldest();
      this.free += this.entryBlocks;
    }
    this.free -= blocks;
    this.used += blocks;
  }

  give(blocks: number): void {
    this.used -= blocks;
    this.free += blocks;
  }

  /** Puts a request's own blocks under a key: shared where the key is known (its copy is freed), else a new entry. */
  share(key: number): void {
    const entry = this.prefixes!.find(key);
    this.used -= this.entryBlocks;
    if (entry === -1) this.prefixes!.insert(key);
    else {
      this.prefixes!.hold(entry);
      this.free += this.entryBlocks;
    }
  }

  /** Drops everything: the replica is gone. */
  clear(): void {
    this.free = this.total;
    this.used = 0;
    this.prefixes?.clear();
  }
}
