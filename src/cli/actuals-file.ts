// What happened, from a file beside the programme? A CSV or an XLSX with site, quarter, measure, value, unit, source.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { actualsCsv, actualsTemplate, readActuals } from "../formats/actuals.ts";
import { csvTable, sheetTable, type TableText } from "../formats/rows.ts";
import type { Actual } from "../programme/actuals.ts";
import type { Problem } from "../programme/tree.ts";
import { columnName } from "../units/column-name.ts";
import { type Case, readText } from "./inputs.ts";
import { badInput, problemDocument } from "./problems.ts";
import { Stop } from "./stop.ts";

/** @throws Stop 2 with every problem of the file: of a CSV with line and column, of an XLSX with sheet and cell */
export async function actualsOf(path: string, { resolved }: Case): Promise<readonly Actual[]> {
  if (!existsSync(path)) throw new Stop(2, `${path}: there is no such file`);
  const sheet = isXlsx(path) ? await sheetOf(path) : undefined;
  const { actuals, problems } = readActuals(sheet?.table ?? csvOf(path), resolved.programme);
  if (problems.length > 0) throw sheet ? badCells(path, sheet.name, problems) : badInput(problems);
  return actuals;
}

/** Writes an empty table to fill in. */
export async function writeActualsTemplate(path: string, { resolved }: Case): Promise<void> {
  const template = actualsTemplate(resolved.programme);
  if (!isXlsx(path)) return writeFileSync(path, actualsCsv(template), { flag: "wx" });
  const { tablesXlsx } = await import("../formats/workbook-xlsx.ts");
  const sheets = [
    { name: sheetName, rows: template.rows },
    { name: "Read me", rows: [["what goes where"], ...template.notes.map((note) => [note])] },
  ];
  writeFileSync(path, await tablesXlsx(sheets), { flag: "wx" });
}

const sheetName = "Actuals";

function isXlsx(path: string): boolean {
  return extname(path).toLowerCase() === ".xlsx";
}

function csvOf(path: string): TableText {
  const text = readText(path);
  if (text === undefined) throw new Stop(2, `${path}: it cannot be read`);
  return csvTable(path, text);
}

/** The sheet called Actuals, or the only one. */
async function sheetOf(path: string): Promise<{ readonly name: string; readonly table: TableText }> {
  const { xlsxTables } = await import("../formats/xlsx-read.ts");
  const tables = await xlsxTables(readFileSync(path)).catch((error: Error) => {
    throw new Stop(2, `${path}: expected an XLSX workbook: ${error.message}`);
  });
  const found = tables.find(({ sheet }) => sheet.trim().toLowerCase() === sheetName.toLowerCase()) ?? (tables.length === 1 ? tables[0] : undefined);
  if (!found) throw new Stop(2, `${path}: expected a sheet ${sheetName}, found ${tables.map(({ sheet }) => sheet).join(", ") || "none"}`);
  return { name: found.sheet, table: sheetTable(path, found) };
}

function badCells(path: string, sheet: string, problems: readonly Problem[]): Stop {
  const cellOf = ({ position: { line, column } }: Problem) => `${sheet}!${columnName(column - 1)}${line}`;
  return new Stop(2, problems.map((problem) => `${path}:${cellOf(problem)}: ${problem.path}: ${problem.message}`).join("\n"), {
    message: problems.length === 1 ? "1 problem in the input" : `${problems.length} problems in the input`,
    problems: problems.map((problem) => ({ ...problemDocument(problem), cell: cellOf(problem) })),
  });
}
