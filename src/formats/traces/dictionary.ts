// Which number does a name have that stands in many rows?

import type { Row } from "./byte-rows.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Names numbered in the order in which they appear; a string is made only of a name that is new. */
export class Dictionary {
  readonly texts: string[] = [];
  readonly #keys: Uint8Array[] = [];
  #slots = new Int32Array(256).fill(-1);

  /** The number of a field's name; -1 where nothing stands. */
  ofField(row: Row, field: number): number {
    if (field === -1 || row.isMissing(field)) return -1;
    if (row.doubled) return this.of(row.text(field));
    return this.#of(row.bytes, row.starts[field]!, row.ends[field]!);
  }

  /** The number of a name; -1 of an empty one. */
  of(text: string): number {
    const bytes = encoder.encode(text);
    return text === "" ? -1 : this.#of(bytes, 0, bytes.length);
  }

  #of(bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(bytes, start, end) & mask;
    for (;;) {
      const index = this.#slots[slot]!;
      if (index === -1) break;
      if (same(this.#keys[index]!, bytes, start, end)) return index;
      slot = (slot + 1) & mask;
    }
    const key = bytes.slice(start, end);
    this.#slots[slot] = this.#keys.push(key) - 1;
    this.texts.push(decoder.decode(key));
    if (this.#keys.length * 2 > this.#slots.length) this.#grow();
    return this.#keys.length - 1;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (const [index, key] of this.#keys.entries()) {
      let slot = hash(key, 0, key.length) & mask;
      while (this.#slots[slot] !== -1) slot = (slot + 1) & mask;
      this.#slots[slot] = index;
    }
  }
}

/** FNV-1a, 32 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x81_1c_9d_c5;
  for (let at = start; at < end; at += 1) value = Math.imul(value ^ bytes[at]!, 0x01_00_01_93);
  return value >>> 0;
}

function same(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let at = 0; at < key.length; at += 1) if (key[at] !== bytes[start + at]) return false;
  return true;
}
