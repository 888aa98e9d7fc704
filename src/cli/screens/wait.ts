// Why did a job wait? The reason that held longest in one sentence, and the others.

import type { Wait } from "../../simulate/jobs/wait-of.ts";
import { duration } from "./jobs.ts";

export function waitScreen(job: string, { startSeconds, waitSeconds, reasons }: Wait): string {
  const [longest, ...others] = reasons;
  if (longest === undefined) return startSeconds < 0 ? `job ${job} was never submitted within the run` : `job ${job} did not wait: it started as it was submitted`;
  const began = startSeconds < 0 ? "and has not started" : `and first started at second ${startSeconds.toLocaleString("en-US", { maximumFractionDigits: 0 })}`;
  return [
    `job ${job} waited ${duration(waitSeconds)} in all ${began}; for ${duration(longest.seconds)} of it, the longest: ${longest.sentence}`,
    ...others.map(({ sentence, seconds }) => `  for ${duration(seconds)}: ${sentence}`),
  ].join("\n");
}
