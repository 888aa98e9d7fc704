// How does a running Slurm order the jobs of the row slurm-backfill? `SLURM_CONF=... node --import tsx scripts/record-slurm.ts` submits them and prints what data/validation.yaml keeps.
// Slurm must have one idle node with as many processors as the row says. Every job sleeps; the whole takes some five minutes and hardly any processor time.

import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { packagedFacts } from "../src/cli/commands/validate.ts";
import { list } from "../src/validate/case.ts";

const row = packagedFacts().rows["slurm-backfill"]!;
const [cores, limits, runs] = ["cores", "limitMinutes", "runSeconds"].map((name) => list(row, name, "number")) as [readonly number[], readonly number[], readonly number[]];

const slurm = (program: string, ...words: string[]): string => execFileSync(program, words, { encoding: "utf8" }).trim();

/** One job as `scontrol show job` tells it. */
function told(id: string): ReadonlyMap<string, string> {
  const words = slurm("scontrol", "--oneliner", "show", "job", id).split(/\s+/u);
  return new Map(words.filter((word) => word.includes("=")).map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]));
}

const ids = cores.map((count, job) => {
  const words = ["--parsable", "--ntasks=1", `--cpus-per-task=${count}`, `--time=${limits[job]}`, "--output=/dev/null", "--chdir=/", `--wrap=sleep ${runs[job]}`];
  return slurm("sbatch", ...words);
});

for (;;) {
  const jobs = ids.map(told);
  if (jobs.some((job) => ["FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL"].includes(job.get("JobState") ?? ""))) throw new Error("a job did not end as it should");
  if (jobs.every((job) => job.get("JobState") === "COMPLETED")) {
    const moment = (name: string): number[] => jobs.map((job) => Date.parse(job.get(name)!) / 1000);
    const submits = moment("SubmitTime");
    const since = (times: readonly number[]): string => `[${times.map((time) => time - submits[0]!).join(", ")}]`;
    const parameters = slurm("scontrol", "show", "config").split("\n");
    const setting = (name: string): string =>
      parameters
        .find((line) => line.startsWith(name))
        ?.split("=")
        .slice(1)
        .join("=")
        .trim() ?? "";
    process.stdout.write(
      [
        `${new Date().toISOString().slice(0, 10)}, ${slurm("sbatch", "--version")}, ${setting("SchedulerType")}, ${setting("PriorityType")}, ${setting("SchedulerParameters")}, ${setting("SelectType ")}`,
        `submitted: ${since(submits)}`,
        `started: ${since(moment("StartTime"))}`,
        `ended: ${since(moment("EndTime"))}`,
        "",
      ].join("\n"),
    );
    break;
  }
  await pause(5000);
}
