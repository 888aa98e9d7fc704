// What is left of three months on 9,600 when faults are found fast and checkpoints stay in memory?

import { input, type ValidationCase } from "../case.ts";
import { causesOf, herd, mean, range } from "../herd.ts";

export const v14b: ValidationCase = {
  id: "V14b",
  run: (facts, row, seed) => {
    const effective = (intervalMinutes: number, detectMinutes: number, restartMinutes: number): number => {
      const recovery = { detectHours: detectMinutes / 60, restartHours: restartMinutes / 60, stallHours: input(row, "stallMinutes") / 60, elasticHours: null };
      const job = {
        packages: input(row, "packages"),
        spares: input(row, "spares"),
        hours: input(row, "days") * 24,
        causes: causesOf(facts.rows["V3"], 24),
        packagesPerNode: input(row, "packagesPerNode"),
        recovery,
        intervalHours: intervalMinutes / 60,
      };
      return mean(range(input(row, "seeds")).map((run) => herd(job, seed, "V14b", run).effective));
    };
    const [interval, detect, restart] = [input(row, "intervalMinutes"), input(row, "detectMinutes"), input(row, "restartMinutes")];
    const ours = effective(interval, detect, restart);
    return {
      figures: [ours],
      sensitivity: [
        { intervalMinutes: interval, detectMinutes: detect, restartMinutes: restart, ours },
        { intervalMinutes: 30, detectMinutes: detect, restartMinutes: restart, ours: effective(30, detect, restart) },
        { intervalMinutes: interval, detectMinutes: 10, restartMinutes: 15, ours: effective(interval, 10, 15) },
      ],
    };
  },
};
