// Most compute: how much useful compute does the budget buy, and what is the cheapest way to it?

import type { Objective } from "./objective.ts";

export const mostCompute: Objective = {
  kind: "most-compute",
  sentence: "Most discounted useful compute under the budget, at the least discounted cost.",
  stages: ["compute", "cost"],
};
