// Which published figures do we reproduce, and is any of it news: a new miss, or a known one that passes?

import { type ValidatedRow, validateRow } from "./case.ts";
import { cases } from "./cases.ts";
import type { Facts } from "./facts.ts";

export interface Validation {
  readonly rows: readonly ValidatedRow[];
  /** Misses that are not on the list of known ones, and listed ones that pass: each is a failure. */
  readonly newMisses: readonly string[];
  readonly passingKnown: readonly string[];
  readonly counts: { readonly pass: number; readonly miss: number; readonly "not run": number };
}

/** Ids of all cases, in order. */
export const ids: readonly string[] = cases.map(({ id }) => id);

/**
 * Runs the cases, all or those named. Deterministic: the same facts, seed and version give the same rows.
 * @param only ids to run; all when undefined
 */
export function validate(facts: Facts, seed: number, only?: ReadonlySet<string>): Validation {
  const rows = cases.filter(({ id }) => only?.has(id) ?? true).map((one) => validateRow(one, facts, seed));
  const withVerdict = (verdict: ValidatedRow["verdict"]): readonly ValidatedRow[] => rows.filter((row) => row.verdict === verdict);
  return {
    rows,
    newMisses: withVerdict("miss").flatMap(({ id, knownMiss }) => (knownMiss === undefined ? [id] : [])),
    passingKnown: withVerdict("pass").flatMap(({ id, knownMiss }) => (knownMiss === undefined ? [] : [id])),
    counts: { pass: withVerdict("pass").length, miss: withVerdict("miss").length, "not run": withVerdict("not run").length },
  };
}
