// site.open: buildings start only at an opened site, at the earliest in the quarter it is opened.

import { none, openBy } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const siteOpen: Family = {
  family: "site.open",
  sentence: "Buildings start only at an opened site.",
  policy: false,
  /** starts[s,b,t] <= upper bound of a start x sum of open[s,0..t]; sum over t of open[s,t] <= 1. */
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
                .merge(openBy(draft, s, t), -Math.min(site.site.startsPerQuarter ?? Infinity, site.site.buildings[id]!)),
            );
        }
      }
    }
  },
};
