// serve.research: what does best-effort work take?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const serveResearch: Family = {
  family: "serve.research",
  sentence: "Best-effort work takes at most its demand, on own sites.",
  policy: false,
  build({ model, study, sites }) {
    for (const [e, { id, most }] of study.efforts.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const work = sum();
        for (const site of sites) if (site.effort[e]![t] !== none) work.add(site.effort[e]![t]!);
        if (work.columns.length > 0 && most[t]! < Infinity) model.atMost("serve.research", [id, quarter], "kH100e", work, most[t]! / 1e3);
      }
    }
  },
};
