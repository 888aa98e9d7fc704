// Power cap: a site draws at most this much facility power.

import { nothing, open, type Term } from "./term.ts";
import { period, plain } from "./words.ts";

export const powerCap: Term<"power-cap"> = {
  kind: "power-cap",
  says: (clause) => `${clause.site} draws at most ${plain(clause.facility)} MW of facility power${period(clause)}`,
  allows: open,
  demands: ({ id, clause }) => [{ demand: "power-cap", clause: id, site: clause.site, facilityMw: clause.facility }],
  costs: nothing,
};
