// Is a job of 16,384 useful for nine tenths of its time, and what does that hang on?

import { input, type ValidationCase } from "../case.ts";
import { causesOf, herd, mean, range } from "../herd.ts";

export const v4: ValidationCase = {
  id: "V4",
  run: (facts, row, seed) => {
    const packages = input(row, "packages");
    const hours = input(row, "days") * 24;
    const all = input(row, "cluster") - packages;
    const planned = { id: "planned", scope: "job" as const, ratePerDay: input(row, "plannedStops") / (packages * input(row, "days")), repairHours: 0, silent: false };
    const effective = (stallMinutes: number, recoverMinutes: number, spares = all, causes = causesOf(facts.rows["V3"], input(row, "hoursDown"))): number => {
      const recovery = { detectHours: 0, restartHours: recoverMinutes / 60, stallHours: stallMinutes / 60, elasticHours: null };
      const job = { packages, spares, hours, causes, packagesPerNode: input(row, "packagesPerNode"), recovery, intervalHours: null };
      return mean(range(input(row, "seeds")).map((run) => herd(job, seed, "V4", run).effective));
    };
    const stall = input(row, "stallMinutes");
    const recover = input(row, "recoverMinutes");
    const ours = effective(stall, recover);
    const line = (inputs: string, stallMinutes: number, recoverMinutes: number, spares: number, value: number) => ({ inputs, stallMinutes, recoverMinutes, spares, ours: value });
    return {
      figures: [ours],
      sensitivity: [
        line("as in the row", stall, recover, all, ours),
        line("planned stops too, as if unplanned", stall, recover, all, effective(stall, recover, all, [...causesOf(facts.rows["V3"], input(row, "hoursDown")), planned])),
        line("twice both", 2 * stall, 2 * recover, all, effective(2 * stall, 2 * recover)),
        line("stalls of 2, stops of 15 minutes", 2, 15, all, effective(2, 15)),
        line("writes that block for a minute", 1, recover, all, effective(1, recover)),
        line("no spares: smaller until repaired", stall, recover, 0, effective(stall, recover, 0)),
      ],
    };
  },
};
