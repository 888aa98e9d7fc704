// What stands in a table of text? Rows of cells that know their place, from a CSV or a sheet.

import type { Day } from "../units/brand.ts";
import { quarterOfDay } from "../units/calendar.ts";
import type { CellValue, Table } from "./spreadsheet-read.ts";

/** A cell's text and where it stands, both from 1. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export interface TableText {
  readonly file: string;
  /** Without empty rows; the first holds the names of the columns. */
  readonly rows: readonly (readonly Cell[])[];
}

/** Cells of a sheet as text; dates become quarters. Rows whose first cell begins with # are left out, as in a CSV. */
export function sheetTable(file: string, { rows }: Pick<Table, "rows">): TableText {
  const text = (value: CellValue) => (value === null ? "" : value instanceof Date ? quarterOfDay(value.toISOString().slice(0, 10) as Day) : String(value).trim());
  const cells = rows.map((row, line) => row.map((value, column): Cell => ({ text: text(value), line: line + 1, column: column + 1 })));
  return { file, rows: cells.filter((row) => row.some((cell) => cell.text !== "") && !row[0]!.text.startsWith("#")) };
}

/** Reads a CSV as RFC 4180 has it: quoted cells may hold commas, line ends and doubled quotes. Lines that begin with # are left out. */
export function csvTable(file: string, text: string): TableText {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  const newLine = () => {
    line += 1;
    lineStart = at;
  };
  while (at < text.length) {
    if (row.length === 0 && text[at] === "#") {
      const end = text.indexOf("\n", at);
      at = end === -1 ? text.length : end + 1;
      newLine();
      continue;
    }
    const place = { line, column: at - lineStart + 1 };
    let cell = "";
    if (text[at] === '"') {
      at += 1;
      while (at < text.length && !(text[at] === '"' && text[at + 1] !== '"')) {
        if (text[at] === '"') at += 1;
        cell += text[at];
        at += 1;
        if (text[at - 1] === "\n") newLine();
      }
      at += 1;
    }
    while (at < text.length && text[at] !== "," && text[at] !== "\n") {
      cell += text[at];
      at += 1;
    }
    row.push({ ...place, text: cell.trim() });
    const end = at >= text.length || text[at] === "\n";
    at += 1;
    if (!end && at < text.length) continue;
    if (row.some((one) => one.text !== "")) rows.push(row);
    row = [];
    newLine();
  }
  return { file, rows };
}
