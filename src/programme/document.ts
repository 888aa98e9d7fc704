// Where in which file does each value stand? Reads YAML or JSON into plain values with positions, and lays one file over another.

import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Node } from "yaml";

export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Located {
  readonly value: unknown;
  /** Position of each path, path parts joined by a zero character; the key's position for map entries. */
  readonly positions: ReadonlyMap<string, Position>;
}

export interface Problem {
  readonly position: Position;
  /** Path by ids, joined by dots; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export const joint = "\u0000";

/** Reads one file's text. Problems: YAML syntax, duplicate keys. */
export function readDocument(file: string, text: string): { located: Located; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, version: "1.2" });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problems: Problem[] = document.errors.map((error) => ({ position: at(error.pos[0]), path: "", message: error.message.split("\n")[0]! }));
  const positions = new Map<string, Position>();
  const visit = (node: unknown, path: string): unknown => {
    if (isAlias(node)) return visit(node.resolve(document), path);
    if (isMap(node)) {
      const out: Record<string, unknown> = {};
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        const key = String(pair.key.value);
        if (key === "__proto__") continue;
        const inner = path === "" ? key : path + joint + key;
        positions.set(inner, at((pair.key as Node).range?.[0] ?? 0));
        out[key] = visit(pair.value, inner);
      }
      return out;
    }
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        const inner = path === "" ? String(index) : path + joint + String(index);
        positions.set(inner, at((item as Node | null)?.range?.[0] ?? 0));
        return visit(item, inner);
      });
    }
    return isScalar(node) ? node.value : null;
  };
  const value = problems.length > 0 ? null : visit(document.contents, "");
  positions.set("", at(0));
  return { located: { value, positions }, problems };
}

/** Lays `over` on `under`: maps are merged by key, everything else (lists, sourced numbers) is replaced whole. */
export function overlay(under: Located, over: Located): Located {
  const positions = new Map(under.positions);
  const merge = (low: unknown, high: unknown, path: string): unknown => {
    const position = over.positions.get(path);
    if (position) positions.set(path, position);
    if (isPlain(low) && isPlain(high) && !("value" in high) && !("value" in low)) {
      const out: Record<string, unknown> = { ...low };
      for (const [key, value] of Object.entries(high)) {
        const inner = path === "" ? key : path + joint + key;
        out[key] = key in low ? merge(low[key], value, inner) : adopt(value, inner);
      }
      return out;
    }
    return adopt(high, path);
  };
  const adopt = (value: unknown, path: string): unknown => {
    for (const [key, position] of over.positions) if (key === path || key.startsWith(path + joint)) positions.set(key, position);
    return value;
  };
  return { value: merge(under.value, over.value, ""), positions };
}

/** Position of a path, or of the nearest place above it that stands in a file. */
export function locate(located: Located, path: readonly (string | number)[]): Position {
  for (let length = path.length; length >= 0; length--) {
    const found = located.positions.get(path.slice(0, length).join(joint));
    if (found) return found;
  }
  return { file: "", line: 1, column: 1 };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
