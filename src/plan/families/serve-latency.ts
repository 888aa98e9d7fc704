// serve.latency: which places are near enough to a region?

import type { Exclusion } from "./family.ts";

/** Kept by `siteServes` and `cloudServes` of columns.ts: inference[s,w,t] = 0 unless roundTripMs[s,w] <= latency[w]. */
export const serveLatency: Exclusion = {
  family: "serve.latency",
  sentence: "A site serves a region only if its round trip to it is at most the workload's `latency`.",
  policy: false,
  formula: [
    { states: "inference[s,w,t] = 0 unless roundTripMs[s,w] <= latency[w]", each: "site, inference workload with `region` and `latency`, and quarter" },
    { states: "cloudInference[v,w,t] = 0 unless roundTripMs[v,w] <= latency[w]", each: "cloud that gives a round trip, the same workload and quarter" },
  ],
  meaning:
    "A user waits for the round trip before the first token, and a product bears only so many milliseconds of it. A site without a figure for the region counts as too far; a cloud without one as near, because clouds have regions everywhere.",
  asks: "an inference workload with `region` and `latency`",
  asked: ({ inferences }) => inferences.some(({ work }) => work.region !== undefined && work.latency !== undefined),
  limits: [{ text: "One round trip for a site and region: no routes, no congestion." }],
};
