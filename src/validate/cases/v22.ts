// Are latencies of serving near those that BLIS measured?

import type { ValidationCase } from "../case.ts";

export const v22: ValidationCase = { id: "V22", needs: "BLIS's golden data set (testdata), which is not in the package" };
