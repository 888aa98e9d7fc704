// cloud.most: what can the clouds sell?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const cloudMost: Family = {
  family: "cloud.most",
  sentence: "A cloud sells at most what it has.",
  policy: false,
  /** sum over workloads of cloud[v,w,t] <= most[v,t]. */
  build({ model, study, cloudTraining, cloudInference }) {
    for (const [v, { id, most }] of study.clouds.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const bought = sum();
        for (const work of [...cloudTraining[v]!, ...cloudInference[v]!]) if (work[t] !== none) bought.add(work[t]!);
        if (bought.columns.length > 0) model.atMost("cloud.most", [id, quarter], "kH100e", bought, most[t]! / 1e3);
      }
    }
  },
};
