// site.fewest: how many buildings make opening a site worth while?

import { allStarts, openBy } from "../columns.ts";
import type { Family } from "./family.ts";

export const siteFewest: Family = {
  family: "site.fewest",
  sentence: "An opened site gets at least its fewest buildings.",
  policy: true,
  /** sum of starts + already built >= fewest x opened. */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      if (site.site.fewest === undefined || site.bound) continue;
      draft.model.atLeast("site.fewest", [site.id], "buildings", allStarts(draft, s).merge(openBy(draft, s, draft.study.count - 1), -site.site.fewest));
    }
  },
};
