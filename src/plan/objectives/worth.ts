// Worth: what is useful compute worth, less what it costs?

import type { Objective } from "./objective.ts";

export const worth: Objective = {
  kind: "worth",
  sentence: "Most discounted worth of useful compute less discounted cost.",
  stages: ["worth"],
};
