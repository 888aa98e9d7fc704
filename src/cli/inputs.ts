// What does a command work on? A programme file with its overrides, or what stands in a run folder; and the package's data, each file read noted with its hash.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { weatherReaders } from "../formats/weather.ts";
import { check, problemLine } from "../programme/check.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";
import { type Library, openLibrary } from "../programme/library.ts";
import { jsonText, parseJson } from "./json-text.ts";
import type { Problem } from "../programme/tree.ts";
import { packaged } from "./package.ts";
import { badInput } from "./problems.ts";
import { Stop } from "./stop.ts";

/** A resolved programme with everything that its run depends on. */
export interface Case {
  /** The programme file's name without its extension: the run's name. */
  readonly name: string;
  readonly file: string;
  readonly resolved: ResolvedProgramme;
  readonly library: Library;
  /** What `programme.json` holds, and its SHA-256. */
  readonly text: string;
  readonly hash: string;
  /** SHA-256 of each file that was read, by name. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** Text of a file; undefined when there is none that can be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What checking a programme file found: its case when there is no problem, and what is possible but strange. */
export interface Found {
  readonly given: Case;
  readonly warnings: readonly Problem[];
}

/** The case of a programme file, with each `path=value` laid over it. @throws Stop 2 with every problem */
export function caseOfFile(file: string, settings: readonly string[]): Case {
  return checkFile(file, settings).given;
}

/** The same with its warnings. @throws Stop 2 with every problem */
export function checkFile(file: string, settings: readonly string[]): Found {
  if (!existsSync(file)) throw new Stop(2, `${file}: there is no such file`);
  if (statSync(file).isDirectory()) throw new Stop(2, `${file}: expected a programme file, found a folder`);
  const hashes = new Map<string, string>();
  const read = (path: string): string | undefined => {
    const text = readText(path);
    if (text !== undefined) hashes.set(basename(path), sha256(text));
    return text;
  };
  const catalogue = readFileSync(packaged("data/catalogue.yaml"), "utf8");
  hashes.set("data/catalogue.yaml", sha256(catalogue));
  const { resolved, problems, warnings } = check(file, read, catalogue, { settings, tables: { climate: tables("climate"), prices: tables("prices"), carbon: tables("carbon") } });
  if (resolved === undefined) throw badInput(problems);
  const text = jsonText(resolved);
  const given = { name: basename(file, extname(file)), file, resolved, library: libraryOf(dirname(file), hashes), text, hash: sha256(text), hashes };
  return { given, warnings };
}

/** Every problem of a text as if it stood in `file`, which need not exist. */
export function checkText(file: string, text: string): readonly { readonly path: string; readonly message: string; readonly line: string }[] {
  const catalogue = readFileSync(packaged("data/catalogue.yaml"), "utf8");
  const { problems } = check(file, (path) => (path === file ? text : readText(path)), catalogue, {
    tables: { climate: tables("climate"), prices: tables("prices"), carbon: tables("carbon") },
  });
  return problems.map((problem) => ({ path: problem.path, message: problem.message, line: problemLine(problem) }));
}

/** Ids of the package's tables of a kind. */
function tables(kind: "climate" | "prices" | "carbon"): string[] {
  const names = readdirSync(packaged(`data/${kind}`)).filter((name) => name.endsWith(".json"));
  return names
    .map((name) => name.slice(0, -".json".length))
    .filter((id) => id !== "factors")
    .toSorted();
}

/** The case that a run folder was made from. @throws Stop 2 when the folder has no programme.json */
export function caseOfFolder(folder: string): Case {
  const text = readText(join(folder, "programme.json"));
  if (text === undefined) throw new Stop(2, `${folder}: no run stands here: it has no programme.json`);
  const resolved = parseJson<ResolvedProgramme>(join(folder, "programme.json"), text);
  if (typeof resolved?.programme !== "object" || typeof resolved.figures !== "object")
    throw new Stop(2, `${join(folder, "programme.json")}: expected { programme, figures } as gigasite writes it`);
  const hashes = new Map<string, string>();
  const file = readText(join(folder, "run.json"));
  const source = file === undefined ? undefined : (parseJson<{ file?: string }>(join(folder, "run.json"), file).file ?? undefined);
  return { name: basename(resolve(folder)), file: source ?? folder, resolved, library: libraryOf(source ? dirname(source) : folder, hashes), text, hash: sha256(text), hashes };
}

/** The package's tables; a weather file of the programme's own is looked for beside the programme. */
function libraryOf(beside: string, hashes: Map<string, string>): Library {
  return openLibrary((name) => {
    const text = readText(packaged(join("data", name))) ?? readText(resolve(beside, name));
    if (text !== undefined) hashes.set(`data/${name}`, sha256(text));
    return text;
  }, weatherReaders);
}
