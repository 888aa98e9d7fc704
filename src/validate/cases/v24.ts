// How far does the storage in a rack cut the peaks?

import { peakCut, type Swing, swingOf } from "../../physics/power-swing.ts";
import { input, list, type ValidationCase } from "../case.ts";

export const v24: ValidationCase = {
  id: "V24",
  run: (_facts, row) => {
    const packageMw = input(row, "packageW") / 1e6;
    const lowMw = packageMw * input(row, "exchanging");
    const cut = (periodSeconds: number): number => {
      const swing: Swing = { swingMw: swingOf(1, packageMw, input(row, "computing"), input(row, "exchanging")), periodSeconds, duty: input(row, "duty"), rampSeconds: 0 };
      return peakCut(swing, lowMw, input(row, "storedJ") / 1e6);
    };
    return {
      figures: [cut(input(row, "periodSeconds"))],
      sensitivity: list(row, "periods", "number").map((periodSeconds) => ({ periodSeconds, ours: cut(periodSeconds) })),
      note: "65 J cannot flatten a step of several seconds: it holds only for swings of a third of a second or less",
    };
  },
};
