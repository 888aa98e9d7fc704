// What do the sheets of a planning spreadsheet say, in the words of a programme file, and which cell says it?

import { type Column, type SheetColumns, spreadsheetColumns } from "./spreadsheet-columns.ts";
import type { Day } from "../units/brand.ts";
import { parseQuarter, quarterOfDay } from "../units/calendar.ts";
import { columnName } from "../units/column-name.ts";
import { nearest } from "../units/suggest.ts";

export type CellValue = string | number | boolean | Date | null;

export interface Table {
  readonly sheet: string;
  readonly rows: readonly (readonly CellValue[])[];
}

export interface CellProblem {
  /** `Sites!C5` */
  readonly cell: string;
  readonly message: string;
}

export interface SpreadsheetContent {
  /** Maps and texts as they stand in a programme file. */
  readonly document: Tree;
  /** Which cell gave what stands at a path (`sites.amarillo.power.grid.facility`). */
  readonly cells: ReadonlyMap<string, string>;
  readonly problems: readonly CellProblem[];
}

export interface Tree {
  [key: string]: Tree | string | number | boolean | (string | number)[];
}

/** Reads every known sheet; sheets of other names are left alone, but one of them must be known. */
export function readSpreadsheet(tables: readonly Table[]): SpreadsheetContent {
  const document: Tree = {};
  const cells = new Map<string, string>();
  const problems: CellProblem[] = [];
  let known = 0;
  for (const columns of spreadsheetColumns) {
    const table = tables.find(({ sheet }) => sheet.trim().toLowerCase() === columns.sheet.toLowerCase());
    if (!table) continue;
    known += 1;
    readSheet(table, columns, document, cells, problems);
  }
  if (known === 0)
    problems.push({
      cell: tables[0]?.sheet ?? "",
      message: `expected at least one of the sheets ${spreadsheetColumns.map(({ sheet }) => sheet).join(", ")}, found ${tables.map(({ sheet }) => sheet).join(", ") || "none"}`,
    });
  return { document, cells, problems };
}

function readSheet({ sheet, rows }: Table, { columns, place, series }: SheetColumns, document: Tree, cells: Map<string, string>, problems: CellProblem[]): void {
  const top = rows.findIndex((row) => row.some((cell) => cell !== null));
  const heads = (rows[top] ?? []).map((cell) =>
    String(cell ?? "")
      .trim()
      .toLowerCase(),
  );
  const at = (row: number, column: number) => `${sheet}!${columnName(column)}${row + 1}`;
  const found = new Map(columns.map((column) => [column.head, heads.indexOf(column.head.toLowerCase())]));
  for (const column of columns)
    if (column.required && found.get(column.head) === -1) problems.push({ cell: at(Math.max(0, top), 0), message: `expected a column "${column.head}" (${column.about})` });
  for (const [position, head] of heads.entries()) {
    if (head === "" || columns.some((column) => column.head.toLowerCase() === head)) continue;
    const near = nearest(
      head,
      columns.map((column) => column.head),
    );
    problems.push({ cell: at(top, position), message: `no column is called "${head}"${near ? `; did you mean "${near}"?` : ""}` });
  }
  const sums = new Map<string, number>();
  for (let row = top + 1; row < rows.length; row++) {
    if (!rows[row]!.some((cell) => cell !== null && String(cell).trim() !== "")) continue;
    const texts = new Map<string, Read>();
    let whole = true;
    for (const column of columns) {
      const position = found.get(column.head)!;
      if (position === -1) continue;
      const cell = rows[row]![position] ?? null;
      if (cell === null || cell === "") {
        if (!column.required) continue;
        problems.push({ cell: at(row, position), message: `expected ${column.about.toLowerCase().replace(/\.$/, "")}, such as ${column.example}; the cell is empty` });
        whole = false;
        continue;
      }
      const read = readers[column.kind](cell, column);
      if (read === undefined) {
        problems.push({ cell: at(row, position), message: `${column.head}: expected ${expected[column.kind]}, such as ${column.example}, got ${show(cell)}` });
        whole = false;
      } else texts.set(column.head, read);
    }
    if (!whole) continue;
    const fill = (part: string) => part.replace(/^\{(.+)\}$/, (_, head: string) => String(texts.get(head)));
    const base = place.map(fill);
    if (series) {
      const quarter = String(texts.get(series.quarter));
      const column = columns.find(({ head }) => head === series.value)!;
      const amount = Number(String(texts.get(series.value)).replaceAll(/[^\d.eE+-]/g, ""));
      const sum = (sums.get(base.join(".")) ?? 0) + amount;
      sums.set(base.join("."), sum);
      put(document, cells, problems, [...base, quarter], series.cumulative ? `${sum} ${column.unit!}` : texts.get(series.value)!, at(row, found.get(series.value)!));
      continue;
    }
    for (const column of columns)
      if (column.path && texts.has(column.head)) put(document, cells, problems, [...base, ...column.path.map(fill)], texts.get(column.head)!, at(row, found.get(column.head)!));
  }
}

type Read = string | number | boolean | string[];

const expected: Readonly<Record<Column["kind"], string>> = {
  id: "a short name of small letters, digits and hyphens",
  text: "a text",
  number: "a number",
  quantity: "a number, or a number with its unit",
  share: "a share",
  shares: "shares with commas between",
  quarter: "a quarter or a date",
  yes: "yes or no",
};

const readers: Readonly<Record<Column["kind"], (cell: CellValue, column: Column) => Read | undefined>> = {
  id: (cell) => (/^[a-z0-9][a-z0-9-]*$/.test(String(cell).trim()) ? String(cell).trim() : undefined),
  text: (cell) => (cell instanceof Date ? undefined : String(cell).trim()),
  number: (cell) => (typeof cell === "number" ? cell : numberIn(cell)),
  // A number has the column's unit; a text may bring its own.
  quantity: (cell, { unit }) => {
    const bare = typeof cell === "number" ? cell : numberIn(cell);
    return bare === undefined ? (typeof cell === "string" && /\d/.test(cell) ? cell.trim() : undefined) : `${bare} ${unit!}`;
  },
  share: (cell) => (typeof cell === "number" ? `${cell * 100} %` : String(cell)),
  shares: (cell) => (typeof cell === "number" ? [`${cell * 100} %`] : typeof cell === "string" ? cell.split(",").map((part) => part.trim()) : undefined),
  quarter: (cell) => {
    if (cell instanceof Date) return quarterOfDay(cell.toISOString().slice(0, 10) as Day);
    const text = String(cell).trim().toUpperCase();
    const turned = /^Q([1-4])[\s-]*(\d{4})$/.exec(text);
    return parseQuarter(turned ? `${turned[2]!}-Q${turned[1]!}` : text.replace(/^(\d{4})\s*Q/, "$1-Q"));
  },
  yes: (cell) => (cell === true || /^(yes|y|true|1)$/i.test(String(cell)) ? true : cell === false || /^(no|n|false|0)$/i.test(String(cell)) ? false : undefined),
};

function numberIn(cell: CellValue): number | undefined {
  if (typeof cell !== "string") return undefined;
  const plain = cell.replaceAll(/[,\s]/g, "");
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

function put(document: Tree, cells: Map<string, string>, problems: CellProblem[], path: readonly string[], value: Read, cell: string): void {
  const name = path.join(".");
  const before = cells.get(name);
  if (before !== undefined) {
    problems.push({ cell, message: `${name} is given twice: first in ${before}` });
    return;
  }
  cells.set(name, cell);
  let tree: Tree = document;
  for (const key of path.slice(0, -1)) tree = (tree[key] ??= {}) as Tree;
  tree[path.at(-1)!] = value;
}

function show(cell: CellValue): string {
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : JSON.stringify(cell);
}
