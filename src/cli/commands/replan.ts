// `gigasite plan FILE --from PLAN`: what is left to decide, with what is built or committed held; what moved, what both plans come to and, on request, what each cause cost.

import { freemem } from "node:os";
import { join } from "node:path";
import { actualsOf } from "../actuals-file.ts";
import type { Answer } from "../face.ts";
import { type Case, caseOfFile, caseOfFolder, sha256 } from "../inputs.ts";
import { draw, finish, type Job, plan as decide, standingPlan, verify } from "../job.ts";
import { jsonText } from "../json-text.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { savedWith } from "../saved-search.ts";
import { verdict } from "../screens/certificate.ts";
import { planScreen } from "../screens/plan.ts";
import { replanScreen } from "../screens/replan.ts";
import { Stop } from "../stop.ts";
import { settingsOf, work, type WorkOptions } from "../work.ts";
import { updated } from "../../programme/actuals.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Bridge } from "../../plan/replan/bridge.ts";
import type { HeldPast } from "../../plan/replan/held-past.ts";
import type { Replanning } from "../../plan/replan/replanning.ts";
import type { Certificate } from "../../verify/certificate.ts";
import { type Day, type Quarter } from "../../units/brand.ts";
import { indexOf, ordinal, parseQuarter, quarterOfDay } from "../../units/calendar.ts";

export interface ReplanOptions extends WorkOptions {
  /** The last plan: a run folder or its plan.json. */
  readonly from?: string;
  /** Quarter, month or day from which on decisions are open; the programme's `known` unless given. */
  readonly asOf?: string;
  /** CSV or XLSX of what happened. */
  readonly actuals?: string;
  /** Also what each cause cost. */
  readonly bridge?: true;
  /** Goes on from the search that was stopped in this run folder. */
  readonly resume?: boolean;
  /** Plans by the ladder whatever the size. */
  readonly ladder?: boolean;
}

export async function replan(file: string, options: ReplanOptions & { readonly from: string }, answer: Answer): Promise<number> {
  const folder = runFolderOf(options.from);
  finishSwap(folder);
  const [asked, old] = [caseOfFile(file, settingsOf(options)), caseOfFolder(folder)];
  const last = { plan: standingPlan(folder), programme: old.resolved.programme };
  const asOf = asOfQuarter(options.asOf, asked.resolved.programme.known);
  const { calendar } = asked.resolved.programme;
  if (indexOf(last.plan.calendar, calendar.from) < 0)
    throw new Stop(2, `${file}: its calendar begins in ${calendar.from}, before that of the last plan, ${last.plan.calendar.from}: expected the same first quarter or a later one`);
  if (indexOf(calendar, asOf) >= calendar.quarters)
    throw new Stop(2, `--as-of ${options.asOf}: ${asOf} lies after the calendar of ${file}, which ends ${calendar.quarters} quarters after the start of ${calendar.from}`);
  const actuals = updated(asked.resolved.programme.actuals ?? [], options.actuals === undefined ? [] : await actualsOf(options.actuals, asked));
  const { replanning } = await import("../../plan/replan/replanning.ts");
  const prepared = replanning(last, asked.resolved.programme, asOf, actuals, asked.library);
  const given = prepared.programme === asked.resolved.programme ? asked : withProgramme(asked, prepared.programme);
  return work(given, options.output ?? join("runs", given.name), options, answer, async (job) => {
    let held: HeldPast | undefined;
    const planned = await decide(job, {
      baseline: prepared.baseline,
      onHeld: (past) => (held = past),
      ladder: options.ladder ?? false,
      ...savedWith(job, { ...options, after: [sha256(JSON.stringify(last.plan)), asOf, sha256(JSON.stringify(actuals))] }),
    });
    const { plan: made, certificate } = await withFacts(job, planned, held!, asOf);
    const told = { from: folder, ...prepared.tell(made, held!) };
    job.run.stageText("replan.json", jsonText(told));
    await draw(job, made, certificate);
    finish(job);
    const bridge = options.bridge && !answer.interrupted.aborted ? await priced(job, prepared, made, certificate, told) : undefined;
    const again = ["gigasite plan", file, "--from", options.from, "--as-of", asOf, ...(options.actuals === undefined ? [] : ["--actuals", options.actuals]), "--bridge"].join(" ");
    answer.give({
      document: { plan: made, replan: { ...told, ...(bridge ? { bridge } : {}) } },
      text: [
        planScreen(given.resolved, made),
        verdict(certificate),
        "",
        replanScreen(folder, told, bridge ?? (options.bridge ? "sought" : again)),
        `written to ${job.run.folder}`,
      ].join("\n"),
    });
    return answer.interrupted.aborted ? 130 : made.feasible && certificate.accepted ? 0 : 1;
  });
}

/** What happened may have broken rules: those rows become the plan's facts, and the verifier says whether they are. */
async function withFacts(job: Job, planned: Plan, { broken }: HeldPast, asOf: Quarter): Promise<{ readonly plan: Plan; readonly certificate: Certificate }> {
  const first = await verify(job, planned);
  if (first.accepted || !planned.feasible || broken.length === 0) return { plan: planned, certificate: first };
  const { pastOf } = await import("../../verify/facts.ts");
  const past = pastOf(first, asOf);
  if (past.broken.length === 0) return { plan: planned, certificate: first };
  const plan = { ...planned, past };
  job.run.stageText("plan.json", jsonText(plan));
  return { plan, certificate: await verify(job, plan) };
}

/** What each cause cost, beside a plan that is in place already; Ctrl-C leaves it out. */
async function priced(job: Job, { bridge }: Replanning, made: Plan, certificate: Certificate, told: object): Promise<Bridge | undefined> {
  const { answer } = job;
  const began = performance.now();
  const workers = Math.max(1, Math.min(job.workers, Math.floor(freemem() / bytesOfASearch)));
  const found = await bridge(made, {
    workers,
    signal: answer.interrupted,
    onProgress: (done, of, says) => answer.progress(`what it cost: ${done} of ${of} done, now ${says}`),
  });
  if (!found) return undefined;
  job.run.stageText("replan.json", jsonText({ ...told, bridge: found }));
  job.seconds["bridge"] = Math.round(performance.now() - began) / 1000;
  await draw(job, made, certificate);
  finish(job);
  return found;
}

/** Memory of one search of the reference programme, with room. */
const bytesOfASearch = 2 ** 30;

/** `2026-Q3`, `2026-08` or `2026-08-15`: decisions of the quarter it lies in are open. */
function asOfQuarter(text: string | undefined, known: Day): Quarter {
  if (text === undefined) return quarterOfDay(known);
  const quarter = parseQuarter(text) ?? (/^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$/.test(text) ? quarterOfDay(`${text.slice(0, 7)}-01` as Day) : undefined);
  if (!quarter || Number.isNaN(ordinal(quarter))) throw new Stop(2, `--as-of ${text}: expected a quarter, a month or a day such as 2026-Q3, 2026-08 or 2026-08-15`);
  return quarter;
}

function withProgramme(given: Case, programme: Case["resolved"]["programme"]): Case {
  const resolved = { ...given.resolved, programme };
  const text = jsonText(resolved);
  return { ...given, resolved, text, hash: sha256(text) };
}
