// Does cooling follow load and weather hour by hour?

import type { ValidationCase } from "../case.ts";

export const v20b: ValidationCase = { id: "V20b", needs: "a year of Frontier's measured cooling, heat load and wet bulb, which is not in the package" };
