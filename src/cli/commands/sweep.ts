// `gigasite sweep FILE|PLAN`: many futures of a plan, on as many threads as the machine has; stopped, it goes on where it was.

import { existsSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plan } from "../../plan/plan.ts";
import type { Table } from "../../record/record.ts";
import { columnsJson, parquet } from "../../record/write.ts";
import { replaceFolder } from "../../record/replace.ts";
import { type Axis, plannersOnly, pointsOf } from "../../sweep/axes.ts";
import { futuresOf } from "../../sweep/future.ts";
import type { Point } from "../../sweep/play.ts";
import { type SweepHead, sweepOf } from "../../sweep/sweep.ts";
import type { Answer } from "../face.ts";
import { type Case, caseOfFile, caseOfFolder, readText } from "../inputs.ts";
import { draw, finish, type Job, plan as decide, planOf, standingPlan, verify } from "../job.ts";
import { jsonText } from "../json-text.ts";
import { playFutures } from "../play-futures.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { sweepScreen } from "../screens/sweep.ts";
import { Stop } from "../stop.ts";
import { settingsOf, work, type WorkOptions } from "../work.ts";

interface SweepOptions extends WorkOptions {
  readonly axis: readonly Axis[];
  readonly draws?: number;
  readonly seeds?: number;
  /** A plan of its own for every point of the axes. */
  readonly replan?: boolean;
}

/** Draws, and seeds where nothing is drawn, unless said otherwise. */
const usual = 200;
/** Seeds where something is drawn: draws share them, so that weather is drawn once for several, and what chance does can be told from what draws do. */
const usualSeeds = 50;

export async function sweep([operand]: readonly string[], options: SweepOptions, answer: Answer): Promise<number> {
  const isPlan = statSync(operand!, { throwIfNoEntry: false })?.isDirectory() || basename(operand!) === "plan.json";
  const source = isPlan ? runFolderOf(operand!) : undefined;
  const settings = settingsOf(options);
  if (source !== undefined && (options.axis.length > 0 || settings.length > 0 || options.replan))
    throw new Stop(2, `${operand}: --axis, --set and --replan read the programme file: give that; a plan that stands in -o and is of the same programme is used`);
  if (source !== undefined) finishSwap(source);
  const given = source === undefined ? caseOfFile(operand!, settings) : caseOfFolder(source);
  const cases = source === undefined ? casesOf(operand!, given, settings, options) : [given];
  const folder = options.output ?? source ?? join("runs", given.name);
  if (source === undefined) finishSwap(folder);
  return work(given, folder, options, answer, async (job) => {
    const made = await planToPlay(job, source ?? folder);
    if (!made || answer.interrupted.aborted) return answer.interrupted.aborted ? 130 : 1;
    const points = await pointsToPlay(job, cases, made, options.replan === true);
    if (!points) return answer.interrupted.aborted ? 130 : 1;
    const { uncertain } = given.resolved.programme;
    const draws = uncertain.length === 0 ? 0 : (options.draws ?? usual);
    const seeds = options.seeds ?? (draws > 0 ? Math.min(draws, usualSeeds) : (options.draws ?? usual));
    const head: SweepHead = { inputs: given.hash, seed: job.seed, draws, seeds, plan: options.replan ? "each" : "fixed", axes: options.axis };
    const futures = futuresOf({ uncertain: draws > 0 ? uncertain : [] }, { draws, seeds, seed: job.seed, points: points.length });
    const played = await playFutures(job, points, futures);
    if (!played) return 130;
    const { sweep: result, tables } = sweepOf(head, points, futures, played.outcomes);
    await writeTables(join(job.run.stage("sweep"), "record"), tables);
    job.run.stageText("sweep.json", jsonText(result));
    finish(job);
    played.forget();
    answer.give({ document: result, text: `${sweepScreen(result)}\nwritten to ${job.run.folder}` });
    return 0;
  });
}

/** The programme at every point of the axes. @throws Stop 2 with every problem, or where a plan cannot stand at all */
function casesOf(file: string, given: Case, settings: readonly string[], { axis, replan }: SweepOptions): readonly Case[] {
  if (axis.length === 0) return [given];
  const fallen = axis.flatMap(({ path }) => plannersOnly(path) ?? []).filter(({ stands }) => !stands);
  if (fallen.length > 0) throw new Stop(2, fallen.map(({ says }) => `--axis ${says}`).join("\n"));
  const cases = pointsOf(axis).map((point) => caseOfFile(file, [...settings, ...point]));
  const ids = (one: Case) => JSON.stringify([one.resolved.programme.uncertain.map(({ path }) => path), Object.keys(one.resolved.programme.workloads)]);
  if (!replan && cases.some((one) => ids(one) !== ids(given))) throw new Stop(2, "--axis: the points differ in workloads or in what is uncertain; sweep them one by one");
  return cases;
}

/** The plan that stands for this programme, or else one made and put in place before anything is played; undefined where none keeps every rule. */
async function planToPlay(job: Job, folder: string): Promise<Plan | undefined> {
  const { given, run, answer } = job;
  const text = readText(join(folder, "plan.json"));
  const stands = text !== undefined && existsSync(join(folder, "programme.json")) ? standingPlan(folder) : undefined;
  if (stands?.inputs === given.hash && stands.feasible && (await verify(job, stands)).accepted) {
    if (folder !== run.folder) {
      run.stageText("programme.json", given.text);
      run.stageText("plan.json", text!);
    }
    return stands;
  }
  const made = await decide(job);
  const certificate = await verify(job, made);
  if (answer.interrupted.aborted) return undefined;
  await draw(job, made, certificate);
  finish(job);
  if (made.feasible && certificate.accepted) return made;
  answer.give({ document: certificate, text: "the plan keeps not every rule: nothing was played; `gigasite explain` says why" });
  return undefined;
}

/** Every point with the plan that is played there. Undefined where one of its own was stopped, or there is none. */
async function pointsToPlay(job: Job, cases: readonly Case[], made: Plan, replan: boolean): Promise<readonly Point[] | undefined> {
  const stated = job.given.resolved.programme;
  if (!replan) return cases.map(({ resolved }) => ({ resolved, stated, plan: made }));
  const points: Point[] = [];
  for (const one of cases) {
    const plan = one.hash === job.given.hash ? made : await planOf(job, one);
    if (job.answer.interrupted.aborted) return undefined;
    if (!plan.feasible) {
      job.answer.give({
        document: { error: { message: "a point has no plan" } },
        text: `${job.given.file}: a point of the axes has no plan that keeps every rule; nothing was played`,
      });
      return undefined;
    }
    points.push({ resolved: one.resolved, stated: one.resolved.programme, plan });
  }
  return points;
}

async function writeTables(folder: string, tables: readonly Table[]): Promise<void> {
  await replaceFolder(folder, (temporary) => {
    for (const table of tables) writeFileSync(join(temporary, `${table.shape.name}.parquet`), parquet(table));
    writeFileSync(join(temporary, "columns.json"), columnsJson(tables.map(({ shape }) => shape)));
  });
}
