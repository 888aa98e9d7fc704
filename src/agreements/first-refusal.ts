// First refusal: new capacity of other clouds is taken only after the holder could match the offer. It gates capacity, not single jobs.

import type { Programme, Site } from "../programme/programme.ts";
import { type Demand, nothing, open, type Term } from "./term.ts";
import { listed, period, plain } from "./words.ts";

export const firstRefusal: Term<"first-refusal"> = {
  kind: "first-refusal",
  says(clause, named) {
    const covers = listed(clause.covers.map((what) => (what === "other-clouds" ? "capacity of other clouds" : "own building")));
    const size = clause.over === undefined ? "" : ` over ${plain(clause.over)} MW`;
    return `${named(clause.holder)} has ${clause.answerDays} days to match before ${named(clause.grantor)} takes new ${covers}${size}; it may be used ${plain(clause.delay)} quarter${clause.delay === 1 ? "" : "s"} after notice${period(clause)}`;
  },
  allows: open,
  demands: ({ id, clause }, programme) => [
    ...Object.entries(programme.catalogue.clouds)
      .filter(([, { party, existing }]) => clause.covers.includes("other-clouds") && party !== clause.holder && !existing)
      .map(([cloud]): Demand => ({ demand: "notice", clause: id, cloud, delay: clause.delay, holder: clause.holder })),
    ...Object.entries(programme.sites)
      .filter(([, site]) => clause.covers.includes("own-building") && newBuildingsMw(site, programme) > (clause.over ?? 0))
      .map(([site]): Demand => ({ demand: "site-notice", clause: id, site, delay: clause.delay, holder: clause.holder })),
  ],
  costs: nothing,
};

/** MW IT of all buildings that the land of a site takes beyond those built. */
function newBuildingsMw({ buildings, built }: Site, programme: Programme): number {
  return Object.entries(buildings).reduce((mw, [kind, most]) => {
    const standing = built.reduce((sum, { building, count }) => sum + (building === kind ? count : 0), 0);
    return mw + Math.max(0, most - standing) * programme.catalogue.buildings[kind]!.it;
  }, 0);
}
