// site.fewest: how many buildings make opening a site worth while?

import { allStarts, openBy } from "../columns.ts";
import type { Family } from "./family.ts";

export const siteFewest: Family = {
  family: "site.fewest",
  sentence: "An opened site gets at least `fewest` buildings, counting those already built.",
  policy: true,
  formula: [{ states: "sum over b, t of starts[s,b,t] + sum over b of built[s,b] >= fewest[s] x openBy[s,T-1]", each: "site with `fewest`" }],
  meaning: "Substations, roads and a construction camp are worth their cost for a campus, not for one hall. `fewest` is the smallest campus that the owner would open a site for.",
  asks: "a site that gives `fewest` more than stands there",
  limits: [{ text: "Buildings of all kinds count alike, large or small.", touches: ({ buildings }) => buildings.length > 1 }],
  /** sum of starts >= (fewest - already built) x opened; a site with buildings or a commitment before the calendar is opened. */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      const built = Object.values(site.builtCount).reduce((sum, count) => sum + count, 0);
      const missing = (site.site.fewest ?? 0) - built;
      if (missing <= 0) continue;
      const starts = allStarts(draft, s);
      // An open site where nothing can start any more is a conflict to be told, not a row without columns.
      if (site.bound && starts.columns.length === 0) starts.add(draft.model.column("build.nowhere", [site.id], 0, 0));
      draft.model.atLeast("site.fewest", [site.id], "buildings", starts.merge(openBy(draft, s, draft.study.count - 1), -missing));
    }
  },
};
