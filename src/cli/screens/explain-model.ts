// How is the model of a programme told on a screen? Decisions, rules with one row each, objective, size, and what is left out.

import type { ExplainedRule, ModelExplained } from "../../plan/explain-model.ts";
import type { WrittenRow } from "../../plan/written-row.ts";
import { number, percent, table, wrap } from "../table.ts";
import { measureNames } from "./measure.ts";

const width = 116;

export function explainModelScreen(model: ModelExplained): string {
  const { programme, quarters, size } = model;
  return [
    `the model of ${programme}, ${quarters.from} to ${quarters.to} (${quarters.count} quarters)`,
    wrap(
      `${number(size.columns)} decisions, ${number(size.whole)} of them whole numbers, under ${number(size.rows)} rows with ${number(size.entries)} numbers in them. Nothing was solved and nothing written.`,
      "  ",
      width,
    ),
    "",
    "decisions",
    table(
      ["what", "columns", "whole", "unit"],
      model.decisions.map(({ what, columns, whole, unit }) => [what, number(columns), whole ? "yes" : "no", unit === "" ? "0 or 1" : unit]),
    ),
    "",
    "rules (symbols: docs/families/README.md; the rules marked * a person may relax)",
    ...model.rules.flatMap(ruleLines),
    ...(model.exclusions.length === 0
      ? []
      : ["", "rules kept by leaving decisions out", ...model.exclusions.map(({ family, sentence }) => wrap(`${family}: ${sentence}`, "  ", width))]),
    ...(model.absent.length === 0
      ? []
      : ["", "rules without a row, for want of what they need", ...model.absent.map(({ family, asks }) => wrap(`${family}: ${asks}`, "  ", width))]),
    "",
    ...objectiveLines(model),
    "",
    "what the model leaves out, of what this file touches",
    ...model.limits.map(({ family, text }) => wrap(`${family}: ${text}`, "  ", width)),
  ].join("\n");
}

function ruleLines({ family, policy, rows, sentence, meaning, formula, example }: ExplainedRule): string[] {
  return [
    "",
    `  ${family}${policy ? " *" : ""}, ${rows === 1 ? "one row" : `${number(rows)} rows`}`,
    wrap(sentence, "    ", width),
    wrap(meaning, "    ", width),
    ...formula.map(({ states, each }) => wrap(`${states}${each === undefined ? "" : ` (for each ${each})`}`, "      ", width)),
    ...rowLines(example, "    "),
  ];
}

/** A row over several lines, each term on its own. */
export function rowLines({ row, left, sense, right }: WrittenRow, indent: string): string[] {
  const side = (terms: readonly string[], opening: string) => terms.map((term, position) => `${indent}  ${(position === 0 ? opening : "+").padStart(2)} ${term}`);
  return [`${indent}here, ${row}:`, ...side(left, ""), ...side(right, sense)];
}

function objectiveLines({ objective: { kind, sentence, stages, parts } }: ModelExplained): string[] {
  return [
    `objective: ${kind}`,
    wrap(sentence, "  ", width),
    table(
      ["stage", "unit", "better", "may be given away later"],
      stages.map(({ measure, unit, better, kept }, position) => [`${position + 1} ${measureNames[measure]}`, unit, better, position === stages.length - 1 ? "" : percent(kept)]),
    ),
    "  parts of the worth, discounted USD; the cost is all of them but the first",
    ...parts.map(({ name, what, decisions, example }) =>
      wrap(example === null ? `${name}: ${what}; no decision moves it here` : `${name}: ${what}; ${number(decisions)} terms, the first ${example}`, "    ", width),
    ),
  ];
}
