// site.land: how many buildings does the land take?

import { landLeft } from "../bounds.ts";
import { allStarts, openBy } from "../columns.ts";
import type { Family } from "./family.ts";

export const siteLand: Family = {
  family: "site.land",
  sentence: "A site takes at most as many buildings of a kind as `buildings` says, counting those already built.",
  policy: false,
  formula: [{ states: "sum over t of starts[s,b,t] <= landLeft[s,b] x openBy[s,T-1]", each: "site and kind of building" }],
  meaning:
    "The parcel, its setbacks and its substation take a number of halls, which the site's layout gives for each kind of building. What stands or is under way has taken its part.",
  asks: "a site with room for a building that could still be ready in the calendar",
  limits: [
    {
      text: "Kinds of building do not compete for the same land: each has its own number.",
      touches: ({ sites }) => sites.some(({ site }) => Object.keys(site.buildings).length > 1),
    },
    { text: "No land is bought on top of what the file gives." },
  ],
  /** sum over t of starts[s,b,t] <= land - already built, and only if opened. */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      for (const [b, { id }] of draft.study.buildings.entries()) {
        const starts = allStarts(draft, s, b);
        if (starts.columns.length > 0)
          draft.model.atMost("site.land", [site.id, id], "buildings", starts.merge(openBy(draft, s, draft.study.count - 1), -landLeft(draft.study, site, b)));
      }
    }
  },
};
