// A programme's text through the real loader, with its library.

import { readFileSync } from "node:fs";
import { type Library, openLibrary } from "../../src/programme/library.ts";
import { load } from "../../src/programme/load.ts";
import type { ResolvedProgramme } from "../../src/programme/programme.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string): string | undefined => {
  try {
    return readFileSync(new URL(path, root), "utf8");
  } catch {
    return undefined;
  }
};
const catalogue = read("data/catalogue.yaml")!;
const library = openLibrary((name) => read(`data/${name}`));

/** Loads a text, with lines of it replaced; a problem of the file, or a line that is not there, is an error. */
export function loaded(text: string, replace: readonly (readonly [string, string])[] = []): ResolvedProgramme & { readonly library: Library } {
  const written = replace.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`the text has no ${from}`);
    return all.replaceAll(from, to);
  }, text);
  const result = load("proof.yaml", (path) => (path === "proof.yaml" ? written : read(path)), catalogue);
  if (!result.ok) throw new Error(result.problems.map(({ position, path, message }) => `${position.line}:${position.column}: ${path}: ${message}`).join("\n"));
  return { programme: result.programme, figures: result.figures, library };
}
