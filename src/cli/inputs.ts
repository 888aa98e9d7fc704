// What does a command work on? A programme file with its overrides, or what stands in a run folder; and the package's data, each file read noted with its hash.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { stringify, parse } from "yaml";
import { weatherReaders } from "../formats/weather.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";
import { type Library, openLibrary } from "../programme/library.ts";
import { load } from "../programme/load.ts";
import { jsonText, parseJson } from "./json-text.ts";
import { packaged } from "./package.ts";
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

/** The case of a programme file, with `--set path=value` laid over it. @throws Stop 2 with every problem */
export function caseOfFile(file: string, sets: readonly string[]): Case {
  const hashes = new Map<string, string>();
  const overrides = sets.length > 0 ? "--set" : undefined;
  const read = (path: string): string | undefined => {
    if (path === overrides) return overriding(file, sets);
    const text = readText(path);
    if (text !== undefined) hashes.set(basename(path), sha256(text));
    return text;
  };
  if (!existsSync(file)) throw new Stop(2, `${file}: there is no such file`);
  if (statSync(file).isDirectory()) throw new Stop(2, `${file}: expected a programme file, found a folder`);
  const catalogue = readFileSync(packaged("data/catalogue.yaml"), "utf8");
  hashes.set("data/catalogue.yaml", sha256(catalogue));
  const loaded = load(overrides ?? file, read, catalogue);
  if (!loaded.ok) throw Stop.problems(loaded.problems);
  const resolved = { programme: loaded.programme, figures: loaded.figures };
  const text = jsonText(resolved);
  return { name: basename(file, extname(file)), file, resolved, library: libraryOf(dirname(file), hashes), text, hash: sha256(text), hashes };
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

/** A programme file that extends `file` and sets one value a path. */
function overriding(file: string, sets: readonly string[]): string {
  const tree: Record<string, unknown> = {};
  for (const set of sets) {
    const equals = set.indexOf("=");
    const path = set.slice(0, equals).split(".");
    let at = tree;
    for (const key of path.slice(0, -1)) {
      const next = Object.hasOwn(at, key) ? at[key] : undefined;
      at = (typeof next === "object" && next !== null ? next : (at[key] = Object.create(null))) as Record<string, unknown>;
    }
    at[path.at(-1)!] = valueOf(set.slice(equals + 1));
  }
  return stringify({ extends: file, ...tree });
}

function valueOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
