// In which order is the house's work done, and what does each step leave in the run folder? Every command is one or more of these steps.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../plan/plan.ts";
import type { RunRecord } from "../record/record.ts";
import type { Settlement } from "../settle/settle.ts";
import type { Day } from "../units/brand.ts";
import type { Certificate } from "../verify/certificate.ts";
import type { Answer } from "./face.ts";
import type { Case } from "./inputs.ts";
import { jsonText, parseJson } from "./json-text.ts";
import { version } from "./package.ts";
import type { RunFolder } from "./run-folder.ts";
import { Stop } from "./stop.ts";
import { dollars, number, percent } from "./table.ts";

/** One command at work on one run folder. */
export interface Job {
  readonly given: Case;
  readonly run: RunFolder;
  readonly answer: Answer;
  readonly seed: number;
  readonly workers: number;
  /** Wall seconds of each step done. */
  readonly seconds: Record<string, number>;
}

/** Decides what to build; stages programme.json and plan.json. On Ctrl-C the best plan so far comes back. */
export function plan(job: Job): Promise<Plan> {
  return timed(job, "plan", async () => {
    const { makePlan } = await import("../plan/planner.ts");
    const { given, answer, run } = job;
    const made = await makePlan(given.resolved, given.library, {
      inputs: given.hash,
      signal: answer.interrupted,
      onProgress: (stage, search) =>
        answer.progress(
          search
            ? `plan: ${stage} ${search.seconds.toFixed(0)} s, best ${search.incumbent === null ? "none" : dollars(search.incumbent * 1e6)}, bound ${search.bound === null ? "none" : dollars(search.bound * 1e6)}, gap ${search.gap === null ? "unknown" : percent(search.gap, 2)}, ${number(search.nodes)} nodes`
            : `plan: ${stage}`,
        ),
    });
    run.stageText("programme.json", given.text);
    run.stageText("plan.json", jsonText(made));
    return made;
  });
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
export function simulate(job: Job, made: Plan): Promise<RunRecord> {
  return timed(job, "simulate", async () => {
    const [{ simulate: play }, { writeRecord }] = await Promise.all([import("../simulate/simulate.ts"), import("../record/write.ts")]);
    const record = await play(job.given.resolved, job.given.library, made, { seed: job.seed, workers: job.workers });
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

/** Draws the page of what stands; stages report.html. */
export function draw(job: Job, made: Plan, certificate: Certificate, record?: RunRecord, settlement?: Settlement): Promise<void> {
  return timed(job, "report", async () => {
    const { drawPage } = await import("./page.ts");
    job.run.stageText("report.html", drawPage(job.given, made, certificate, record, settlement));
  });
}

/** Puts everything staged in place, with run.json: version, seed, input hashes, durations. */
export function finish(job: Job): void {
  const { given, run, seed, seconds } = job;
  const before = existsSync(join(run.folder, "run.json")) ? parseJson<Partial<RunNote>>(join(run.folder, "run.json"), readFileSync(join(run.folder, "run.json"), "utf8")) : {};
  const note: RunNote = {
    gigasite: version(),
    node: process.version,
    file: given.file,
    seed: "simulate" in seconds || before.seed === undefined ? seed : before.seed,
    inputs: { ...before.inputs, ...Object.fromEntries([...given.hashes].toSorted(([a], [b]) => (a < b ? -1 : 1))), "programme.json": given.hash },
    seconds: { ...("plan" in seconds ? {} : before.seconds), ...seconds },
    finished: new Date().toISOString(),
  };
  run.stageText("run.json", jsonText(note));
  run.commit();
}

interface RunNote {
  readonly gigasite: string;
  readonly node: string;
  readonly file: string;
  readonly seed: number;
  readonly inputs: Readonly<Record<string, string>>;
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
  const missing = (["calendar", "decisions", "derived", "objective", "solver", "binding", "relaxations"] as const).filter(
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

async function timed<Result>(job: Job, step: string, work: () => Promise<Result>): Promise<Result> {
  job.answer.progress(`${step} ...`);
  const start = performance.now();
  const result = await work();
  job.seconds[step] = Math.round(performance.now() - start) / 1000;
  return result;
}
