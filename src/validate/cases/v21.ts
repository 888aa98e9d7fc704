// Are latencies of serving near Vidur's on the same trace?

import type { ValidationCase } from "../case.ts";

export const v21: ValidationCase = { id: "V21", needs: "Vidur's own result on the Azure conversation trace, and the trace, which are not in the package" };
