// How does a file become a programme, or a list of every problem in it?

import type { Confidence, Figure } from "./fields.ts";
import { Sourced } from "./fields.ts";
import { joint, locate, type Located, overlay, type Problem, readDocument } from "./document.ts";
import type { Programme, ResolvedProgramme } from "./programme.ts";
import { schema } from "./schema.ts";

export type Loaded = ({ readonly ok: true } & ResolvedProgramme) | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Loads a programme.
 * @param file name for messages and base for `extends`
 * @param read gives a file's text, or undefined when it cannot be read
 * @param catalogue text of the built-in catalogue, laid under the programme
 */
export function load(file: string, read: (path: string) => string | undefined, catalogue: string): Loaded {
  const { located, problems } = gather(file, read, []);
  if (problems.length > 0) return { ok: false, problems };
  const base = readDocument("catalogue.yaml", catalogue);
  const whole = amendments(overlay(base.located, located));
  const parsed = schema.safeParse(whole.value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map((issue) => ({ position: locate(whole, issue.path as (string | number)[]), path: issue.path.map(String).join("."), message: issue.message })) };
  const figures: Record<string, Figure> = {};
  const programme = unwrap(parsed.data, [], figures) as Programme;
  return { ok: true, programme, figures };
}

/** A file with what it extends under it. */
function gather(file: string, read: (path: string) => string | undefined, seen: readonly string[]): { located: Located; problems: Problem[] } {
  const nowhere = { file, line: 1, column: 1 };
  const empty: Located = { value: {}, positions: new Map() };
  if (seen.includes(file)) return { located: empty, problems: [{ position: nowhere, path: "extends", message: `${file} extends itself` }] };
  const text = read(file);
  if (text === undefined) return { located: empty, problems: [{ position: nowhere, path: "", message: "the file cannot be read" }] };
  const { located, problems } = readDocument(file, text);
  if (problems.length > 0) return { located, problems };
  if (typeof located.value !== "object" || located.value === null || Array.isArray(located.value)) return { located, problems: [{ position: nowhere, path: "", message: "expected a map with `gigasite: 1` at its top" }] };
  const { extends: parent, ...rest } = located.value as Record<string, unknown>;
  if (parent === undefined) return { located, problems };
  if (typeof parent !== "string") return { located, problems: [{ position: locate(located, ["extends"]), path: "extends", message: "expected a file name" }] };
  const under = gather(beside(file, parent), read, [...seen, file]);
  return { located: overlay(under.located, { value: rest, positions: located.positions }), problems: under.problems };
}

function beside(file: string, other: string): string {
  const slash = file.lastIndexOf("/");
  return slash === -1 ? other.replace(/^\.\//, "") : `${file.slice(0, slash + 1)}${other.replace(/^\.\//, "")}`;
}

/** Completes each amendment with the terms of the clause it supersedes that it does not change. */
function amendments(whole: Located): Located {
  const value = whole.value as Record<string, unknown>;
  const agreements = value["agreements"];
  if (typeof agreements !== "object" || agreements === null) return whole;
  const clauses = agreements as Record<string, Record<string, unknown>>;
  const complete = (id: string, seen: readonly string[]): Record<string, unknown> => {
    const clause = clauses[id];
    if (typeof clause !== "object" || clause === null) return clause!;
    const superseded = clause["supersedes"];
    if (typeof superseded !== "string" || !(superseded in clauses) || seen.includes(id)) return clause;
    const { supersedes: _s, from: _f, until: _u, known: _k, ...inherited } = complete(superseded, [...seen, id]);
    return { ...inherited, ...clause };
  };
  return { value: { ...value, agreements: Object.fromEntries(Object.keys(clauses).map((id) => [id, complete(id, [])])) }, positions: whole.positions };
}

/** Replaces each sourced number by its value and files its provenance under its path. */
function unwrap(value: unknown, path: readonly string[], figures: Record<string, Figure>): unknown {
  if (value instanceof Sourced) {
    figures[path.join(".")] = value.figure;
    return value.figure.value;
  }
  if (Array.isArray(value)) return value.map((item, index) => unwrap(item, [...path, String(index)], figures));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unwrap(inner, [...path, key], figures)]));
  return value;
}

export { joint };
export type { Confidence };
