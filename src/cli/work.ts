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
  readonly objective?: string;
  readonly gap?: number;
  readonly seconds?: number;
  readonly nodes?: number;
  readonly solver?: string;
}

/** Settings of a command's file: what `--set` says, and `--objective`. */
export function settingsOf({ set, objective }: Pick<WorkOptions, "set" | "objective">): readonly string[] {
  return objective === undefined ? set : [...set, `objective.kind=${objective}`];
}

export async function work(
  given: Case,
  folder: string,
  { seed = 1, workers = availableParallelism(), gap, seconds, nodes, solver }: Omit<WorkOptions, "output" | "set">,
  answer: Answer,
  steps: (job: Job) => Promise<number>,
): Promise<number> {
  const run = openRunFolder(folder);
  try {
    const limits = { ...(gap === undefined ? {} : { gap }), ...(seconds === undefined ? {} : { seconds }), ...(nodes === undefined ? {} : { nodes }) };
    return await steps({ given, run, answer, seed, workers, search: { limits, ...(solver === undefined ? {} : { solver }) }, seconds: {} });
  } finally {
    run.close();
  }
}
