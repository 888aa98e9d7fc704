// Which clauses are in force on a day, as known on a day, and which clause was in its place before?

import type { Clause, ClauseKind, ClauseOf, Programme } from "../programme/programme.ts";
import type { Day } from "../units/brand.ts";

export interface Standing<Kind extends ClauseKind = ClauseKind> {
  readonly id: string;
  readonly clause: ClauseOf<Kind>;
}

/**
 * Clauses in force on `day` as known on `asOf`, sorted by id.
 * A clause is in force from its `from` to its `until`, both inclusive, and ends on the day before its `event` happens. A clause known
 * after `asOf` does not exist; one that is known replaces what it supersedes (and what that had superseded) from its own `from` on, for good.
 */
export function clausesInForce(programme: Programme, day: Day, asOf: Day): Standing[] {
  const known = Object.entries(programme.agreements).filter(([, clause]) => (clause.known ?? programme.known) <= asOf);
  const replaced = new Set(known.filter(([, { from }]) => from <= day).flatMap(([id]) => lineage(programme, id).slice(1)));
  return known
    .filter(([id, clause]) => !replaced.has(id) && clause.from <= day && (clause.until === undefined || day <= clause.until) && !ended(programme, clause, day))
    .map(([id, clause]) => ({ id, clause }) as Standing)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** Clauses of one kind in force on `day` as known on `asOf`, sorted by id. */
export function inForce<Kind extends ClauseKind>(programme: Programme, kind: Kind, day: Day, asOf: Day): Standing<Kind>[] {
  return clausesInForce(programme, day, asOf).filter(({ clause }) => clause.kind === kind) as unknown as Standing<Kind>[];
}

/** A clause and all that it supersedes, itself first: one agreement in its successive wordings. */
export function lineage(programme: Programme, id: string): string[] {
  const line: string[] = [];
  for (let at: string | undefined = id; at !== undefined && !line.includes(at) && programme.agreements[at]; at = programme.agreements[at]!.supersedes) line.push(at);
  return line;
}

function ended(programme: Programme, clause: Clause, day: Day): boolean {
  const happens = clause.event === undefined ? null : (programme.events[clause.event] ?? null);
  return happens !== null && happens <= day;
}
