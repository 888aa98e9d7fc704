// Which keys has a serving specification? Writes their tables into docs/serving.md between its marks; the text around them is written by hand.
// Run: node --import tsx scripts/docs/serving.ts

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { attributesOf } from "../../src/programme/attributes.ts";
import { servingSpec } from "../../src/simulate/serving/spec.ts";
import { table } from "./programme-file.ts";

const target = new URL("../../docs/serving.md", import.meta.url);
const marks = ["<!-- keys: written by scripts/docs/serving.ts from the schema, do not edit -->\n", "<!-- end of keys -->"] as const;

/** The page as it should stand: its own text with the tables of keys between the marks. */
export function page(text: string): string {
  const [before, rest] = text.split(marks[0]) as [string, string];
  return `${before}${marks[0]}${keys()}\n${marks[1]}${rest.split(marks[1])[1]!}`;
}

/** Keys that stand in a table of their own. */
const apart = ["models", "accelerators", "engines", "pool"] as const;

function keys(): string {
  // Of a choice between kinds the words of each kind are enough.
  const all = attributesOf(servingSpec)
    .filter(({ path }) => !path.endsWith(">"))
    .map((field) => (field.type === "undefined" ? { ...field, type: "map, one of the kinds below" } : field));
  const under = (key: string) => all.filter(({ path }) => path.startsWith(`${key}.`));
  // Pools are alike: one table for the three of them.
  const own = all.filter(({ path }) => ![...apart, "prefill", "decode"].some((key) => path.startsWith(`${key}.`)));
  return [
    "A quantity is a number with its unit; it may stand with its source, as in [the programme file](programme-file.md). `*` stands for an id, `<kind>` for one kind among several.",
    table(own, ""),
    "`pool`, `prefill` and `decode`:",
    table(under("pool"), "pool."),
    ...apart.slice(0, 3).flatMap((key) => [`\`${key}\`, each under its id; those of \`data/serving.yaml\` need not be said again:`, table(under(`${key}.*`), `${key}.*.`)]),
  ].join("\n\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, page(readFileSync(target, "utf8")));
