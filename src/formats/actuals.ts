// What happened, from a table? One figure a row: site, quarter, measure, value, unit, source.

import { type Actual, actualMeasures, faultsOf, measureOf } from "../programme/actuals.ts";
import type { Programme } from "../programme/programme.ts";
import type { Problem } from "../programme/tree.ts";
import { parseQuarter } from "../units/calendar.ts";
import type { Cell, TableText } from "./rows.ts";

const columns = ["site", "quarter", "measure", "value", "unit", "source"] as const;
type Column = (typeof columns)[number];

/**
 * Reads the figures of a table for a programme. Columns in any order, others ignored; every row needs all six.
 * @returns the figures, or every problem of the table at once with its place
 */
export function readActuals({ file, rows }: TableText, programme: Programme): { readonly actuals: readonly Actual[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const actuals: Actual[] = [];
  const bad = (cell: Pick<Cell, "line" | "column">, path: string, message: string) =>
    problems.push({ code: "value.kind", position: { file, line: cell.line, column: cell.column }, path, message });
  const [head, ...body] = rows;
  const names = (head ?? []).map(({ text }) => text.toLowerCase());
  for (const name of columns)
    if (!names.includes(name)) bad(head?.[0] ?? { line: 1, column: 1 }, name, `expected a column ${name} in the first row, got ${names.join(", ") || "nothing"}`);
  if (problems.length > 0) return { actuals, problems };
  const seen = new Map<string, number>();
  for (const row of body) {
    const before = problems.length;
    const cell = (name: Column): Cell => row[names.indexOf(name)] ?? { text: "", line: row[0]!.line, column: row.at(-1)!.column + row.at(-1)!.text.length };
    // A row of the template that nobody filled in.
    if (["quarter", "value", "source"].every((name) => cell(name as Column).text === "")) continue;
    const site = cell("site").text;
    const quarter = parseQuarter(cell("quarter").text);
    if (!quarter) bad(cell("quarter"), "quarter", `expected a quarter such as 2026-Q2, got "${cell("quarter").text}"`);
    const { text } = cell("value");
    const value = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN;
    if (!(value >= 0)) bad(cell("value"), "value", `expected a number of 0 or more without a unit, got "${text}"`);
    for (const { column, message } of faultsOf({ site, measure: cell("measure").text, value, unit: cell("unit").text }, programme)) bad(cell(column), column, message);
    if (cell("source").text === "") bad(cell("source"), "source", "expected who says so, and when");
    const key = [site, quarter, cell("measure").text].join(" ");
    if (seen.has(key)) bad(cell("site"), "site", `${key} stands in line ${seen.get(key)} already`);
    seen.set(key, row[0]!.line);
    if (problems.length === before) actuals.push({ site, quarter: quarter!, measure: cell("measure").text, value, source: cell("source").text });
  }
  problems.sort((one, other) => one.position.line - other.position.line || one.position.column - other.position.column);
  return { actuals: problems.length === 0 ? inOrder(actuals, problems, file) : [], problems };
}

/** By site, measure and quarter. Racks are a stock that no quarter takes away from. */
function inOrder(actuals: readonly Actual[], problems: Problem[], file: string): Actual[] {
  const key = ({ site, measure, quarter }: Actual) => `${site} ${measure} ${quarter}`;
  const sorted = actuals.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  for (const [index, { site, measure, quarter, value }] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before && before.site === site && before.measure === measure && measure.startsWith("racks:") && value < before.value)
      problems.push({
        code: "value.kind",
        position: { file, line: 1, column: 1 },
        path: "value",
        message: `${site} has ${value} of ${measure} in ${quarter}, fewer than the ${before.value} of ${before.quarter}: expected racks delivered up to the quarter's end`,
      });
  }
  return sorted;
}

/** A table to fill in: notes, and a row for every site and for what the programme has at it. */
export function actualsTemplate(programme: Programme): { readonly notes: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const kinds = (site: Programme["sites"][string]) => [
    ...(["energized-mw", "it-ready-mw", "running-mw", "spend-to-date-usd"] as const),
    ...Object.keys(site.buildings).map((id) => `starts:${id}`),
    ...Object.entries(programme.catalogue.accelerators).flatMap(([id, { supply }]) => (Object.keys(supply ?? {}).length > 0 ? [`racks:${id}`] : [])),
  ];
  return {
    notes: [
      ...Object.entries(actualMeasures).map(([name, { unit, says }]) => `${name}${name.endsWith(":") ? "ID" : ""}, ${unit}: ${says}`),
      "Rows in which quarter, value and source are empty are left out. A site with any starts: (or racks:) had no others before the as-of quarter.",
    ],
    rows: [
      columns,
      ...Object.entries(programme.sites).flatMap(([id, site]) => kinds(site).map((measure) => [id, "", measure, "", actualMeasures[measureOf(measure)!.name].unit, ""])),
    ],
  };
}

/** The table as a CSV, its notes in front. */
export function actualsCsv({ notes, rows }: ReturnType<typeof actualsTemplate>): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${[...notes.map((note) => `# ${note}`), ...rows.map((row) => row.map(cell).join(","))].join("\n")}\n`;
}
