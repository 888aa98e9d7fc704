// Which agreements are in force in each quarter, and how did each one's wording go before?

import type { ClauseKind, Programme } from "../programme/programme.ts";
import type { Day, Quarter } from "../units/brand.ts";
import { addQuarters, lastDay } from "../units/calendar.ts";
import { clausesInForce, lineage, type Standing } from "./in-force.ts";
import type { Account } from "./term.ts";

/**
 * The accounts of each quarter, as known on `asOf`. A quarter is under the clauses in force on its last day (docs/model.md), so
 * an amendment that starts within a quarter is its wording for all of it.
 */
export function accounts(programme: Programme, quarters: readonly Quarter[], asOf: Day): Account<ClauseKind>[][] {
  const days = quarters.map(lastDay);
  const inForce = days.map((day) => clausesInForce(programme, day, asOf));
  const after = quarters.length > 0 ? clausesInForce(programme, lastDay(addQuarters(quarters.at(-1)!, 1)), asOf) : [];
  return inForce.map((standings, at) =>
    standings.map((standing): Account<ClauseKind> => {
      const line = lineage(programme, standing.id);
      const goesOn = (inForce[at + 1] ?? after).some(({ id }) => lineage(programme, id).includes(standing.id));
      const wording = (t: number): Standing | undefined => inForce[t]?.find(({ id, clause }) => line.includes(id) && clause.kind === standing.clause.kind);
      return { standing, at, wording, ends: !goesOn };
    }),
  );
}
