// What stands in the next row of a large text file? Fields are places in a buffer of bytes; a string is made only of a field that is asked for.

import { type Problems, quoted } from "./problems.ts";

/** How a file separates its fields. */
export interface Dialect {
  /** Byte between fields; `blanks` for runs of spaces and tabs, `wholeLine` for one field a line. */
  readonly separator: number;
  /** A field may stand in double quotes, a quote in it doubled (RFC 4180). */
  readonly quotes: boolean;
  /** Byte that a line of comment begins with, 0 for none. Comments are handed on as rows of one field with `isComment`. */
  readonly comment: number;
}

const blanks = 32;
const wholeLine = -1;
export const commaSeparated: Dialect = { separator: 44, quotes: true, comment: 0 };
export const barSeparated: Dialect = { separator: 124, quotes: false, comment: 0 };
export const blankSeparated: Dialect = { separator: blanks, quotes: false, comment: 59 };
export const jsonLines: Dialect = { separator: wholeLine, quotes: false, comment: 0 };

/** A row that is longer is no row: an open quote, or another kind of file. */
const longestRow = 1 << 24;

/** Calls `onRow` for each row that is not empty; the row is the same object every time and holds until the call returns. */
export async function eachRow(source: AsyncIterable<Uint8Array>, dialect: Dialect, problems: Problems, onRow: (row: Row) => void): Promise<void> {
  const row = new Row(dialect, problems);
  let rest: Uint8Array = new Uint8Array(0);
  let begun = false;
  const rowsOf = (bytes: Uint8Array, last: boolean): number => {
    let at = 0;
    while (at < bytes.length) {
      const next = row.scan(bytes, at, last);
      if (next === -1) break;
      at = next;
      if (row.count > 0) onRow(row);
    }
    return at;
  };
  for await (const chunk of source) {
    let bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    rest = bytes;
    if (!begun) {
      if (bytes.length < 3) continue;
      begun = true;
      bytes = withoutMark(bytes);
    }
    rest = bytes.slice(rowsOf(bytes, false));
    if (rest.length > longestRow) {
      problems.add(row.nextLine, 1, "", "a row of less than 16 MiB", "a longer one", "close the quote that is open here, or give a text file");
      return;
    }
  }
  rowsOf(begun ? rest : withoutMark(rest), true);
}

/** The bytes without the byte order mark of UTF-8. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const decoder = new TextDecoder();
const missing = new Set(["none", "null", "nan", "nat", "na", "n/a", "unknown", "-"]);
const powers = Float64Array.from({ length: 16 }, (_, power) => 10 ** power);

/** One row: `count` fields, each `bytes[starts[i]] .. bytes[ends[i]]` without quotes and blanks around it. */
export class Row {
  bytes: Uint8Array = new Uint8Array(0);
  /** Line that the row begins in, from 1. */
  line = 0;
  nextLine = 1;
  count = 0;
  isComment = false;
  /** False once a field of this row was found wrong. */
  ok = true;
  starts = new Int32Array(32);
  ends = new Int32Array(32);
  /** The columns' names, for messages. */
  names: readonly string[] = [];
  readonly problems: Problems;
  readonly #dialect: Dialect;
  #from = 0;
  /** Some field has doubled quotes in it: its bytes are not its text. */
  doubled = false;

  constructor(dialect: Dialect, problems: Problems) {
    this.#dialect = dialect;
    this.problems = problems;
  }

  /** Finds the fields of the row that begins at `at`. Gives where the next row begins, -1 when the row goes on after the last byte. */
  scan(bytes: Uint8Array, at: number, last: boolean): number {
    const { separator, quotes, comment } = this.#dialect;
    const length = bytes.length;
    let [count, position, lines] = [0, at, 0];
    let [doubled, stray] = [false, false];
    const isComment = comment !== 0 && bytes[at] === comment;
    const split = isComment ? wholeLine : separator;
    for (;;) {
      while (position < length && (bytes[position] === 32 || bytes[position] === 9)) position += 1;
      let start = position;
      let end: number;
      if (quotes && bytes[position] === 34) {
        start += 1;
        for (position = start; position < length; position += 1) {
          const byte = bytes[position]!;
          if (byte === 10) lines += 1;
          if (byte !== 34) continue;
          if (bytes[position + 1] !== 34) break;
          doubled = true;
          position += 1;
        }
        end = Math.min(position, length);
        if (position >= length) {
          if (!last) return -1;
          this.problems.add(this.nextLine, start - at, "", "a closing quote", "the end of the file", "close the quote that opens here");
        }
        for (position += 1; position < length && bytes[position] !== split && bytes[position] !== 10; position += 1) stray ||= bytes[position]! > 32;
      } else {
        if (split === blanks) while (position < length && bytes[position]! > 32) position += 1;
        else {
          while (position < length) {
            const byte = bytes[position]!;
            if (byte === split || byte === 10) break;
            position += 1;
          }
        }
        end = position;
        while (end > start && (bytes[end - 1] === 13 || bytes[end - 1] === 32)) end -= 1;
      }
      if (position >= length && !last) return -1;
      if (split === blanks) {
        while (position < length && bytes[position] !== 10 && bytes[position]! <= 32) position += 1;
        if (position >= length && !last) return -1;
      }
      if (count === this.starts.length) this.#grow();
      this.starts[count] = start;
      this.ends[count] = end;
      count += 1;
      if (position >= length || bytes[position] === 10) break;
      if (split !== blanks) position += 1;
    }
    if (count === 1 && this.starts[0] === this.ends[0]) count = 0;
    [this.bytes, this.line, this.count, this.isComment, this.ok, this.#from, this.doubled] = [bytes, this.nextLine, count, isComment, true, at, doubled];
    this.nextLine += lines + 1;
    if (stray) this.problems.add(this.line, 1, "", "a comma after a closing quote", "more text", "double the quotes that stand in the quoted text");
    return position + 1;
  }

  /** The field as text. */
  text(field: number): string {
    const [start, end] = [this.starts[field]!, this.ends[field]!];
    if (end - start > 24 || this.doubled) {
      const text = decoder.decode(this.bytes.subarray(start, end));
      return this.doubled ? text.replaceAll('""', '"') : text;
    }
    // Short fields are nearly always ASCII, and a decoder costs more than they do.
    let text = "";
    for (let at = start; at < end; at += 1) {
      const byte = this.bytes[at]!;
      if (byte > 127) return decoder.decode(this.bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** Nothing stands there, or a word for nothing. */
  isMissing(field: number): boolean {
    const [start, end] = [this.starts[field]!, this.ends[field]!];
    if (start === end) return true;
    const first = this.bytes[start]!;
    return !(first >= 48 && first <= 57) && end - start < 8 && missing.has(this.text(field).toLowerCase());
  }

  /** The field as a number, exact as JavaScript reads it; NaN where none stands. */
  number(field: number): number {
    const { bytes } = this;
    const end = this.ends[field]!;
    let at = this.starts[field]!;
    const negative = bytes[at] === 45;
    if (negative) at += 1;
    let [value, digits, decimals] = [0, 0, -1];
    for (; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte >= 48 && byte <= 57) {
        value = value * 10 + (byte - 48);
        digits += 1;
        if (decimals >= 0) decimals += 1;
      } else if (byte === 46 && decimals === -1) decimals = 0;
      else return slowNumber(this.text(field));
    }
    if (digits === 0) return Number.NaN;
    // Both are exact below 10^15, and so the quotient is the nearest double.
    if (digits > 15) return slowNumber(this.text(field));
    if (decimals > 0) value /= powers[decimals]!;
    return negative ? -value : value;
  }

  /** A number of at least `least`. What is none is noted as a problem, and NaN given. */
  amount(field: number, least: number): number {
    const value = this.number(field);
    if (value >= least && value < Number.POSITIVE_INFINITY) return value;
    return this.wrong(field, least === 0 ? "a number of at least 0" : `a number of at least ${least}`);
  }

  /** A whole number of at least `least` and at most 2,147,483,647; `3.0` is one. */
  whole(field: number, least: number): number {
    const value = this.number(field);
    if (value >= least && value <= 0x7f_ff_ff_ff && Number.isInteger(value)) return value;
    return this.wrong(field, `a whole number of at least ${least}`);
  }

  amountOrMissing(field: number): number {
    return field === -1 || this.isMissing(field) ? -1 : this.amount(field, 0);
  }

  wholeOrMissing(field: number): number {
    return field === -1 || this.isMissing(field) ? -1 : this.whole(field, 0);
  }

  /** Notes that a field is not what it should be. */
  wrong(field: number, expected: string, remedy = "correct the field or delete the row"): number {
    this.ok = false;
    this.problems.add(this.line, this.starts[field]! - this.#from + 1, this.names[field] ?? `field ${field + 1}`, expected, quoted(this.text(field)), remedy);
    return Number.NaN;
  }

  #grow(): void {
    const [starts, ends] = [new Int32Array(this.starts.length * 2), new Int32Array(this.ends.length * 2)];
    starts.set(this.starts);
    ends.set(this.ends);
    [this.starts, this.ends] = [starts, ends];
  }
}

function slowNumber(text: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}
