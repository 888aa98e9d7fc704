// How is a run folder held while a command works in it? Opened, handed to the steps, and let go whatever happens.

import { availableParallelism } from "node:os";
import type { Answer } from "./face.ts";
import type { Case } from "./inputs.ts";
import type { Job } from "./job.ts";
import { openRunFolder } from "./run-folder.ts";

/** Options of the commands that write into a run folder. */
export interface WorkOptions {
  readonly output?: string;
  readonly seed?: number;
  readonly workers?: number;
  readonly set: readonly string[];
}

export async function work(
  given: Case,
  folder: string,
  { seed = 1, workers = availableParallelism() }: Pick<WorkOptions, "seed" | "workers">,
  answer: Answer,
  steps: (job: Job) => Promise<number>,
): Promise<number> {
  const run = openRunFolder(folder);
  try {
    return await steps({ given, run, answer, seed, workers, seconds: {} });
  } finally {
    run.close();
  }
}
