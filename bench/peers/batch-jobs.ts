// Which jobs do all peers play? An SWF of our own making: whole seconds, exact limits, sizes from 1 to an eighth of the machine.

import { stream } from "../../src/units/random.ts";

/** The machine: nodes of so many processors. */
export const nodes = 256;
export const coresPerNode = 8;

/** Share of the machine that the jobs ask for: below what first come, first served can give, so that the queue comes and goes. */
const load = 0.85;
const meanSeconds = 3600;

/**
 * The same text for the same count. A job's limit is its run time: peers differ in what they do when a job ends before its limit.
 * The first job comes at second 10: AccaSim takes second 0 for "no time yet".
 */
export function swfOf(count: number): string {
  const draws = stream(count, "jobs for peers");
  const lines = ["; Version: 2.2", `; MaxProcs: ${nodes * coresPerNode}`, "; UnixStartTime: 0"];
  const sizes = Array.from({ length: count }, () => Math.min((nodes * coresPerNode) / 8, Math.ceil(draws.exponential(1 / 24))));
  const work = (sizes.reduce((sum, size) => sum + size, 0) / count) * meanSeconds;
  const gap = work / (load * nodes * coresPerNode);
  let submit = 10;
  for (const [job, size] of sizes.entries()) {
    submit += Math.floor(draws.exponential(1 / gap) + draws.uniform());
    const run = Math.ceil(draws.exponential(1 / meanSeconds));
    lines.push([job + 1, submit, -1, run, size, -1, -1, size, run, -1, 1, 1, 1, 1, 1, 1, -1, -1].join(" "));
  }
  return `${lines.join("\n")}\n`;
}
