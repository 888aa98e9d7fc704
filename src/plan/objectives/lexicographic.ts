// Lexicographic: what was promised first, then compute, then money, then as little change as can be.

import type { Objective } from "./objective.ts";

export const lexicographic: Objective = {
  kind: "lexicographic",
  sentence: "Wanted milestones on time and exclusive work served, then most discounted useful compute, then least discounted cost, then least change to the plan before.",
  stages: ["service", "compute", "cost", "change"],
};
