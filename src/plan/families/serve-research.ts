// serve.research: what does best-effort work take?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const serveResearch: Family = {
  family: "serve.research",
  sentence: "Best-effort work is at most its demand, and stays on own sites.",
  policy: false,
  formula: [{ states: "sum over s of effort[s,w,t] <= demand[w,t]", each: "best-effort workload with a demand and quarter" }],
  meaning: "Research takes what is left over, as far as researchers can use it, and at a worth of its own. It is never bought from clouds.",
  asks: "a best-effort workload with `demand`",
  limits: [{ text: "Left-over compute is as good as any: no queue, no size of job." }],
  /** Sum over s of effort[s,w,t] <= demand[w,t], kH100e. */
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
