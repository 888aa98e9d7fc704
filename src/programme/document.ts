// What tree of values does a YAML or JSON text stand for, and what is wrong with the text?

import { type Alias, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { ErrorCode } from "../units/errors.ts";
import { type Entry, type Node, plain, positionOf, type Problem, type Scalar, sourceOf, type Source } from "./tree.ts";
import { readPlainYaml } from "./plain-yaml.ts";

export type { Position, Problem } from "./tree.ts";

/** A text and what it says. `value` is the plain value of the tree. */
export interface Read {
  readonly located: { readonly root: Node; readonly value: unknown };
  readonly problems: readonly Problem[];
}

const deepest = 100;
const mostValues = 2_000_000;

/** Reads one file's text. Problems: syntax, keys that stand twice, aliases that stand for too much. */
export function readDocument(file: string, text: string, firstLine = 1): Read {
  const source = sourceOf(file, text, firstLine);
  const fast = readPlainYaml(source, text);
  const { root, problems } = fast ? { root: fast, problems: [] } : readYaml(source, text);
  return {
    located: {
      root,
      get value() {
        return plain(root);
      },
    },
    problems,
  };
}

class TooMuch extends Error {}

/** Reads by the YAML library: all of YAML 1.2, and its messages. Tests compare {@link readPlainYaml} with it. */
export function readYaml(source: Source, text: string): { root: Node; problems: Problem[] } {
  const problems: Problem[] = [];
  const nothing: Node = { source, offset: 0, content: null };
  const say = (offset: number, code: ErrorCode, message: string) => problems.push({ code, position: positionOf({ source, offset }), path: "", message });
  try {
    if (nesting(text) > 4 * deepest) throw new TooMuch(`nested deeper than ${deepest} levels`);
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, version: "1.2", logLevel: "silent" });
    for (const error of document.errors) say(error.pos[0], "text.syntax", firstLine(error.message));
    if (problems.length > 0) return { root: nothing, problems };
    return { root: treeOf(document.contents, source, (alias) => alias.resolve(document), say), problems };
  } catch (error) {
    if (!(error instanceof TooMuch || error instanceof RangeError)) throw error;
    say(0, "text.size", error instanceof TooMuch ? error.message : `nested deeper than ${deepest} levels`);
    return { root: nothing, problems };
  }
}

function treeOf(contents: unknown, source: Source, resolve: (alias: Alias) => unknown, say: (offset: number, code: ErrorCode, message: string) => void): Node {
  const made = new Map<unknown, Node>();
  const open = new Set<unknown>();
  /** Values that a tree stands for with its aliases written out: an alias costs what it stands for. */
  const sizes = new Map<unknown, number>();
  let values = 0;
  const visit = (node: unknown, fallback: number): Node => {
    const before = values++;
    if (values > mostValues) throw new TooMuch(`its aliases stand for more than ${mostValues} values`);
    const offset = rangeOf(node) ?? fallback;
    if (isAlias(node)) {
      const target = resolve(node);
      const known = made.get(target);
      if (known) {
        values += sizes.get(target)!;
        return known;
      }
      say(offset, "text.syntax", open.has(target) ? `the alias "${node.source}" stands within what it stands for` : `there is no anchor "${node.source}"`);
      return { source, offset, content: null };
    }
    if (open.size > deepest) throw new TooMuch(`nested deeper than ${deepest} levels`);
    open.add(node);
    const out: Node = { source, offset, content: contentOf(node, offset) };
    open.delete(node);
    made.set(node, out);
    sizes.set(node, values - before);
    return out;
  };
  const contentOf = (node: unknown, offset: number): Node["content"] => {
    if (isSeq(node)) return node.items.map((item) => visit(item, offset));
    if (!isMap(node)) return isScalar(node) ? scalarOf(node.value) : null;
    const out = new Map<string, Entry>();
    for (const { key, value } of node.items) {
      const at = rangeOf(key) ?? offset;
      if (!isScalar(key)) {
        say(at, "text.syntax", "expected a text as key");
        continue;
      }
      const name = keyOf(key);
      if (name === "__proto__") say(at, "key.unknown", 'the key "__proto__" is not allowed');
      else if (out.has(name)) say(at, "key.twice", `the key "${name}" stands twice, first in line ${positionOf({ source, offset: out.get(name)!.offset }).line}`);
      else out.set(name, { source, offset: at, node: visit(value, at) });
    }
    return out;
  };
  return visit(contents, 0);
}

/** A key as text: as it is written when it is plain, so that `2026` and `2026-Q1` are texts alike. */
function keyOf(key: { readonly value: unknown; readonly source?: string; readonly type?: string }): string {
  return key.type === "PLAIN" && key.source !== undefined ? key.source : String(key.value);
}

function scalarOf(value: unknown): Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : value === null || value === undefined ? null : String(value);
}

/** Where a node is written; an empty one is nowhere. */
function rangeOf(node: unknown): number | undefined {
  if (isScalar(node) && node.value === null && !node.source) return undefined;
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range) ? (node.range[0] as number) : undefined;
}

function firstLine(message: string): string {
  return message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "");
}

/** Upper bound of the nesting: brackets, and levels of indentation and dashes in a line. Keeps the library's recursion shallow. */
function nesting(text: string): number {
  let brackets = 0;
  let deepestFound = 0;
  let indents: number[] = [];
  for (const line of text.split("\n")) {
    const lead = /^[ ]*((?:[-?:] +)*)/.exec(line)!;
    if (line.trim() !== "") {
      const indent = line.length - line.trimStart().length;
      indents = [...indents.filter((level) => level < indent), indent];
    }
    for (const letter of line) {
      if (letter === "[" || letter === "{") brackets++;
      else if ((letter === "]" || letter === "}") && brackets > 0) brackets--;
      if (brackets > deepestFound) deepestFound = brackets;
    }
    deepestFound = Math.max(deepestFound, brackets + indents.length + lead[1]!.length / 2);
    if (deepestFound > 4 * deepest) break;
  }
  return deepestFound;
}
