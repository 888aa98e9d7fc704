// compute.peak: does everything fit at the peak hour?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import { capacity, training } from "./compute-capacity.ts";
import type { Family } from "./family.ts";

export const computePeak: Family = {
  family: "compute.peak",
  sentence: "At the peak hour too: `sum peakToMean x inference + training <= capacity`.",
  policy: false,
  formula: [
    { states: "sum over w of peakToMean[w] x inference[s,w,t] + sum over m, g of training[s,m,g,t] <= sum over g of capacityOf[s,g,t]", each: "site and quarter with inference" },
  ],
  meaning: "Demand for inference rises and falls over the day and has to fit at its peak too. Best-effort work makes room then; training does not.",
  asks: "a site on which inference can run",
  limits: [
    { text: "All workloads of a site peak at the same hour.", touches: ({ inferences }) => inferences.length > 1 },
    { text: "Training never pauses for the peak.", touches: ({ trainings }) => trainings.length > 0 },
  ],
  /** sum of peakToMean_w x inference_w + training <= capacity. */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      for (const [t, quarter] of draft.study.names.entries()) {
        const peak = sum();
        for (const [w, { peak: ratio }] of draft.study.inferences.entries()) if (draft.sites[s]!.inference[w]![t] !== none) peak.add(draft.sites[s]!.inference[w]![t]!, ratio);
        if (peak.columns.length > 0) draft.model.atMost("compute.peak", [site.id, quarter], "kH100e", peak.merge(training(draft, s, t)).merge(capacity(draft, s, t), -1));
      }
    }
  },
};
