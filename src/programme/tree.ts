// Where in which file does each value stand? A tree of values that know their place.

import type { ErrorCode } from "../units/errors.ts";

/** One text, and where its lines start. */
export interface Source {
  readonly file: string;
  readonly lineStarts: readonly number[];
  /** Line number of the text's first line. */
  readonly firstLine: number;
}

export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Scalar = string | number | boolean | null;

export interface Entry {
  readonly source: Source;
  /** Offset of the key. */
  readonly offset: number;
  readonly node: Node;
}

export interface Node {
  readonly source: Source;
  /** Offset of the value. */
  readonly offset: number;
  readonly content: Scalar | readonly Node[] | ReadonlyMap<string, Entry>;
}

export type Path = readonly (string | number)[];

export interface Problem {
  readonly code: ErrorCode;
  readonly position: Position;
  /** Path by ids, joined by dots; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export function sourceOf(file: string, text: string, firstLine = 1): Source {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return { file, lineStarts, firstLine };
}

export function isMap(content: Node["content"] | undefined): content is ReadonlyMap<string, Entry> {
  return content instanceof Map;
}

export function isList(content: Node["content"] | undefined): content is readonly Node[] {
  return Array.isArray(content);
}

/** Line and column of an offset, both from 1. */
export function positionOf({ source, offset }: { readonly source: Source; readonly offset: number }): Position {
  const { file, lineStarts, firstLine } = source;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { file, line: low + firstLine, column: offset - lineStarts[low]! + 1 };
}

/** What stands at a path; a map is entered by key, a list by index. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path) {
    if (isMap(node?.content)) node = node.content.get(String(part))?.node;
    else if (isList(node?.content)) node = node.content[Number(part)];
    else return undefined;
  }
  return node;
}

/** Place of a path's key or value. What is missing is placed at the key of the nearest map above it. */
export function locate(root: Node, path: Path, at: "key" | "value"): { readonly source: Source; readonly offset: number } {
  let key: { readonly source: Source; readonly offset: number } = root;
  let node = root;
  for (const part of path) {
    const entry = isMap(node.content) ? node.content.get(String(part)) : undefined;
    const next: Node | undefined = entry?.node ?? (isList(node.content) ? node.content[Number(part)] : undefined);
    if (!next) return key;
    key = entry ?? next;
    node = next;
  }
  return at === "key" ? key : node;
}

/** The plain value of a tree. */
export function plain({ content }: Node): unknown {
  if (isList(content)) return content.map(plain);
  if (!isMap(content)) return content;
  const out: Record<string, unknown> = {};
  for (const [key, entry] of content) out[key] = plain(entry.node);
  return out;
}

export function pathText(path: Path): string {
  return path.join(".");
}
