// site.pace: how many buildings may a site start in a quarter?

import { startsIn } from "../columns.ts";
import type { Family } from "./family.ts";

export const sitePace: Family = {
  family: "site.pace",
  sentence: "A site starts at most `startsPerQuarter` buildings in a quarter.",
  policy: true,
  formula: [{ states: "sum over b of starts[s,b,t] <= startsPerQuarter[s]", each: "site with several kinds of building and quarter" }],
  meaning:
    "One site works on so many foundations, so many deliveries a day and so many inspections at a time. Where only one kind of building can start, the column's own upper bound says the same and there is no row.",
  asks: "a site with `startsPerQuarter` and more than one kind of building",
  limits: [{ text: "Large and small buildings count alike." }],
  /** sum over b of starts[s,b,t] <= startsPerQuarter; needed only where several kinds may start. */
  build(draft) {
    const { model, study } = draft;
    for (const [s, site] of study.sites.entries()) {
      if (site.site.startsPerQuarter === undefined) continue;
      for (const [t, quarter] of study.names.entries()) {
        const starts = startsIn(draft, s, t);
        if (starts.columns.length > 1) model.atMost("site.pace", [site.id, quarter], "buildings", starts, site.site.startsPerQuarter);
      }
    }
  },
};
