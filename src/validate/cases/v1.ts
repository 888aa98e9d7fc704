// How often is a job of 16,384 interrupted in 54 days?

import { input, type ValidationCase } from "../case.ts";
import { causesOf, interruptions, mean, range } from "../herd.ts";

export const v1: ValidationCase = {
  id: "V1",
  run: (facts, row, seed) => {
    const causes = causesOf(facts.rows["V3"], 0);
    const counts = range(input(row, "seeds")).map((run) => interruptions(input(row, "packages"), input(row, "days") * 24, causes, seed, "V1", run).interruptions);
    return { figures: [mean(counts), counts.filter((count) => count >= input(row, "least") && count <= input(row, "most")).length / counts.length] };
  },
};
