// How do a run's artefacts stay whole? New ones are staged beside the old ones, synced, and put in place by a swap that the next command finishes if this one cannot.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { alive, sync, syncTree } from "../record/durable.ts";
import { parseJson } from "./json-text.ts";
import { Stop } from "./stop.ts";

export const artefacts = [
  "programme.json",
  "plan.json",
  "replan.json",
  "pareto.json",
  "alternatives.json",
  "tornado.json",
  "scenarios.json",
  "sweep.json",
  "sweep",
  "calibration.json",
  "certificate.json",
  "record",
  "statements",
  "report.html",
  "export",
  "run.json",
] as const;
export type Artefact = (typeof artefacts)[number];

/** What was made from a plan. */
const ofPlan = [
  "replan.json",
  "pareto.json",
  "alternatives.json",
  "tornado.json",
  "scenarios.json",
  "sweep.json",
  "sweep",
  "calibration.json",
  "certificate.json",
  "record",
  "statements",
  "report.html",
  "export",
] as const satisfies readonly Artefact[];

/** What was made from an artefact, and says nothing true any more once that one is replaced. */
const derived: Readonly<Record<Artefact, readonly Artefact[]>> = {
  "programme.json": ["plan.json", ...ofPlan],
  "plan.json": ofPlan,
  "replan.json": ["report.html"],
  "pareto.json": ["report.html"],
  "alternatives.json": ["report.html"],
  "tornado.json": ["report.html"],
  "scenarios.json": ["report.html"],
  "sweep.json": [],
  sweep: [],
  "calibration.json": [],
  "certificate.json": ["report.html"],
  record: ["statements", "report.html"],
  statements: ["report.html"],
  "report.html": [],
  export: [],
  "run.json": [],
};

interface Swap {
  readonly put: readonly Artefact[];
  readonly drop: readonly Artefact[];
}

/** A run folder open for writing. */
export interface RunFolder {
  readonly folder: string;
  /** Path at which the new version of an artefact is to be written; nothing is in place before `commit`. */
  stage(artefact: Artefact): string;
  stageText(artefact: Artefact, text: string): void;
  /** Whether an artefact will stand after `commit`: staged now, or standing and not derived from one that changes. */
  will(artefact: Artefact): boolean;
  /** Path of the staged artefact or, where none is staged, of the standing one. */
  path(artefact: Artefact): string;
  /** Puts everything staged in place and removes what was derived from what it replaces. */
  commit(): void;
  /** Path of unfinished work that outlives the command that was stopped; whoever finishes it removes it. */
  readonly unfinished: string;
  /** The same for the futures of a sweep. */
  readonly unfinishedSweep: string;
  /** The same for what was solved of a plan for many scenarios: a folder. */
  readonly unfinishedSolves: string;
  /** Forgets what was staged and not committed; unfinished work stays. */
  close(): void;
}

/** Opens a run folder for writing, made if need be; one process at a time. @throws Stop 3 while another process writes there */
export function openRunFolder(folder: string): RunFolder {
  const made = mkdirSync(folder, { recursive: true });
  const partial = join(folder, ".partial");
  mkdirSync(partial, { recursive: true });
  lock(partial, folder);
  finishSwap(folder);
  const next = join(partial, "next");
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next);
  const unfinished = join(partial, "search.json");
  const unfinishedSweep = join(partial, "futures.jsonl");
  const unfinishedSolves = join(partial, "solves");
  const staged = new Set<Artefact>();
  const at = (artefact: Artefact): string => join(folder, artefact);
  const changed = (): Artefact[] => [...staged].filter((artefact) => !same(join(next, artefact), at(artefact)));
  const drops = (): Artefact[] => {
    const gone = new Set(changed().flatMap((artefact) => derived[artefact]));
    return artefacts.filter((artefact) => gone.has(artefact) && !staged.has(artefact) && existsSync(at(artefact)));
  };
  const stage = (artefact: Artefact): string => {
    staged.add(artefact);
    return join(next, artefact);
  };
  return {
    folder,
    stage,
    stageText: (artefact, text) => writeFileSync(stage(artefact), text),
    will: (artefact) => staged.has(artefact) || (existsSync(at(artefact)) && !drops().includes(artefact)),
    path: (artefact) => (staged.has(artefact) ? join(next, artefact) : at(artefact)),
    commit() {
      const put = changed();
      for (const artefact of put) syncTree(join(next, artefact));
      sync(next);
      if (put.length > 0) {
        const swap: Swap = { put, drop: drops() };
        const plan = join(partial, "swap.json");
        writeFileSync(`${plan}.new`, JSON.stringify(swap));
        syncTree(`${plan}.new`);
        renameSync(`${plan}.new`, plan);
        sync(partial);
        apply(folder, swap);
      }
      staged.clear();
    },
    unfinished,
    unfinishedSweep,
    unfinishedSolves,
    close() {
      if ([unfinished, unfinishedSweep, unfinishedSolves].some((path) => existsSync(path)))
        for (const name of ["next", "gone", "lock"]) rmSync(join(partial, name), { recursive: true, force: true });
      else rmSync(partial, { recursive: true, force: true });
      if (made !== undefined) removeEmpty(resolve(folder), resolve(made));
    },
  };
}

/** Removes a folder that nothing was written to, and those above it that were made for it. */
function removeEmpty(folder: string, upTo: string): void {
  if (readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  if (folder !== upTo) removeEmpty(dirname(folder), upTo);
}

/** Finishes a swap that a killed command left half done; does nothing where none is, or where its command still runs. */
export function finishSwap(folder: string): void {
  const plan = join(folder, ".partial", "swap.json");
  const owner = ownerOf(join(folder, ".partial", "lock"));
  if (existsSync(plan) && (owner === process.pid || !alive(owner))) apply(folder, parseJson<Swap>(plan, readFileSync(plan, "utf8")));
}

function ownerOf(lock: string): number {
  return existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
}

/** Every step may be done again: what is staged no more is already in place. */
function apply(folder: string, { put, drop }: Swap): void {
  const partial = join(folder, ".partial");
  const gone = join(partial, "gone");
  rmSync(gone, { recursive: true, force: true });
  mkdirSync(gone);
  const putAway = (artefact: Artefact): void => {
    if (existsSync(join(folder, artefact))) renameSync(join(folder, artefact), join(gone, artefact));
  };
  for (const artefact of drop) putAway(artefact);
  for (const artefact of put) {
    const from = join(partial, "next", artefact);
    if (!existsSync(from)) continue;
    if (statSync(from).isDirectory()) putAway(artefact);
    renameSync(from, join(folder, artefact));
  }
  sync(folder);
  unlinkSync(join(partial, "swap.json"));
  rmSync(gone, { recursive: true, force: true });
}

function lock(partial: string, folder: string): void {
  const path = join(partial, "lock");
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const owner = ownerOf(path);
    if (owner !== process.pid && alive(owner)) throw new Stop(3, `${folder}: process ${owner} is writing here; wait for it, or choose another folder with -o`);
    writeFileSync(path, String(process.pid));
  }
}

/** Whether two files, or two folders with all that is in them, hold the same bytes. */
function same(one: string, other: string): boolean {
  if (!existsSync(one) || !existsSync(other)) return false;
  const folder = statSync(one).isDirectory();
  if (folder !== statSync(other).isDirectory()) return false;
  if (!folder) return readFileSync(one).equals(readFileSync(other));
  const names = readdirSync(one).toSorted();
  const others = readdirSync(other).toSorted();
  return names.length === others.length && names.every((name, index) => name === others[index] && same(join(one, name), join(other, name)));
}

/** Run folder of a PLAN or RECORD operand: the folder itself, or the one that holds its plan.json or record/. @throws Stop 2 when there is none */
export function runFolderOf(operand: string): string {
  if (!existsSync(operand)) throw new Stop(2, `${operand}: there is no such file or folder`);
  if (!statSync(operand).isDirectory()) return dirname(operand);
  const inside = existsSync(join(operand, "summary.json")) && !existsSync(join(operand, "programme.json"));
  return inside ? dirname(operand) : operand;
}
