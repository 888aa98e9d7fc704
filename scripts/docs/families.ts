// What does each rule of the model say? Writes docs/families from the statements in src/plan/families: one page a family, and the notation.
// Run: node --import tsx scripts/docs/families.ts

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rowLines } from "../../src/cli/screens/explain-model.ts";
import { type PlanningCase, planningCase } from "../../src/plan/case.ts";
import { draftOf } from "../../src/plan/draft.ts";
import { exclusions, families } from "../../src/plan/families/families.ts";
import type { Statement } from "../../src/plan/families/family.ts";
import { indexedIn, indices, notation, symbolsOf, written } from "../../src/plan/families/notation.ts";
import { caseOf } from "../../src/plan/fixture.ts";
import type { LinearModel } from "../../src/plan/lp/model.ts";
import { typicalRow, writtenRow } from "../../src/plan/written-row.ts";
import { rules } from "../../src/verify/rules/rules.ts";

const root = new URL("../../", import.meta.url);
const folder = new URL("docs/families/", root);
const generated = "<!-- Written by scripts/docs/families.ts from src/plan/families; do not edit. -->";

const areas: Readonly<Record<string, string>> = {
  site: "Sites",
  build: "Buildings",
  power: "Power",
  chip: "Racks",
  compute: "Compute",
  serve: "Serving",
  cloud: "Clouds",
  agreement: "Agreements",
  money: "Money",
};

interface Source {
  /** Said of the example: "programmes/neocloud.yaml". */
  readonly name: string;
  readonly study: PlanningCase;
  readonly model: LinearModel;
}

/** A programme whose rows are shown: first those that are shipped, then those of the tests, for rules that no shipped one asks for. */
const programmes: readonly (readonly [file: string, replace?: readonly [string, string], added?: string])[] = [
  ["programmes/neocloud.yaml"],
  ["programmes/stargate-2025-01.yaml"],
  ["test/programmes/finance.yaml"],
  ["test/programmes/power.yaml"],
  ["test/programmes/refresh.yaml"],
  [
    "test/programmes/power.yaml",
    ["agreements:\n", "agreements:\n  cap: { kind: power-cap, site: alpha, facility: 9 MW, from: 2026-07-01, until: 2026-12-31 }\n"],
    "with a power cap of 9 MW at alpha from 2026-07-01 to 2026-12-31",
  ],
];

/** Every page by its name in docs/families. */
export function pages(): ReadonlyMap<string, string> {
  const sources: Source[] = [];
  const sourceOf = (family: string): { readonly source: Source; readonly row: number } => {
    for (const [position, [file, replace, added]] of programmes.entries()) {
      sources[position] ??= read(file, replace, added);
      const row = typicalRow(sources[position].model, family);
      if (row !== undefined) return { source: sources[position], row };
    }
    throw new Error(`no programme has a row of ${family}`);
  };
  const out = new Map<string, string>([["README.md", index()]]);
  for (const family of families) out.set(pageOf(family), page(family, rowOf(sourceOf(family.family))));
  for (const rule of exclusions) out.set(pageOf(rule), page(rule, "It has no rows: what it forbids has no column in the model.\n"));
  return out;
}

function read(file: string, replace: readonly [string, string] | undefined, added: string | undefined): Source {
  const { programme, library } = caseOf(file, replace ? [replace] : []);
  const study = planningCase(programme, library);
  return { name: `\`${file}\`${added === undefined ? "" : ` ${added}`}`, study, model: draftOf(study).model };
}

function rowOf({ source: { name, study, model }, row }: { readonly source: Source; readonly row: number }): string {
  return `From ${name}:\n\`\`\`text\n${rowLines(writtenRow(study, model, row), "").join("\n")}\n\`\`\`\n`;
}

function page(rule: Statement, example: string): string {
  const formulas = rule.formula.map(({ states, each }) => `${states}${each === undefined ? "" : `\n    for each ${plain(each)}`}`);
  return `# ${rule.family}
${generated}

${rule.sentence}

\`\`\`text
${formulas.join("\n")}
\`\`\`

${symbolTable(symbolsOf(...rule.formula.flatMap(({ states, each = "" }) => [states, ...indexedIn(each)])))}

## What it means
${rule.meaning}

${relaxable(rule)}

## A row of it
${example}
A programme asks for it with ${rule.asks}.

## What it does not model
${rule.limits.map(({ text }) => `- ${text}`).join("\n")}

## Where it is checked
${checked(rule)}
- test: \`${testOf(rule)}\`

[All rules and the notation](README.md)
`;
}

function relaxable({ policy }: Statement): string {
  return policy
    ? "A person may relax it: where no plan keeps every rule, the plan says by how much it would have to give way."
    : "No one can relax it: it is physics, arithmetic or what a word means.";
}

function checked(rule: Statement): string {
  const own = rules.find(({ family }) => family === rule.family);
  if (own) return `- verifier: \`src/verify/rules/${file(rule.family)}.ts\`, from the sentence "${own.sentence}"`;
  const covering = rule.family === "agreement.power-cap" ? rules.find(({ family }) => family === "power.firm") : undefined;
  return covering
    ? `- verifier: \`src/verify/rules/power-firm.ts\`, from the sentence "${covering.sentence}"`
    : "- verifier: it has no rule of its own for this, because it computes these figures itself and compares them";
}

function testOf({ family }: Statement): string {
  const path = `src/plan/families/${file(family)}.test.ts`;
  if (!existsSync(new URL(path, root))) throw new Error(`${family} has no ${path}`);
  return path;
}

/** `agreement.take-or-pay` stands in take-or-pay.ts. */
function file(family: string): string {
  return family.replace(".", "-");
}

function symbolTable(names: readonly string[]): string {
  const rows = names.map((name) => {
    const { unit, meaning, from } = notation[name]!;
    const origin = "column" in from ? `column \`${from.column}\`` : "formula" in from ? `\`${from.formula}\`` : from.fields.map((field) => `\`${field}\``).join(", ");
    return `| \`${written(name)}\` | ${unit} | ${meaning} | ${origin} |`;
  });
  return ["| symbol | unit | what it is | where it comes from |", "|---|---|---|---|", ...rows].join("\n");
}

function index(): string {
  const all: readonly Statement[] = [...families, ...exclusions];
  const listed = Object.entries(areas).flatMap(([prefix, area]) => [
    "",
    `### ${area}`,
    "| rule | what it says | may be relaxed |",
    "|---|---|---|",
    ...all.filter(({ family }) => family.startsWith(`${prefix}.`)).map((rule) => `| [\`${rule.family}\`](${pageOf(rule)}) | ${rule.sentence} | ${rule.policy ? "yes" : "no"} |`),
  ]);
  return `# The rules of the model
${generated}

Every row of the linear programme belongs to one rule below and carries its name. \`gigasite plan FILE --explain-model\` tells the same for your own file: which rules have rows there, each with one row written out.

## Notation
Stocks are true at the end of quarter t; flows happen in it; halls and power arrive at a quarter's start. Inside the model money is in millions of dollars and compute in thousands of H100e. A sum runs over all that its index stands for; \`x\` multiplies.

| index | runs over |
|---|---|
${Object.entries(indices)
  .map(([name, what]) => `| \`${name}\` | ${what} |`)
  .join("\n")}

${symbolTable(Object.keys(notation))}

## Rules
${listed.join("\n").trimStart()}
`;
}

function pageOf({ family }: Statement): string {
  return `${file(family)}.md`;
}

/** Without the marks of a page: inside a block of text they would be seen. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true });
  const written = pages();
  for (const name of readdirSync(folder)) if (!written.has(name)) rmSync(new URL(name, folder));
  for (const [name, text] of written) writeFileSync(new URL(name, folder), text);
}
