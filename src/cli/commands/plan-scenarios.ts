// `gigasite plan FILE --scenarios N`: one plan for what may turn out otherwise; `--robust G`: one that stays possible when the worst does.

import { join } from "node:path";
import type { Plan } from "../../plan/plan.ts";
import type { ScenarioPlan } from "../../plan/scenarios/scenario-plan.ts";
import type { Answer } from "../face.ts";
import { caseOfFile } from "../inputs.ts";
import { draw, finish, type Job, plan as decide, verify } from "../job.ts";
import { jsonText } from "../json-text.ts";
import { savedSolves } from "../saved-solves.ts";
import { verdict } from "../screens/certificate.ts";
import { planScreen } from "../screens/plan.ts";
import { scenariosScreen } from "../screens/scenarios.ts";
import { Stop } from "../stop.ts";
import { settingsOf, work, type WorkOptions } from "../work.ts";
import type { ScenarioChoice } from "./scenario-options.ts";

/** Writes scenarios.json and, beside it, the plan of the programme as it stands with the common decisions held. */
export async function planScenarios(
  file: string,
  options: WorkOptions & ScenarioChoice & { readonly scenarios: number; readonly resume?: boolean },
  answer: Answer,
): Promise<number> {
  if (options.tail === 0) throw new Stop(2, "--tail: expected more than 0: the worst scenarios need a probability");
  if (options.robust !== undefined) throw new Stop(2, "--scenarios and --robust are two answers to uncertainty: ask for one of them");
  const given = caseOfFile(file, settingsOf(options));
  if (given.resolved.programme.uncertain.length === 0) throw new Stop(2, `${file}: nothing is uncertain in it: \`uncertain\` lists what may turn out otherwise`);
  return work(given, options.output ?? join("runs", given.name), options, answer, async (job) => {
    const { report, common } = await search(job, options);
    const { holdCommon } = await import("../../plan/scenarios/common.ts");
    job.run.stageText("scenarios.json", jsonText(report));
    const made = await decide(job, { more: holdCommon(common) });
    const certificate = await verify(job, made);
    await draw(job, made, certificate);
    finish(job);
    const text = [
      scenariosScreen(given.resolved.programme, report),
      "",
      "the programme as it stands, with these decisions held:",
      planScreen(given.resolved, made),
      verdict(certificate),
      `written to ${job.run.folder}`,
    ].join("\n");
    answer.give({ document: { ...made, scenarios: report }, text });
    return answer.interrupted.aborted ? 130 : made.feasible && certificate.accepted ? 0 : 1;
  });
}

/** A plan protected against losses; its rules are all of the programme's, and more. */
export async function planRobust(file: string, options: WorkOptions & ScenarioChoice & { readonly robust: number }, answer: Answer): Promise<number> {
  const given = caseOfFile(file, settingsOf(options));
  return work(given, options.output ?? join("runs", given.name), options, answer, async (job) => {
    const [{ lossesOf, protect }, { planningCase }] = await Promise.all([import("../../plan/scenarios/robust.ts"), import("../../plan/case.ts")]);
    const { programme } = given.resolved;
    const losses = lossesOf(programme, given.library, planningCase(programme, given.library));
    const made: Plan = await decide(job, { more: (draft) => protect(draft, losses, options.robust) });
    const certificate = await verify(job, made);
    await draw(job, made, certificate);
    finish(job);
    const protectedText = `protected against up to ${options.robust} power slips a site and ${options.robust} short shipments of each accelerator`;
    answer.give({ document: made, text: [planScreen(given.resolved, made), protectedText, verdict(certificate), `written to ${job.run.folder}`].join("\n") });
    return answer.interrupted.aborted ? 130 : made.feasible && certificate.accepted ? 0 : 1;
  });
}

async function search(
  job: Job,
  { scenarios, draws, stages, horizon, riskAversion, tail, resume = false }: ScenarioChoice & { readonly scenarios: number; readonly resume?: boolean },
): Promise<ScenarioPlan> {
  const {
    given,
    answer,
    seed,
    workers,
    search: { limits, solver },
    seconds,
  } = job;
  const [{ planScenarios: plan }, { usualLimits }, { solverFor }] = await Promise.all([
    import("../../plan/scenarios/scenario-plan.ts"),
    import("../../plan/held.ts"),
    import("../../plan/lp/solver-for.ts"),
  ]);
  const start = performance.now();
  const found = await plan(given.resolved.programme, given.library, {
    inputs: given.hash,
    seed,
    scenarios,
    draws,
    horizon,
    stages: Number(stages) as 2 | 3,
    risk: { aversion: riskAversion, level: 1 - tail },
    limits: { ...usualLimits, ...limits, seed },
    openSolver: () => solverFor(solver ?? "wasm"),
    workers,
    signal: answer.interrupted,
    onProgress: (stage) => answer.progress(`scenarios: ${stage}`),
    remember: savedSolves(job, { resume }),
  });
  seconds["scenarios"] = Math.round(performance.now() - start) / 1000;
  return found;
}
