// How much of a cluster does fragmentation-aware placement fill?

import type { ValidationCase } from "../case.ts";

export const v19: ValidationCase = {
  id: "V19",
  needs: "the openb CSVs of kubernetes-scheduler-simulator, which are not in the package, replayed with FGD and shares of accelerators",
};
