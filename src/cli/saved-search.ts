// How does a stopped search lose nothing? Its best solution so far lies in `.partial/` of the run folder, replaced whole at each better one.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { EndedStage, Standing } from "../plan/bench.ts";
import type { PlannerOptions } from "../plan/planner.ts";
import { sync } from "../record/durable.ts";
import type { Job } from "./job.ts";
import { version } from "./package.ts";

/** What a search was of: it goes on only with the same. */
export interface SearchOf {
  /** SHA-256 of `programme.json`. */
  readonly inputs: string;
  /** Whatever else makes it another search: the command's choices. */
  readonly choices: string;
}

interface SavedFile extends SearchOf {
  readonly gigasite: string;
  readonly done: readonly EndedStage[];
  /** Column values, base64 of doubles, and their SHA-256: a file that is damaged is no search. */
  readonly values: string;
  readonly sha256: string;
}

/**
 * Options of a plan's search that save it as it goes, and let it go on from where one was stopped when `resume` asks for that.
 * @param after what a re-plan follows: another last plan, or another day, makes it another search
 */
export function savedWith(
  { given, run, answer, search }: Pick<Job, "given" | "run" | "answer" | "search">,
  { resume = false, ladder = false, after = [] }: { readonly resume?: boolean; readonly ladder?: boolean; readonly after?: readonly string[] },
): Pick<PlannerOptions, "standing" | "onStanding"> {
  const of: SearchOf = { inputs: given.hash, choices: JSON.stringify([search.solver ?? "wasm", ladder, ...after]) };
  const standing = savedSearch(run.unfinished, of);
  if (standing && !resume) answer.say(`an unfinished search of this programme lies in ${run.folder}: plan --resume goes on from it; this one begins anew`);
  if (!standing && resume) answer.say(`${run.folder}: no unfinished search of this programme, as it stands now, lies here: this one begins anew`);
  return { ...(standing && resume ? { standing } : {}), onStanding: (better) => saveSearch(run.unfinished, of, better) };
}

/** Writes what a search has come to: beside, synced, renamed, so that a kill at any moment leaves the last one whole. */
export function saveSearch(path: string, { inputs, choices }: SearchOf, { done, values }: Standing): void {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const file: SavedFile = { gigasite: version(), inputs, choices, done, values: bytes.toString("base64"), sha256: sha256(bytes) };
  writeFileSync(`${path}.new`, JSON.stringify(file));
  sync(`${path}.new`);
  renameSync(`${path}.new`, path);
}

/** The search that was stopped; undefined where there is none, or it was of something else. */
export function savedSearch(path: string, of: SearchOf): Standing | undefined {
  if (!existsSync(path)) return undefined;
  const file = parsed(readFileSync(path, "utf8"));
  if (file?.gigasite !== version() || file.inputs !== of.inputs || file.choices !== of.choices) return undefined;
  const bytes = Buffer.from(file.values, "base64");
  if (sha256(bytes) !== file.sha256) return undefined;
  const values = new Float64Array(bytes.byteLength / 8);
  new Uint8Array(values.buffer).set(bytes);
  return { done: file.done.map(fromJson), values };
}

export function forgetSearch(path: string): void {
  for (const one of [path, `${path}.new`]) rmSync(one, { force: true });
}

/** JSON has no infinities: a stage without a solution has none to keep. */
function fromJson(stage: EndedStage): EndedStage {
  return { ...stage, reached: stage.reached ?? -Infinity, promised: stage.promised ?? -Infinity, least: stage.least ?? -Infinity };
}

function parsed(text: string): SavedFile | undefined {
  try {
    return JSON.parse(text) as SavedFile;
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
