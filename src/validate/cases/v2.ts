// How long does a job of 16,384 run between interruptions?

import { input, type ValidationCase } from "../case.ts";
import { causesOf, interruptions, mean, range } from "../herd.ts";

export const v2: ValidationCase = {
  id: "V2",
  run: (facts, row, seed) => {
    const causes = causesOf(facts.rows["V3"], 0);
    const hours = input(row, "days") * 24;
    return { figures: [hours / mean(range(input(row, "seeds")).map((run) => interruptions(input(row, "packages"), hours, causes, seed, "V2", run).interruptions))] };
  },
};
