// site.phase: how many buildings are worth calling a crew for?

import { mostStartsInAll } from "../bounds.ts";
import { none, startsIn } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const sitePhase: Family = {
  family: "site.phase",
  sentence: "In a quarter in which a site starts any building it starts at least `phase`.",
  policy: true,
  formula: [
    { states: "phase[s] x busy[s,t] <= sum over b of starts[s,b,t]", each: "site with `phase` above 1 and quarter" },
    { states: "sum over b of starts[s,b,t] <= mostStartsInAll[s] x busy[s,t]", each: "site with `phase` above 1 and quarter" },
  ],
  meaning:
    "A contractor mobilises for a phase of several halls, not for one: cranes, batch plants and trades that come and go cost more than they build. Buildings therefore start in groups of at least `phase`, or not at all in that quarter.",
  asks: "a site whose `phase` is above 1",
  limits: [{ text: "Mobilising has no price of its own; the rule only groups starts." }],
  /** phase x busy[s,t] <= sum over b of starts[s,b,t] <= most starts in a quarter x busy[s,t], busy whole from 0 to 1. */
  build(draft) {
    const { model, study, sites } = draft;
    for (const [s, site] of study.sites.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const busy = sites[s]!.busy[t]!;
        if (busy === none) continue;
        model.atLeast("site.phase", [site.id, quarter, "fewest"], "buildings", startsIn(draft, s, t).merge(sum().add(busy), -site.site.phase!));
        model.atMost("site.phase", [site.id, quarter, "most"], "buildings", startsIn(draft, s, t).add(busy, -mostStartsInAll(study, site)));
      }
    }
  },
};
