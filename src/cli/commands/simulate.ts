// `gigasite simulate FILE|PLAN`: a plan played out hour by hour; a programme file is planned first. With --serving, requests on replicas instead; with --trace alone, jobs on a fleet.

import { statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Answer } from "../face.ts";
import { caseOfFile, caseOfFolder, readText } from "../inputs.ts";
import { draw, finish, type Job, plan, simulate as play, standingPlan, verify } from "../job.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { Stop } from "../stop.ts";
import { verdict } from "../screens/certificate.ts";
import { recordScreen } from "../screens/record.ts";
import { work, type WorkOptions } from "../work.ts";

export interface SimulateOptions extends WorkOptions {
  readonly seed: number;
  readonly step?: "1h" | "15min";
  readonly serving?: string;
  readonly trace?: string;
  readonly fleet?: string;
  readonly policy?: string;
  readonly until?: number;
  readonly why?: string;
}

export async function simulate([operand]: readonly string[], options: SimulateOptions, answer: Answer): Promise<number> {
  const { serving, trace } = options;
  const ofJobs = (["fleet", "policy", "until", "why"] as const).filter((name) => options[name] !== undefined);
  if (ofJobs.length > 0 && (trace === undefined || serving !== undefined))
    throw new Stop(2, `simulate: --${ofJobs[0]!} expects --trace FILE with jobs${serving === undefined ? "" : ", without --serving"}`);
  if (serving !== undefined) {
    if (operand !== undefined) throw new Stop(2, `simulate: --serving plays out what ${serving} says, and ${operand} has no part in it; leave one of them out`);
    return (await import("./simulate-serving.ts")).simulateServing({ ...options, serving }, answer);
  }
  if (trace !== undefined) {
    if (operand !== undefined)
      throw new Stop(2, `simulate: --trace plays the jobs of ${trace} on the fleet that --fleet names; for those of a plan: --fleet ${operand}, and leave ${operand} out`);
    return (await import("./simulate-jobs.ts")).simulateJobs({ ...options, trace }, answer);
  }
  if (operand === undefined) throw new Stop(2, "simulate: expected a programme file or a plan, --trace FILE with jobs, or --serving SPEC");
  const isPlan = statSync(operand, { throwIfNoEntry: false })?.isDirectory() || basename(operand) === "plan.json";
  const source = isPlan ? runFolderOf(operand) : undefined;
  if (source !== undefined) finishSwap(source);
  const given = source === undefined ? caseOfFile(operand, options.set) : caseOfFolder(source);
  return work(given, options.output ?? source ?? join("runs", given.name), options, answer, async (job) => {
    const made = source === undefined ? await plan(job) : standing(job, source);
    const certificate = await verify(job, made);
    if (!made.feasible || !certificate.accepted || answer.interrupted.aborted) {
      finish(job);
      answer.give({ document: certificate, text: made.feasible ? verdict(certificate) : "the plan keeps not every rule: nothing was simulated; `gigasite explain` says why" });
      return answer.interrupted.aborted ? 130 : 1;
    }
    const record = await play(job, made, options.step === "15min" ? 4 : 1);
    await draw(job, made, certificate, record);
    finish(job);
    answer.give({ document: record.summary, text: `${recordScreen(record.summary)}\nwritten to ${job.run.folder}` });
    return answer.interrupted.aborted ? 130 : 0;
  });
}

/** The plan of another run folder, brought along when the record goes elsewhere. */
function standing(job: Job, source: string): ReturnType<typeof standingPlan> {
  const made = standingPlan(source);
  job.run.stageText("programme.json", job.given.text);
  job.run.stageText("plan.json", readText(join(source, "plan.json"))!);
  return made;
}
