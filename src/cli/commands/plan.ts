// `gigasite plan FILE`: what to build, checked by the verifier before it is shown; on request what more compute costs, which plans are nearly as good, and what moves the answer most.

import { join } from "node:path";
import type { Answer } from "../face.ts";
import { caseOfFile } from "../inputs.ts";
import { alternatives, draw, finish, pareto, plan as decide, tornado, verify } from "../job.ts";
import { planningCase } from "../../plan/case.ts";
import { explainModel } from "../../plan/explain-model.ts";
import { alternativesScreen } from "../screens/alternatives.ts";
import { verdict } from "../screens/certificate.ts";
import { explainModelScreen } from "../screens/explain-model.ts";
import { paretoScreen } from "../screens/pareto.ts";
import { planScreen } from "../screens/plan.ts";
import { tornadoScreen } from "../screens/tornado.ts";
import { savedWith } from "../saved-search.ts";
import { settingsOf, work } from "../work.ts";
import { planCalibrated } from "./calibrate.ts";
import { planRobust, planScenarios } from "./plan-scenarios.ts";
import { replan, type ReplanOptions } from "./replan.ts";
import type { ScenarioChoice } from "./scenario-options.ts";

interface PlanOptions extends ReplanOptions, ScenarioChoice {
  /** Points of the front. */
  readonly pareto?: number;
  /** How many alternatives. */
  readonly alternatives?: number;
  /** Bars of the tornado. */
  readonly tornado?: number;
  readonly explainModel?: boolean;
  /** Run folder whose record teaches the planner, and how often to plan and simulate. */
  readonly calibrate?: string;
  readonly rounds?: number;
}

export async function plan([file]: readonly string[], options: PlanOptions, answer: Answer): Promise<number> {
  if (options.explainModel) return tellModel(file!, options, answer);
  if (options.scenarios !== undefined) return planScenarios(file!, { ...options, scenarios: options.scenarios }, answer);
  if (options.robust !== undefined) return planRobust(file!, { ...options, robust: options.robust }, answer);
  if (options.calibrate !== undefined) return planCalibrated(file!, { ...options, calibrate: options.calibrate }, answer);
  if (options.from !== undefined) return replan(file!, { ...options, from: options.from }, answer);
  const given = caseOfFile(file!, settingsOf(options));
  return work(given, options.output ?? join("runs", given.name), options, answer, async (job) => {
    const made = await decide(job, { ladder: options.ladder ?? false, ...savedWith(job, options) });
    const certificate = await verify(job, made);
    const more = made.feasible && !answer.interrupted.aborted;
    const front = more && options.pareto !== undefined ? await pareto(job, options.pareto) : undefined;
    const others = more && options.alternatives !== undefined && !answer.interrupted.aborted ? await alternatives(job, made, options.alternatives) : undefined;
    const moving = more && options.tornado !== undefined && !answer.interrupted.aborted ? await tornado(job, made, options.tornado) : undefined;
    await draw(job, made, certificate);
    finish(job);
    const parts = [
      planScreen(given.resolved, made),
      verdict(certificate),
      ...(front ? ["", paretoScreen(front)] : []),
      ...(others ? ["", alternativesScreen(given.resolved, others)] : []),
      ...(moving ? ["", tornadoScreen(moving)] : []),
    ];
    answer.give({
      document: { ...made, ...(front ? { pareto: front } : {}), ...(others ? { alternatives: others } : {}), ...(moving ? { tornado: moving } : {}) },
      text: [...parts, `written to ${job.run.folder}`].join("\n"),
    });
    return answer.interrupted.aborted ? 130 : made.feasible && certificate.accepted ? 0 : 1;
  });
}

/** The model of the file, told and not solved. */
function tellModel(file: string, options: PlanOptions, answer: Answer): number {
  const { resolved, library } = caseOfFile(file, settingsOf(options));
  const model = explainModel(planningCase(resolved.programme, library));
  answer.give({ document: model, text: explainModelScreen(model) });
  return 0;
}
