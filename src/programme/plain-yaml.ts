// How is a long programme read fast? The YAML that programmes are written in, read in one pass; anything else is left to the library.

import type { Entry, Node, Scalar, Source } from "./tree.ts";

const deepest = 100;
const mostValues = 2_000_000;

/** Thrown where the text leaves the subset, right or wrong: the library then reads it and says so. */
const outside = Symbol("outside the subset");

/**
 * Reads block and flow maps and lists, plain and quoted scalars of one line, comments, anchors and aliases of YAML 1.2 (core schema).
 * About ten times as fast as the library, which 2,000 sites need.
 * @returns undefined for a text that is not wholly of this subset or has any error: never a tree that the library would read differently
 */
export function readPlainYaml(source: Source, text: string): Node | undefined {
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(text)) return undefined;
  try {
    return new Reader(source, text).document();
  } catch (error) {
    if (error === outside) return undefined;
    throw error;
  }
}

class Reader {
  private at = 0;
  private lineStart = 0;
  private depth = 0;
  private values = 0;
  private readonly anchors = new Map<string, { readonly node: Node; readonly size: number }>();
  private readonly source: Source;
  private readonly text: string;

  constructor(source: Source, text: string) {
    this.source = source;
    this.text = text;
  }

  document(): Node {
    if (!this.next()) return this.node(0, null);
    const node = this.block(0, 0);
    if (this.next()) throw outside;
    return node;
  }

  /** Goes to the next token, over blanks and comments; false at the end. A token's column is `at - lineStart`. */
  private next(): boolean {
    for (;;) {
      this.blanks();
      if (this.at >= this.text.length) return false;
      if (this.text[this.at] !== "\n") break;
      this.at++;
      this.lineStart = this.at;
    }
    if (this.at === this.lineStart && /^(---|\.\.\.|%)/.test(this.text.slice(this.at, this.at + 3))) throw outside;
    return true;
  }

  /** Over spaces and a comment, within the line. */
  private blanks(): void {
    const { text } = this;
    while (text.charCodeAt(this.at) === 32) this.at++;
    if (text[this.at] !== "#") return;
    if (this.at > this.lineStart && text[this.at - 1] !== " ") throw outside;
    const end = text.indexOf("\n", this.at);
    this.at = end === -1 ? text.length : end;
  }

  private get column(): number {
    return this.at - this.lineStart;
  }

  /** Whether the line ends here, but for a comment. */
  private lineEnds(): boolean {
    this.blanks();
    return this.at >= this.text.length || this.text[this.at] === "\n";
  }

  private node(offset: number, content: Node["content"]): Node {
    if (++this.values > mostValues) throw outside;
    return { source: this.source, offset, content };
  }

  private deeper<Made>(read: () => Made): Made {
    if (++this.depth > deepest) throw outside;
    const made = read();
    this.depth--;
    return made;
  }

  /** A block node whose first token is here. @param least column of anything that belongs to it */
  private block(least: number, indent: number): Node {
    if (this.isDash()) return this.deeper(() => this.blockList(this.column));
    const start = this.at;
    if (this.text[start] !== "{" && this.text[start] !== "[" && this.key(false)) {
      this.at = start;
      return this.deeper(() => this.blockMap(this.column));
    }
    this.at = start;
    return this.lineValue(least, indent);
  }

  private isDash(): boolean {
    const after = this.text[this.at + 1];
    return this.text[this.at] === "-" && (after === " " || after === "\n" || after === undefined);
  }

  private blockMap(column: number): Node {
    const start = this.at;
    const out = new Map<string, Entry>();
    do {
      const offset = this.at;
      const key = this.key(false);
      if (!key) throw outside;
      this.add(out, key.name, offset, this.blockValue(column, offset, true));
    } while (this.next() && this.column === column && !this.isDash());
    this.dedented(column);
    return this.node(start, out);
  }

  private blockList(column: number): Node {
    const start = this.at;
    const out: Node[] = [];
    do {
      this.at++;
      out.push(this.blockValue(column, start, false));
    } while (this.next() && this.column === column && this.isDash());
    this.dedented(column);
    return this.node(start, out);
  }

  /** What follows a block must stand further left: a key at a dash's column, or a dash at a key's, is for the level above. */
  private dedented(column: number): void {
    if (this.at < this.text.length && this.column > column) throw outside;
  }

  /** What stands behind a key's colon or a dash. */
  private blockValue(column: number, owner: number, keyed: boolean): Node {
    const before = this.values;
    const spaced = this.text[this.at] === " ";
    this.spaces();
    const anchor = this.text[this.at] === "&" ? this.name() : undefined;
    let node: Node;
    if (this.lineEnds()) {
      const inner = this.next() && (this.column > column || (keyed && this.column === column && this.isDash()));
      if (inner) {
        if (anchor !== undefined && "&*".includes(this.text[this.at]!)) throw outside;
        node = this.block(column + 1, column);
      } else node = this.node(owner, null);
    } else if (!spaced) throw outside;
    else if (keyed || anchor !== undefined) node = this.lineValue(column + 1, column);
    else node = this.block(column + 1, column);
    if (anchor !== undefined) this.anchors.set(anchor, { node, size: this.values - before });
    return node;
  }

  /** A scalar, flow or alias that ends with its line (a flow may run over several). */
  private lineValue(least: number, indent: number): Node {
    const node = this.value(false, indent);
    if (!this.lineEnds()) throw outside;
    // A further line that is indented would go on with a plain scalar.
    const end = this.at;
    const line = this.lineStart;
    if (this.next() && this.column >= least && this.column > 0) throw outside;
    this.at = end;
    this.lineStart = line;
    return node;
  }

  private value(flow: boolean, indent: number): Node {
    const start = this.at;
    const first = this.text[start];
    if (first === "*") {
      const known = this.anchors.get(this.name());
      if (!known) throw outside;
      this.values += known.size;
      return known.node;
    }
    if (first === "{") return this.deeper(() => this.flowMap(indent));
    if (first === "[") return this.deeper(() => this.flowList(indent));
    if (first === '"' || first === "'") return this.node(start, this.quoted());
    return this.node(start, resolved(this.plainText(flow)));
  }

  private flowMap(indent: number): Node {
    const start = this.at++;
    const out = new Map<string, Entry>();
    for (;;) {
      this.flowNext(indent);
      if (this.text[this.at] === "}") break;
      const offset = this.at;
      const key = this.key(true);
      if (!key) throw outside;
      this.add(out, key.name, offset, this.flowValue(indent, offset));
      this.comma("}", indent);
    }
    this.at++;
    return this.node(start, out);
  }

  private flowList(indent: number): Node {
    const start = this.at++;
    const out: Node[] = [];
    for (;;) {
      this.flowNext(indent);
      if (this.text[this.at] === "]") break;
      if (this.text[this.at] === ",") throw outside;
      out.push(this.flowValue(indent, this.at));
      this.comma("]", indent);
    }
    this.at++;
    return this.node(start, out);
  }

  private comma(close: string, indent: number): void {
    this.flowNext(indent);
    if (this.text[this.at] === ",") this.at++;
    else if (this.text[this.at] !== close) throw outside;
  }

  private flowValue(indent: number, owner: number): Node {
    const before = this.values;
    this.flowNext(indent);
    const anchor = this.text[this.at] === "&" ? this.name() : undefined;
    if (anchor !== undefined) {
      this.flowNext(indent);
      if (",]}*&".includes(this.text[this.at]!)) throw outside;
    }
    if (",}".includes(this.text[this.at]!)) return this.node(owner, null);
    const node = this.value(true, indent);
    if (anchor !== undefined) this.anchors.set(anchor, { node, size: this.values - before });
    return node;
  }

  /** Next token within brackets: it must stand to the right of the block around them. */
  private flowNext(indent: number): void {
    const line = this.lineStart;
    if (!this.next()) throw outside;
    if (this.lineStart !== line && this.column <= indent) throw outside;
  }

  private add(out: Map<string, Entry>, name: string, offset: number, node: Node): void {
    if (name === "__proto__" || name === "<<" || out.has(name)) throw outside;
    out.set(name, { source: this.source, offset, node });
  }

  /** A key and its colon; undefined when what stands here is no key. */
  private key(flow: boolean): { readonly name: string } | undefined {
    const first = this.text[this.at];
    const quoted = first === '"' || first === "'";
    if (first === "*" || first === "&") {
      if (flow) throw outside;
      return this.colonInLine() ? this.refuse() : undefined;
    }
    const name = quoted ? this.quoted() : this.plainText(flow);
    const end = this.at;
    this.spaces();
    if (this.text[this.at] !== ":") {
      this.at = end;
      if (flow) throw outside;
      return undefined;
    }
    this.at++;
    const after = this.text[this.at];
    if (after !== " " && after !== "\n" && after !== undefined && !(flow && quoted)) throw outside;
    // The library refuses keys of more than 1,024 characters.
    if (end - this.at > 900) throw outside;
    return { name };
  }

  private colonInLine(): boolean {
    const end = this.text.indexOf("\n", this.at);
    return this.text.slice(this.at, end === -1 ? undefined : end).includes(": ");
  }

  private refuse(): never {
    throw outside;
  }

  private spaces(): void {
    while (this.text.charCodeAt(this.at) === 32) this.at++;
  }

  /** The name of an anchor or alias. */
  private name(): string {
    const found = /[&*]([A-Za-z0-9_-]+)(?=[ \n,\]}]|$)/y;
    found.lastIndex = this.at;
    const match = found.exec(this.text);
    if (!match) throw outside;
    this.at += match[0].length;
    this.spaces();
    return match[1]!;
  }

  /** A plain scalar of one line, up to `: `, ` #` or the line's end; within brackets up to a comma or bracket too. */
  private plainText(flow: boolean): string {
    const { text } = this;
    const start = this.at;
    const first = text[start];
    if (first === undefined || ",[]{}#&*!|>'\"%@`?:\n".includes(first)) throw outside;
    if (first === "-" && (text[start + 1] === " " || text[start + 1] === "\n" || text[start + 1] === undefined || (flow && ",[]{}".includes(text[start + 1]!)))) throw outside;
    let at = start;
    let end = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10) break;
      if (code === 32) continue;
      if (code === 35 && text.charCodeAt(at - 1) === 32) break;
      if (flow && (code === 44 || code === 91 || code === 93 || code === 123 || code === 125)) break;
      if (code === 58) {
        const after = text[at + 1];
        if (after === undefined || after === " " || after === "\n") break;
        if (flow && ",[]{}".includes(after)) throw outside;
      }
      end = at + 1;
    }
    this.at = end;
    return text.slice(start, end);
  }

  private quoted(): string {
    const { text } = this;
    const quote = text[this.at];
    const start = ++this.at;
    let at = start;
    while (at < text.length && text[at] !== "\n") {
      if (text[at] === quote) {
        if (quote === "'" && text[at + 1] === "'") at += 2;
        else break;
      } else if (quote === '"' && text[at] === "\\") at += 2;
      else at++;
    }
    if (text[at] !== quote) throw outside;
    this.at = at + 1;
    const inner = text.slice(start, at);
    if (quote === "'") return inner.replaceAll("''", "'");
    return inner.includes("\\") ? inner.replaceAll(/\\(u[0-9a-fA-F]{4}|.?)/gs, (_, escape: string) => unescaped(escape)) : inner;
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function unescaped(escape: string): string {
  const found = escape.length === 5 ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : escapes.get(escape);
  if (found === undefined) throw outside;
  return found;
}

/** A plain scalar's value by YAML 1.2's core schema. */
function resolved(text: string): Scalar {
  const first = text.charCodeAt(0);
  const letter = (first >= 97 && first <= 122) || (first >= 65 && first <= 90);
  if (letter && !"ntfNTF".includes(text[0]!)) return text;
  if (/^(~|null|Null|NULL)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8);
  if (/^[-+]?[0-9]+$/.test(text)) return Number.parseInt(text, 10);
  if (/^0x[0-9a-fA-F]+$/.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+)$/.test(text)) return Number.parseFloat(text);
  const infinite = /^([-+]?)\.(inf|Inf|INF)$/.exec(text);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^\.(nan|NaN|NAN)$/.test(text) ? Number.NaN : text;
}
