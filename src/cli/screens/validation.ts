// How do published figures stand beside ours, for a reader?

import type { ComparedFigure, Sensitivity, ValidatedRow } from "../../validate/case.ts";
import type { Validation } from "../../validate/validate.ts";
import { table, wrap } from "../table.ts";

/** The table, what was not run and why, and whether the outcome is news. */
export function validationScreen({ rows, newMisses, passingKnown, counts }: Validation): string {
  const ran = rows.filter(({ verdict }) => verdict !== "not run");
  // A row's name stands over its figures, so that the first column is text to the left and the others are numbers to the right.
  const lines = ran.flatMap((row) => [
    [`${row.id}: ${row.verdict}, ${row.kind}`],
    ...row.figures.flatMap((figure) => {
      const name = wrap(figure.name, "  ", nameWidth).split("\n");
      return name.map((part, at) => [part, ...(at === name.length - 1 ? cells(figure) : [])]);
    }),
  ]);
  const parts = [
    lines.length === 0 ? "" : table(["figure", "published", "ours", "difference", "tolerance"], lines),
    section(
      "Not run, and never counted as passed:",
      rows.flatMap(({ id, title, needs }) => (needs === undefined ? [] : [`${id}: ${title}; needs ${needs}`])),
    ),
    section(
      "Beside the rows:",
      rows.flatMap(({ id, note }) => (note === undefined ? [] : [`${id}: ${note}`])),
    ),
    `${counts.pass} pass, ${counts.miss} miss, ${counts["not run"]} not run.`,
    section("These miss and are not on the list of known misses:", newMisses),
    section("These are on the list of known misses and pass: take them off it:", passingKnown),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** How much single rows hang on their inputs: shown when few are asked for. */
export function sensitivityScreen(rows: readonly ValidatedRow[]): string {
  return rows.flatMap(({ id, title, sensitivity }) => (sensitivity === undefined ? [] : [`${id}: ${title}\n${sensitivityTable(sensitivity)}`])).join("\n\n");
}

/** Published, ours, difference in per cent where that has a meaning, tolerance. */
function cells({ published, ours, unit, difference, tolerance }: ComparedFigure): readonly string[] {
  // More than tenfold is a distance to an edge, not an error.
  const relative = Math.abs(difference) >= 10 * Math.abs(published) ? short(difference) : `${difference >= 0 ? "+" : ""}${((difference / Math.abs(published)) * 100).toFixed(1)} %`;
  return [`${short(published)} ${unit}`, short(ours), relative, tolerance];
}

/** Longest part of a figure's name on one line. */
const nameWidth = 52;

/** A number in four digits, with thousands separated. */
function short(value: number): string {
  return Number(value.toPrecision(4)).toLocaleString("en-US", { maximumFractionDigits: 6 });
}

function section(head: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [head, ...lines.map((line) => `  ${line}`)].join("\n");
}

function sensitivityTable(lines: readonly Sensitivity[]): string {
  const head = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const shown = (value: number | string | undefined): string => (typeof value === "number" ? short(value) : (value ?? ""));
  return table(
    head,
    lines.map((line) => head.map((name) => shown(line[name]))),
  );
}
