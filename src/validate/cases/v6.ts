// How many tokens a second is that, and how many days for the whole run?

import { trainingHours } from "../../physics/training.ts";
import { input, type ValidationCase } from "../case.ts";
import { hopperEfficiency, stepOf, usefulTeraflops } from "../step.ts";

export const v6: ValidationCase = {
  id: "V6",
  run: (facts, row) => {
    const id = "llama-3-16384";
    const step = stepOf(facts, id, hopperEfficiency(facts, row));
    const { tensor, context, expert, data, pipeline } = facts.runs[id]!.run.parallelism;
    const flopPerHour = usefulTeraflops(facts, id, step) * 1e12 * tensor * context * expert * data * pipeline * 3600;
    const days = (ettr: number): number => trainingHours(input(row, "flop"), flopPerHour, ettr) / 24;
    return { figures: [step.tokensPerSecond, step.stepSeconds, days(1), days(input(row, "ettr"))] };
  },
};
