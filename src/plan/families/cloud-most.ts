// cloud.most: what can the clouds sell?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const cloudMost: Family = {
  family: "cloud.most",
  sentence: "Compute bought from a cloud in a quarter is at most its `most`; a training run on a cloud that `trains` has at most its `campus`.",
  policy: false,
  formula: [
    { states: "sum over m of cloudTraining[v,m,t] + sum over w of cloudInference[v,w,t] <= most[v,t]", each: "cloud and quarter" },
    { states: "cloudTraining[v,m,t] <= min(most[v,t], largestCampus[v,t])", each: "cloud, milestone and quarter, as the column's upper bound" },
  ],
  meaning: "A cloud sells what it has, quarter by quarter. One training run gets at most the largest block that it rents in one place.",
  asks: "a cloud that may sell work in the calendar",
  limits: [{ text: "Compute is bought quarter by quarter at the cloud's price: no reservations but those of a take-or-pay clause." }],
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
