// How are keys kept? Names once, positions as numbers; blocks along axes as their axes alone; a key is made when asked for.

import { type Axis, labelsAt, sizeOf } from "./axis.ts";
import { Integers } from "./growing.ts";
import type { Key, Keys } from "./model.ts";

/** Collects keys of columns or of rows; a key given twice is an error. */
export class KeyStore {
  readonly #names = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #blocks: Block[] = [];
  /** Families in which a block stands. */
  readonly #blocked = new Set<number>();
  /** For keys added one at a time: family, unit, and the labels between starts. */
  readonly #families = new Integers();
  readonly #units = new Integers();
  readonly #starts = new Integers();
  readonly #labels = new Integers();
  /** Numbers of such keys in a hash table with open places, plus one. */
  #table = new Int32Array(2048);
  #length = 0;

  constructor() {
    this.#starts.push(0);
  }

  get length(): number {
    return this.#length;
  }

  /** Adds one key. */
  add(family: string, index: readonly string[], unit: string): void {
    const id = this.#name(family);
    if (this.#blocked.has(id)) this.#notInBlock(id, family, index);
    const single = this.#families.length;
    const start = this.#labels.length;
    for (const label of index) this.#labels.push(this.#name(label));
    this.#families.push(id);
    this.#units.push(this.#name(unit));
    this.#starts.push(this.#labels.length);
    if (!this.#enter(single, start)) {
      this.#families.length--;
      this.#units.length--;
      this.#starts.length--;
      this.#labels.length = start;
      throw new Error(`${nameOf(family, index)} is given twice`);
    }
    this.#length++;
  }

  /** Adds the keys along axes, the last running fastest. */
  addBlock(family: string, axes: readonly Axis[], unit: string): void {
    const id = this.#name(family);
    for (const block of this.#blocks) {
      if (block.family !== id || block.axes.length !== axes.length) continue;
      const common = axes.map((axis, at) => axis.labels.find((label) => block.axes[at]!.find(label) !== undefined));
      if (common.every((label) => label !== undefined)) throw new Error(`${nameOf(family, common)} is given twice`);
    }
    for (let single = 0; single < this.#families.length; single++) {
      if (this.#families.at(single) !== id) continue;
      const index = this.#index(single);
      if (stands(axes, index)) throw new Error(`${nameOf(family, index)} is given twice`);
    }
    const size = sizeOf(axes);
    this.#blocks.push({ from: this.#length, to: this.#length + size, singles: this.#families.length, family: id, unit: this.#name(unit), axes });
    this.#blocked.add(id);
    this.#length += size;
  }

  /** The keys so far; more may be added without changing them. */
  keys<Type extends Key>(make: (family: string, index: readonly string[], unit: string) => Type): Keys<Type> {
    const length = this.#length;
    return { length, key: (position) => this.#key(position, length, make) };
  }

  #key<Type extends Key>(position: number, length: number, make: (family: string, index: readonly string[], unit: string) => Type): Type {
    if (!(position >= 0 && position < length)) throw new RangeError(`there is no key ${position} of ${length}`);
    // The last block that begins at or before the position.
    let low = 0;
    for (let high = this.#blocks.length; low < high;) {
      const middle = (low + high) >> 1;
      if (this.#blocks[middle]!.from <= position) low = middle + 1;
      else high = middle;
    }
    const block = this.#blocks[low - 1];
    if (block !== undefined && position < block.to) return make(this.#texts[block.family]!, labelsAt(block.axes, position - block.from), this.#texts[block.unit]!);
    const single = block === undefined ? position : block.singles + position - block.to;
    return make(this.#texts[this.#families.at(single)]!, this.#index(single), this.#texts[this.#units.at(single)]!);
  }

  #index(single: number): string[] {
    return Array.from({ length: this.#starts.at(single + 1) - this.#starts.at(single) }, (_, at) => this.#texts[this.#labels.at(this.#starts.at(single) + at)]!);
  }

  #notInBlock(id: number, family: string, index: readonly string[]): void {
    for (const block of this.#blocks) if (block.family === id && stands(block.axes, index)) throw new Error(`${nameOf(family, index)} is given twice`);
  }

  #name(text: string): number {
    let id = this.#names.get(text);
    if (id === undefined) {
      id = this.#texts.length;
      this.#names.set(text, id);
      this.#texts.push(text);
    }
    return id;
  }

  /** Enters a key in the table; false when its like stands there. */
  #enter(single: number, start: number): boolean {
    if (single * 2 >= this.#table.length) this.#rehash();
    const mask = this.#table.length - 1;
    for (let slot = this.#hash(single) & mask; ; slot = (slot + 1) & mask) {
      const other = this.#table[slot]! - 1;
      if (other === -1) {
        this.#table[slot] = single + 1;
        return true;
      }
      if (this.#families.at(other) === this.#families.at(single) && this.#sameLabels(other, start)) return false;
    }
  }

  #sameLabels(other: number, start: number): boolean {
    const from = this.#starts.at(other);
    const count = this.#labels.length - start;
    if (this.#starts.at(other + 1) - from !== count) return false;
    for (let at = 0; at < count; at++) if (this.#labels.at(from + at) !== this.#labels.at(start + at)) return false;
    return true;
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    const mask = this.#table.length - 1;
    for (let single = 0; single < this.#families.length - 1; single++) {
      let slot = this.#hash(single) & mask;
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
      this.#table[slot] = single + 1;
    }
  }

  /** FNV-1a over the numbers of the names, folded once more. */
  #hash(single: number): number {
    let hash = Math.imul(0x811c9dc5 ^ this.#families.at(single), 0x01000193);
    for (let at = this.#starts.at(single); at < this.#starts.at(single + 1); at++) hash = Math.imul(hash ^ this.#labels.at(at), 0x01000193);
    return (hash ^ (hash >>> 15)) >>> 0;
  }
}

interface Block {
  readonly from: number;
  readonly to: number;
  /** How many keys were added one at a time before it. */
  readonly singles: number;
  readonly family: number;
  readonly unit: number;
  readonly axes: readonly Axis[];
}

/** A key in a message: `chip.supply[gb300-nvl72, 2026-Q3]`. */
export function nameOf(family: string, index: readonly string[]): string {
  return `${family}[${index.join(", ")}]`;
}

function stands(axes: readonly Axis[], index: readonly string[]): boolean {
  return axes.length === index.length && axes.every((axis, at) => axis.find(index[at]!) !== undefined);
}
