// How far is the step model off on average, on all rows and on those that it predicts?

import { list, type ValidationCase } from "../case.ts";
import { mean } from "../herd.ts";
import { ampereEfficiency, calibrationRuns, stepError } from "../step.ts";

export const megatronMeanError: ValidationCase = {
  id: "megatron-mean-error",
  run: (facts, row) => {
    const efficiency = ampereEfficiency(facts);
    const errors = (name: string, at = efficiency): readonly number[] => list(row, name, "string").map((id) => Math.abs(stepError(facts, id, at)));
    const all = errors("steps");
    // What other choices of the rows to calibrate on would have given.
    const sensitivity = [calibrationRuns, ...calibrationRuns.map((id) => [id])].map((on) => {
      const other = errors("steps", ampereEfficiency(facts, on));
      return { calibratedOn: on.join(" and "), meanError: mean(other), worstError: Math.max(...other) };
    });
    return { figures: [mean(all), mean(errors("predicted")), Math.max(...all)], sensitivity, note: `one constant is calibrated: products of ${efficiency.toFixed(4)} of peak` };
  },
};
