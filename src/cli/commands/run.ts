// `gigasite run [FILE]`: the main job, one programme file in; a verified plan, a simulated record, statements and a page out.

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../plan/plan.ts";
import type { Certificate } from "../../verify/certificate.ts";
import type { Answer, Outcome } from "../face.ts";
import { caseOfFile } from "../inputs.ts";
import { draw, finish, type Job, plan, settle, simulate, verify } from "../job.ts";
import { packaged } from "../package.ts";
import { verdict } from "../screens/certificate.ts";
import { planScreen } from "../screens/plan.ts";
import { recordScreen } from "../screens/record.ts";
import { settlementLines } from "../screens/settlement.ts";
import { savedWith } from "../saved-search.ts";
import { settingsOf, work, type WorkOptions } from "../work.ts";
import { stopped } from "./serve.ts";

interface RunOptions extends WorkOptions {
  readonly port: number;
  readonly serve: boolean;
}

/** The programme that is run when none is named. */
const reference = packaged("programmes/stargate-2025-01.yaml");

export async function run([file = reference]: readonly string[], options: RunOptions, answer: Answer): Promise<number> {
  const given = caseOfFile(file, settingsOf(options));
  const folder = options.output ?? join("runs", given.name);
  let outcome: Outcome | undefined;
  const status = await work(given, folder, options, answer, async (job) => {
    const made = await plan(job, savedWith(job, {}));
    const certificate = await verify(job, made);
    if (!made.feasible || !certificate.accepted || answer.interrupted.aborted) {
      await draw(job, made, certificate);
      finish(job);
      outcome = screen(job, made, certificate, []);
      return answer.interrupted.aborted ? 130 : 1;
    }
    const record = await simulate(job, made);
    const settlement = await settle(job, made, record);
    await draw(job, made, certificate, record, settlement);
    finish(job);
    outcome = screen(job, made, certificate, [recordScreen(record.summary), settlementLines(settlement)], record.summary);
    return answer.interrupted.aborted ? 130 : 0;
  });
  if (!options.serve || status === 130 || !existsSync(join(folder, "report.html"))) {
    answer.give(outcome!);
    return status;
  }
  const { serve } = await import("../../server/serve.ts");
  const served = await serve(folder, options.port);
  if (served.moved) answer.say(`port ${options.port} is busy: serving on ${served.port}`);
  answer.give({ document: { ...(outcome!.document as object), url: served.url }, text: `${outcome!.text}\nserving the page at ${served.url} (Ctrl-C stops)` });
  await stopped(answer.interrupted);
  await served.close();
  return status;
}

function screen({ given, run: { folder }, seconds }: Job, made: Plan, certificate: Certificate, parts: readonly string[], summary?: unknown): Outcome {
  const took = Object.values(seconds).reduce((sum, step) => sum + step, 0);
  const text = [planScreen(given.resolved, made), verdict(certificate), ...parts.flatMap((part) => ["", part]), "", `written to ${folder} in ${took.toFixed(1)} s`].join("\n");
  const { feasible, objective, solver, binding, relaxations } = made;
  return {
    document: {
      folder,
      feasible,
      accepted: certificate.accepted,
      objective,
      solver,
      binding,
      relaxations,
      refusals: certificate.refusals,
      ...(summary === undefined ? {} : { summary }),
    },
    text,
  };
}
