// `gigasite plan FILE`: what to build, checked by the verifier before it is shown.

import { join } from "node:path";
import type { Answer } from "../face.ts";
import { caseOfFile } from "../inputs.ts";
import { draw, finish, plan as decide, verify } from "../job.ts";
import { verdict } from "../screens/certificate.ts";
import { planScreen } from "../screens/plan.ts";
import { work, type WorkOptions } from "../work.ts";

export async function plan([file]: readonly string[], options: WorkOptions, answer: Answer): Promise<number> {
  const given = caseOfFile(file!, options.set);
  return work(given, options.output ?? join("runs", given.name), options, answer, async (job) => {
    const made = await decide(job);
    const certificate = await verify(job, made);
    await draw(job, made, certificate);
    finish(job);
    answer.give({ document: made, text: `${planScreen(given.resolved, made)}\n${verdict(certificate)}\nwritten to ${job.run.folder}` });
    return answer.interrupted.aborted ? 130 : made.feasible && certificate.accepted ? 0 : 1;
  });
}
