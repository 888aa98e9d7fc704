// site.land: how many buildings does the land take?

import { allStarts, openBy } from "../columns.ts";
import type { Family } from "./family.ts";

export const siteLand: Family = {
  family: "site.land",
  sentence: "The land of a site takes a limited number of buildings.",
  policy: false,
  /** sum over t of starts[s,b,t] <= land - already built, and only if opened. */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      for (const [b, { id }] of draft.study.buildings.entries()) {
        const starts = allStarts(draft, s, b);
        const most = (site.site.buildings[id] ?? 0) - (site.builtCount[id] ?? 0);
        if (starts.columns.length > 0) draft.model.atMost("site.land", [site.id, id], "buildings", starts.merge(openBy(draft, s, draft.study.count - 1), -most));
      }
    }
  },
};
