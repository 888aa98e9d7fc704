// site.open: buildings start only at an opened site, at the earliest in the quarter it is opened.

import { mostStarts } from "../bounds.ts";
import { none, openBy } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const siteOpen: Family = {
  family: "site.open",
  sentence: "Buildings start only at an opened site, at the earliest in the quarter it is opened.",
  policy: false,
  formula: [
    { states: "starts[s,b,t] <= mostStarts[s,b] x openBy[s,t]", each: "site that is not open before the calendar, kind of building and quarter" },
    { states: "sum over t of open[s,t] <= 1", each: "site that is not open before the calendar" },
  ],
  meaning:
    "A site costs its opening and its land before the first building starts, whatever is built there afterwards. The rule makes that a decision: no start without an opening, and no site opened twice. A site with buildings or a commitment before the calendar is open already.",
  asks: "a site that is not open before the calendar and has land and time for a building",
  limits: [
    { text: "Permits, zoning and purchase of the land take no time of their own: a site can be opened in the quarter of its first start." },
    { text: "A site is never closed, and what opening cost is not recovered." },
  ],
  /** starts[s,b,t] <= most starts in a quarter x sum of open[s,0..t]; sum over t of open[s,t] <= 1. */
  build(draft) {
    const { model, study, sites } = draft;
    for (const [s, site] of study.sites.entries()) {
      if (site.bound) continue;
      const once = sum();
      for (const column of sites[s]!.open) if (column !== none) once.add(column);
      if (once.columns.length > 0) model.atMost("site.open", [site.id, "once"], "opening", once, 1);
      for (const [b, { id }] of study.buildings.entries()) {
        for (const [t, quarter] of study.names.entries()) {
          const start = sites[s]!.starts[b]![t]!;
          if (start !== none)
            model.atMost(
              "site.open",
              [site.id, id, quarter],
              "buildings",
              sum()
                .add(start)
                .merge(openBy(draft, s, t), -mostStarts(study, site, b)),
            );
        }
      }
    }
  },
};
