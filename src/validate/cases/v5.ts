// How fast is Llama 3 405B on 16,384 H100, known from 8,192?

import type { ValidationCase } from "../case.ts";
import { hopperEfficiency, stepOf, usefulTeraflops } from "../step.ts";

export const v5: ValidationCase = {
  id: "V5",
  run: (facts, row) => {
    const efficiency = hopperEfficiency(facts, row);
    const id = "llama-3-16384";
    const step = stepOf(facts, id, efficiency);
    const parts = Object.entries(step.parts).map(([part, seconds]) => [part, seconds / step.stepSeconds] as const);
    return {
      figures: [usefulTeraflops(facts, id, step), step.mfu],
      sensitivity: [Object.fromEntries(parts)],
      note: `calibrated at 8,192 GPUs: products of ${efficiency.toFixed(4)} of peak`,
    };
  },
};
