// `gigasite explain PLAN`: what binds most and what one more unit is worth, checked by re-solving; why there is no plan; why a site is not in it.

import { join } from "node:path";
import type { Plan } from "../../plan/plan.ts";
import type { Question } from "../../plan/reasons/forced.ts";
import type { Programme } from "../../programme/programme.ts";
import { didYouMean } from "../../units/suggest.ts";
import type { Answer } from "../face.ts";
import { type Case, caseOfFolder, readText } from "../inputs.ts";
import { standingPlan } from "../job.ts";
import { parseJson } from "../json-text.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { infeasibleScreen, pricesScreen, whyNotScreen } from "../screens/explain.ts";
import { rests } from "../screens/plan.ts";
import { Stop } from "../stop.ts";
import { number } from "../table.ts";

export interface ExplainOptions {
  readonly whyNot?: string;
  readonly quick?: boolean;
}

export async function explain([operand]: readonly string[], { whyNot, quick = false }: ExplainOptions, answer: Answer): Promise<number> {
  const folder = runFolderOf(operand!);
  finishSwap(folder);
  const given = caseOfFolder(folder);
  const made = standingPlan(folder);
  const { feasible, relaxations, conflict, solver } = made;
  const question = whyNot === undefined ? undefined : questionOf(given.resolved.programme, whyNot);
  if (!feasible) {
    answer.give({ document: { feasible, binding: made.binding, relaxations, conflict, solver }, text: `${infeasibleScreen(made)}\n${rests(given.resolved.figures)}` });
    return 1;
  }
  if (question) return answerWhyNot(given, made, question, answer);
  const binding = quick ? made.binding : await prices(given, made, planSeconds(folder), answer);
  answer.give({ document: { feasible, binding, relaxations, conflict, solver }, text: `${pricesScreen(binding, quick)}\n${rests(given.resolved.figures)}` });
  return answer.interrupted.aborted ? 130 : 0;
}

/** Reads SITE or SITE:OPTION. @throws Stop 2 when the programme has no such site or option */
function questionOf({ sites }: Programme, text: string): Question {
  const [site, option] = text.split(":", 2) as [string, string | undefined];
  if (!(site in sites)) throw new Stop(2, `--why-not: there is no site "${site}"${didYouMean(site, Object.keys(sites))}; sites: ${Object.keys(sites).join(", ")}`);
  const options = Object.keys(sites[site]!.power);
  if (option !== undefined && !options.includes(option))
    throw new Stop(2, `--why-not: ${site} has no power option "${option}"${didYouMean(option, options)}; options: ${options.join(", ")}`);
  return { site, ...(option === undefined ? {} : { option }) };
}

/** Prices at the plan, the first three solved again. The plan's own where its decisions no longer fit the programme. */
async function prices({ resolved, library }: Case, made: Plan, seconds: number | undefined, answer: Answer): Promise<Plan["binding"]> {
  const [{ openHighs }, { usualLimits }, { openCase, standingOf }, { pricesOf }] = await Promise.all([
    import("../../plan/lp/highs.ts"),
    import("../../plan/held.ts"),
    import("../../plan/reasons/standing.ts"),
    import("../../plan/reasons/prices.ts"),
  ]);
  if (seconds !== undefined && seconds > 2) answer.say(`gigasite explain: solving the first three again, about ${number(4 * seconds)} s; --quick leaves it out`);
  const solver = openHighs();
  const stop = (): void => solver.stop();
  answer.interrupted.addEventListener("abort", stop);
  try {
    const standing = await standingOf(await openCase(resolved.programme, library, solver), made);
    if (standing === undefined) return made.binding;
    return await pricesOf(standing, usualLimits, ({ sentence }) => answer.progress(`explain: again: ${sentence}`), answer.interrupted);
  } finally {
    answer.interrupted.removeEventListener("abort", stop);
    await solver.close();
  }
}

async function answerWhyNot({ resolved, library }: Case, made: Plan, question: Question, answer: Answer): Promise<number> {
  const [{ openHighs }, { usualLimits }, { whyNot }] = await Promise.all([import("../../plan/lp/highs.ts"), import("../../plan/held.ts"), import("../../plan/reasons/why-not.ts")]);
  const solver = openHighs();
  try {
    const found = await whyNot(
      resolved.programme,
      library,
      made,
      question,
      solver,
      { ...usualLimits, gap: 0.002 },
      (line) => answer.progress(`explain: ${line}`),
      answer.interrupted,
    );
    answer.give({ document: found, text: whyNotScreen(found) });
    return answer.interrupted.aborted ? 130 : 0;
  } finally {
    await solver.close();
  }
}

/** Wall seconds that the plan took, as its run says. */
function planSeconds(folder: string): number | undefined {
  const path = join(folder, "run.json");
  const text = readText(path);
  return text === undefined ? undefined : parseJson<{ seconds?: { plan?: number } }>(path, text).seconds?.plan;
}
