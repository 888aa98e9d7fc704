// Least cost: what is the cheapest way to meet the demand?

import type { Objective } from "./objective.ts";

export const leastCost: Objective = {
  kind: "least-cost",
  sentence: "All demand served and wanted milestones on time as far as can be, at the least discounted cost.",
  stages: ["demand", "cost"],
};
