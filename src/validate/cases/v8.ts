// Do nodes fail as often as they did on RSC-1 and RSC-2?

import { input, list, type ValidationCase } from "../case.ts";
import { anyCause, interruptions, mean, range } from "../herd.ts";

export const v8: ValidationCase = {
  id: "V8",
  run: (_facts, row, seed) => {
    const each = input(row, "packagesPerNode");
    const days = input(row, "days");
    const figures = row.figures.map(({ published }, cluster) => {
      const nodes = list(row, "nodes", "number")[cluster]!;
      const counts = range(input(row, "seeds")).map((run) => interruptions(nodes * each, days * 24, anyCause(published / 1000 / each), seed, "V8", cluster, run).interruptions);
      return (mean(counts) / (nodes * days)) * 1000;
    });
    return { figures };
  },
};
