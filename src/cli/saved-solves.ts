// How does a stopped search of many scenarios lose nothing? The answer of every solve that ended lies in `.partial/` of the run folder; the same search asks the same again.

import { createHash, type Hash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { LinearModel } from "../plan/lp/model.ts";
import type { Solution, SolveOptions } from "../plan/lp/solver.ts";
import type { Remember } from "../plan/scenarios/pool.ts";
import { sync } from "../record/durable.ts";
import type { Job } from "./job.ts";
import { version } from "./package.ts";

/** Takes over what a stopped search solved, when `resume` asks for that, and keeps what this one solves. Each solve starts from a freshly loaded model, so the same question has the same answer. */
export function savedSolves({ run, answer, search }: Pick<Job, "run" | "answer" | "search">, { resume = false }: { readonly resume?: boolean }): Remember {
  const folder = run.unfinishedSolves;
  const there = existsSync(folder);
  if (there && !resume) answer.say(`an unfinished search of scenarios lies in ${run.folder}: plan --resume goes on from it; this one begins anew`);
  if (!there && resume) answer.say(`${run.folder}: no unfinished search of scenarios lies here: this one begins anew`);
  if (!resume) forgetSolves(folder);
  return async (model, options, solve) => {
    const path = join(folder, `${questionOf(model, options, search.solver ?? "wasm")}.bin`);
    const known = existsSync(path) ? answerIn(readFileSync(path)) : undefined;
    if (known) return known;
    const solution = await solve();
    // What a stop or the clock ended is asked again.
    if (solution.status !== "interrupted" && !solution.stoppedByClock) keep(path, solution);
    return solution;
  };
}

export function forgetSolves(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** SHA-256 of everything that an answer depends on. */
function questionOf(
  { columns, cost, offset, lower, upper, integer, rowLower, rowUpper, starts, indices, values }: LinearModel,
  { limits, start }: SolveOptions,
  solver: string,
): string {
  const hash = createHash("sha256").update(JSON.stringify([version(), solver, columns.length, offset, limits]));
  for (const list of [cost, lower, upper, integer, rowLower, rowUpper, starts, indices, values, ...(start ? [start.indices, start.values] : [])]) update(hash, list);
  return hash.digest("hex");
}

function update(hash: Hash, list: Float64Array | Int32Array | Uint8Array): void {
  hash.update(`${list.length};`).update(new Uint8Array(list.buffer, list.byteOffset, list.byteLength));
}

/** Beside, synced, renamed; with the hash of its bytes, so that half a file is no answer. */
function keep(path: string, solution: Solution): void {
  const bytes = serialize(solution);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, Buffer.concat([createHash("sha256").update(bytes).digest(), bytes]));
  sync(`${path}.new`);
  renameSync(`${path}.new`, path);
}

const hashBytes = 32;

function answerIn(file: Buffer): Solution | undefined {
  const bytes = file.subarray(hashBytes);
  if (!createHash("sha256").update(bytes).digest().equals(file.subarray(0, hashBytes))) return undefined;
  return deserialize(bytes) as Solution;
}
