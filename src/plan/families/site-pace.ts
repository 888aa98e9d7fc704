// site.pace: how many buildings may a site start in a quarter?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const sitePace: Family = {
  family: "site.pace",
  sentence: "A site starts a limited number of buildings in a quarter.",
  policy: true,
  /** sum over b of starts[s,b,t] <= startsPerQuarter; needed only where several kinds may start. */
  build({ model, study, sites }) {
    for (const [s, site] of study.sites.entries()) {
      if (site.site.startsPerQuarter === undefined) continue;
      for (const [t, quarter] of study.names.entries()) {
        const starts = sum();
        for (const kind of sites[s]!.starts) if (kind[t] !== none) starts.add(kind[t]!);
        if (starts.columns.length > 1) model.atMost("site.pace", [site.id, quarter], "buildings", starts, site.site.startsPerQuarter);
      }
    }
  },
};
