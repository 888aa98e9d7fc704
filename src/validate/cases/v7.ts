// How much slower is training at midday?

import { throttledClock } from "../../physics/throttling.ts";
import { typicalClimate } from "../../programme/climate.ts";
import { input, list, type ValidationCase } from "../case.ts";
import { mean } from "../herd.ts";

export const v7: ValidationCase = {
  id: "V7",
  run: (facts, row) => {
    const fall = (swingK: number, leakageShare: number): number => 1 - throttledClock(swingK, leakageShare, input(row, "leakagePerKelvin"), input(row, "clockExponent"));
    const swings = list(row, "stations", "string").map((station) => {
      const day = typicalClimate(facts.climate(station)).dry[input(row, "month") - 1]!;
      return { station, swingK: Math.max(...day) - Math.min(...day) };
    });
    const share = input(row, "leakageShare");
    return {
      figures: [mean(swings.map(({ swingK }) => fall(swingK, share)))],
      sensitivity: [
        ...swings.map(({ station, swingK }) => ({ station, swingK, leakageShare: share, ours: fall(swingK, share) })),
        ...[share / 2, 1.5 * share].map((other) => ({
          station: "mean of all",
          swingK: mean(swings.map(({ swingK }) => swingK)),
          leakageShare: other,
          ours: mean(swings.map(({ swingK }) => fall(swingK, other))),
        })),
      ],
    };
  },
};
