// Where does each number of a parsed programme come from?

import { type Figure, Sourced } from "./leaf.ts";
import type { Figures } from "./programme.ts";

/** Takes the provenance out of a parsed programme: numbers stand bare, and each figure's origin under its path. */
export function withoutSources(parsed: unknown): { readonly value: unknown; readonly figures: Figures } {
  const figures: Record<string, Figure> = {};
  const visit = (value: unknown, path: string): unknown => {
    if (value instanceof Sourced) {
      figures[path] = value.figure;
      return value.figure.value;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${path}.${index}`));
    const out: Record<string, unknown> = {};
    for (const key of Object.keys(value)) out[key] = visit((value as Record<string, unknown>)[key], path === "" ? key : `${path}.${key}`);
    return out;
  };
  return { value: visit(parsed, ""), figures };
}
