// Which objectives are there?

import { leastCost } from "./least-cost.ts";
import { lexicographic } from "./lexicographic.ts";
import { mostCompute } from "./most-compute.ts";
import type { Objective, ObjectiveKind } from "./objective.ts";
import { worth } from "./worth.ts";

export const objectives: Readonly<Record<ObjectiveKind, Objective>> = { worth, lexicographic, "most-compute": mostCompute, "least-cost": leastCost };
