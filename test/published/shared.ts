// Where are the published cases? Data of others, read in place and never copied: a folder `shared` beside the checkout.

import { existsSync, readFileSync } from "node:fs";

const folder = new URL("../../../shared/data/planning/", import.meta.url);

/** Why a test of published cases cannot run here; `false` when it can, or must. */
export const skip: string | false =
  existsSync(folder) || process.env["GIGASITE_REQUIRE_ALL"] === "1" ? false : "the folder of published cases, ../shared/data/planning, is not on this machine";

/** The text of one of its files. */
export function published(path: string): string {
  return readFileSync(new URL(path, folder), "utf8");
}

/** A table without quotes, separated by commas or tabs: its rows as objects by heading. */
export function table(path: string): Record<string, string>[] {
  const [head = "", ...lines] = published(path)
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  const separator = head.includes("\t") ? "\t" : ",";
  const names = head.split(separator).map((name) => name.trim());
  return lines.map((line) => Object.fromEntries(line.split(separator).map((cell, at) => [names[at]!, cell.trim()])));
}
