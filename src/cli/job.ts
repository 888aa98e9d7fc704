// In which order is the house's work done, and what does each step leave in the run folder? Every command is one or more of these steps.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Alternatives } from "../plan/alternatives.ts";
import type { SearchOptions } from "../plan/held.ts";
import type { SolveLimits } from "../plan/lp/solver.ts";
import type { Pareto } from "../plan/pareto.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannerOptions } from "../plan/planner.ts";
import type { Tornado } from "../plan/sensitivity.ts";
import type { RunRecord } from "../record/record.ts";
import type { Settlement } from "../settle/settle.ts";
import type { Day } from "../units/brand.ts";
import type { Certificate } from "../verify/certificate.ts";
import type { Answer } from "./face.ts";
import type { Case } from "./inputs.ts";
import { jsonText, parseJson } from "./json-text.ts";
import { version } from "./package.ts";
import type { RunFolder } from "./run-folder.ts";
import { forgetSearch } from "./saved-search.ts";
import { forgetSolves } from "./saved-solves.ts";
import { Stop } from "./stop.ts";
import { number, percent } from "./table.ts";
import { measured } from "./screens/measure.ts";

/** One command at work on one run folder. */
export interface Job {
  readonly given: Case;
  readonly run: RunFolder;
  readonly answer: Answer;
  readonly seed: number;
  readonly workers: number;
  /** Limits of the planner's searches, and the solver by name. */
  readonly search: { readonly limits: Partial<SolveLimits>; readonly solver?: string };
  /** Wall seconds of each step done. */
  readonly seconds: Record<string, number>;
}

/** Decides what to build; stages programme.json and plan.json. On Ctrl-C the best plan so far comes back. */
export function plan(job: Job, own: Pick<PlannerOptions, "baseline" | "onHeld" | "more" | "standing" | "onStanding" | "ladder"> = {}): Promise<Plan> {
  return timed(job, "plan", async () => {
    const { makePlan } = await import("../plan/planner.ts");
    const { given, run, answer } = job;
    const began = performance.now();
    const onFirst: PlannerOptions["onFirst"] = (values) =>
      answer.progress(
        `plan: first plan after ${((performance.now() - began) / 1e3).toFixed(1)} s: ${values.map(({ measure, value }) => `${measure} ${measured(measure, value)}`).join(", ")}`,
      );
    const made = await searching(job, (options) => makePlan(given.resolved, given.library, { inputs: given.hash, onFirst, ...options, ...own }));
    run.stageText("programme.json", given.text);
    run.stageText("plan.json", jsonText(made));
    return made;
  });
}

/** The plan of another case, with the job's limits and solver; stages nothing. */
export function planOf(job: Job, { resolved, library, hash }: Case): Promise<Plan> {
  return timed(job, "plans", async () => {
    const { makePlan } = await import("../plan/planner.ts");
    return searching(job, (options) => makePlan(resolved, library, { inputs: hash, ...options }));
  });
}

/** The front of compute against cost; stages pareto.json. */
export function pareto(job: Job, points: number): Promise<Pareto> {
  return timed(job, "pareto", async () => {
    const { paretoFront } = await import("../plan/pareto.ts");
    const front = await searching(job, (options) => paretoFront(job.given.resolved, job.given.library, points, options));
    job.run.stageText("pareto.json", jsonText(front));
    return front;
  });
}

/** Plans nearly as good; stages alternatives.json. */
export function alternatives(job: Job, made: Plan, count: number): Promise<Alternatives> {
  return timed(job, "alternatives", async () => {
    const { nearOptimalAlternatives } = await import("../plan/alternatives.ts");
    const found = await searching(job, (options) => nearOptimalAlternatives(job.given.resolved, job.given.library, made, count, options));
    job.run.stageText("alternatives.json", jsonText(found));
    return found;
  });
}

/** What moves the plan most; stages tornado.json. */
export function tornado(job: Job, made: Plan, count: number): Promise<Tornado> {
  return timed(job, "tornado", async () => {
    const { sensitivity } = await import("../plan/sensitivity.ts");
    const { given, answer, workers, search } = job;
    const open = search.solver === undefined ? undefined : (await import("../plan/lp/solver-for.ts")).solverFor;
    const found = await sensitivity(given.resolved, given.library, made, {
      count,
      workers,
      signal: answer.interrupted,
      ...(open ? { openSolver: () => open(search.solver!) } : {}),
      onProgress: (step) => answer.progress(`tornado: ${step}`),
    });
    job.run.stageText("tornado.json", jsonText(found));
    return found;
  });
}

/** Runs a search of the planner with the job's limits and solver; on Ctrl-C the best so far comes back. */
async function searching<Result>({ answer, search: { limits, solver: name } }: Job, work: (options: SearchOptions) => Promise<Result>): Promise<Result> {
  const solver = name === undefined ? undefined : (await import("../plan/lp/solver-for.ts")).solverFor(name);
  try {
    return await work({
      limits,
      signal: answer.interrupted,
      ...(solver ? { solver } : {}),
      onProgress: (step, search) => {
        if (!search) return answer.progress(`plan: ${step}`);
        const told = (value: number | null): string => (value === null ? "none" : measured(search.measure, value));
        const gap = search.gap === null ? "unknown" : percent(search.gap, 2);
        answer.progress(
          `plan: ${step} (${search.measure}) ${search.seconds.toFixed(0)} s, best ${told(search.incumbent)}, bound ${told(search.bound)}, gap ${gap}, ${number(search.nodes)} nodes`,
        );
      },
    });
  } finally {
    await solver?.close();
  }
}

/** Replays a plan independently; stages certificate.json. */
export function verify(job: Job, made: unknown): Promise<Certificate> {
  return timed(job, "verify", async () => {
    const { verify: replay } = await import("../verify/verify.ts");
    const certificate = replay(job.given.resolved, job.given.library, made, job.given.hash);
    job.run.stageText("certificate.json", jsonText(certificate));
    return certificate;
  });
}

/** Plays a plan out; stages record/. */
export function simulate(job: Job, made: Plan, stepsPerHour: 1 | 4 = 1): Promise<RunRecord> {
  return timed(job, "simulate", async () => {
    const [{ simulate: play }, { writeRecord }] = await Promise.all([import("../simulate/simulate.ts"), import("../record/write.ts")]);
    const record = await play(job.given.resolved, job.given.library, made, { seed: job.seed, workers: job.workers, stepsPerHour });
    await writeRecord(job.run.stage("record"), record);
    return record;
  });
}

/** Ledger and statements of a record; stages statements/. */
export function settle(job: Job, made: Plan, record: RunRecord, asOf?: Day): Promise<Settlement> {
  return timed(job, "settle", async () => {
    const [{ settle: rate }, { writeStatements }] = await Promise.all([import("../settle/settlement.ts"), import("./statements.ts")]);
    const settlement = rate(job.given.resolved, made, record, asOf);
    writeStatements(job.run.stage("statements"), settlement);
    return settlement;
  });
}

/** Draws the page of what stands; stages report.html. A record and statements that stand and are not given are read. */
export function draw(job: Job, made: Plan, certificate: Certificate, record?: RunRecord, settlement?: Settlement): Promise<void> {
  return timed(job, "report", async () => {
    const { besideOf, drawPage } = await import("./page.ts");
    const { run, given } = job;
    const played = record ?? (run.will("record") ? await (await import("../record/read.ts")).readRecord(run.path("record")) : undefined);
    const ledger = join(run.path("statements"), "settlement.json");
    const settled = settlement ?? (run.will("statements") ? parseJson<Settlement>(ledger, readFileSync(ledger, "utf8")) : undefined);
    run.stageText("report.html", drawPage(given, made, certificate, besideOf(run, given, made), played, settled));
  });
}

/** Puts everything staged in place, with run.json: version, seed, input hashes, durations. */
export function finish(job: Job): void {
  const { given, run, answer, seed, seconds, search } = job;
  const before = existsSync(join(run.folder, "run.json")) ? parseJson<Partial<RunNote>>(join(run.folder, "run.json"), readFileSync(join(run.folder, "run.json"), "utf8")) : {};
  const note: RunNote = {
    gigasite: version(),
    node: process.version,
    file: given.file,
    seed: "simulate" in seconds || before.seed === undefined ? seed : before.seed,
    inputs: { ...before.inputs, ...Object.fromEntries([...given.hashes].toSorted(([a], [b]) => (a < b ? -1 : 1))), "programme.json": given.hash },
    search: "plan" in seconds || before.search === undefined ? search : before.search,
    seconds: { ...("plan" in seconds ? {} : before.seconds), ...seconds },
    finished: new Date().toISOString(),
  };
  run.stageText("run.json", jsonText(note));
  run.commit();
  // A search that was stopped goes on another time; one that ended is of no more use.
  if ("plan" in seconds && !answer.interrupted.aborted) {
    forgetSearch(run.unfinished);
    forgetSolves(run.unfinishedSolves);
  }
}

interface RunNote {
  readonly gigasite: string;
  readonly node: string;
  readonly file: string;
  readonly seed: number;
  readonly inputs: Readonly<Record<string, string>>;
  /** What the planner's searches were told. */
  readonly search: Job["search"];
  readonly seconds: Readonly<Record<string, number>>;
  readonly finished: string;
}

/** What stands as a run folder's plan, whatever its shape: for the verifier. @throws Stop 2 when there is none or it is no plan of ours */
export function standingDocument(folder: string): unknown {
  const path = join(folder, "plan.json");
  if (!existsSync(path)) throw new Stop(2, `${folder}: no plan stands here (plan.json): \`gigasite plan FILE\` makes one`);
  const document = parseJson<{ readonly gigasite?: unknown } | null>(path, readFileSync(path, "utf8"));
  if (document?.gigasite !== 1) throw new Stop(2, `${path}: expected a plan as gigasite writes it, with "gigasite": 1`);
  return document;
}

/** The plan that stands in a run folder. @throws Stop 2 when there is none or a part of it is missing */
export function standingPlan(folder: string): Plan {
  const made = standingDocument(folder) as Plan;
  const missing = (["calendar", "decisions", "derived", "objective", "solver", "binding", "relaxations", "conflict"] as const).filter(
    (key) => typeof made[key] !== "object" || made[key] === null,
  );
  if (missing.length > 0) throw new Stop(2, `${join(folder, "plan.json")}: expected a plan as gigasite writes it; it has no ${missing.join(", ")}`);
  return made;
}

/** The record that stands in a run folder. @throws Stop 2 when there is none */
export async function standingRecord(folder: string): Promise<RunRecord> {
  if (!existsSync(join(folder, "record", "summary.json"))) throw new Stop(2, `${folder}: no record stands here: \`gigasite simulate\` makes one`);
  const { readRecord } = await import("../record/read.ts");
  return readRecord(join(folder, "record"));
}

/** Does a step and notes how long it took. */
export async function timed<Result>(job: Job, step: string, work: () => Promise<Result>): Promise<Result> {
  job.answer.progress(`${step} ...`);
  const start = performance.now();
  const result = await work();
  job.seconds[step] = Math.round(performance.now() - start) / 1000;
  return result;
}
