// Which clauses bind on a day, as far as was known when the programme was written?

import type { Day } from "../units/brand.ts";
import type { ClauseKind, ClauseOf, Programme } from "../programme/programme.ts";

/**
 * Clauses of one kind in force on `day`, by id in order.
 * In force: `from` reached, `until` not passed, the ending event not yet happened, known by the programme's date,
 * and no known amendment of it has started.
 */
export function inForce<Kind extends ClauseKind>(programme: Programme, kind: Kind, day: Day): [string, ClauseOf<Kind>][] {
  const { agreements, events, known } = programme;
  const knownThen = (clause: { known?: Day | undefined }) => (clause.known ?? known) <= known;
  const replaced = new Set(Object.values(agreements).flatMap((clause) => (clause.supersedes !== undefined && knownThen(clause) && clause.from <= day ? [clause.supersedes] : [])));
  const found: [string, ClauseOf<Kind>][] = [];
  for (const [id, clause] of Object.entries(agreements).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (clause.kind !== kind || !knownThen(clause) || replaced.has(id)) continue;
    const ended = clause.event === undefined ? null : (events[clause.event] ?? null);
    if (clause.from > day || (clause.until !== undefined && clause.until < day) || (ended !== null && ended <= day)) continue;
    found.push([id, clause as ClauseOf<Kind>]);
  }
  return found;
}
