// A programme file from the disk for the planner's tests.

import { readFileSync } from "node:fs";
import { load } from "../programme/load.ts";
import { type Library, openLibrary } from "../programme/library.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";

const root = new URL("../../", import.meta.url);

/** Loads a file of the checkout, with lines of it replaced. */
export function caseOf(file: string, replace: readonly (readonly [string, string])[] = []): ResolvedProgramme & { readonly library: Library } {
  const read = (path: string): string | undefined => {
    try {
      return readFileSync(new URL(path, root), "utf8");
    } catch {
      return undefined;
    }
  };
  const text = replace.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`${file} has no ${from}`);
    return all.replaceAll(from, to);
  }, read(file)!);
  const loaded = load(file, (path) => (path === file ? text : read(path)), read("data/catalogue.yaml")!);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ position, path, message }) => `${file}:${position.line}: ${path}: ${message}`).join("\n"));
  return { programme: loaded.programme, figures: loaded.figures, library: openLibrary((name) => read(`data/${name}`)) };
}
