// compute.peak: does everything fit at the peak hour?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import { capacity, training } from "./compute-capacity.ts";
import type { Family } from "./family.ts";

export const computePeak: Family = {
  family: "compute.peak",
  sentence: "At the peak hour, inference and training together still fit.",
  policy: false,
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
