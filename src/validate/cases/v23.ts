// At which frequency and how far does the power of a large training run swing?

import { flatteningMj, harmonicMw, type Swing, swingOf } from "../../physics/power-swing.ts";
import { input, type ValidationCase } from "../case.ts";
import { range } from "../herd.ts";
import { hopperEfficiency, stepOf } from "../step.ts";

export const v23: ValidationCase = {
  id: "V23",
  run: (facts, row) => {
    const step = stepOf(facts, "llama-3-16384", hopperEfficiency(facts, row));
    const swing: Swing = {
      swingMw: swingOf(input(row, "packages"), input(row, "swingW") / 1e6, 1, 0),
      periodSeconds: input(row, "handPeriodSeconds"),
      duty: input(row, "duty"),
      rampSeconds: 0,
    };
    const sampled = fundamentalOf(swing, input(row, "samples"), input(row, "periods"));
    return { figures: [1 / step.stepSeconds, sampled, flatteningMj(swing)], note: `closed form of the fundamental: ${harmonicMw(swing, 1).toFixed(2)} MW` };
  },
};

/** Amplitude at 1/T of the wave as a meter would see it: sampled over some periods and transformed. MW. */
function fundamentalOf({ swingMw, duty }: Swing, samples: number, periods: number): number {
  let real = 0;
  let imaginary = 0;
  for (const sample of range(samples)) {
    const phase = (((sample + 0.5) / samples) * periods) % 1;
    const mw = phase < duty ? swingMw : 0;
    real += mw * Math.cos(2 * Math.PI * phase);
    imaginary += mw * Math.sin(2 * Math.PI * phase);
  }
  return (2 / samples) * Math.hypot(real, imaginary);
}
