// How is a workbook written as an XLSX file? One sheet each, inputs blue, one unit column, no merged cells.

import writeExcelFile from "write-excel-file/node";
import { withFixedDates } from "./zip-dates.ts";

/** A number that was put in, a formula, a text, or nothing. */
type Cell = number | { readonly formula: string } | string | undefined;

export interface SheetToWrite {
  readonly name: string;
  /** Heads of the columns after item, unit, total and source. */
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly unit: string;
    readonly source: string;
    readonly style: string;
    readonly heading: boolean;
    readonly total: Cell;
    readonly cells: readonly Cell[];
  }[];
}

/** The bytes of an XLSX file. Formulas carry no stored results: the program that opens it calculates them. */
export async function workbookXlsx(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const bytes = await writeExcelFile(
    sheets.map(({ name, heads, rows }) => ({
      sheet: name,
      columns: [{ width: 46 }, { width: 16 }, { width: 20 }, { width: 38 }, ...heads.map(() => ({ width: 19 }))],
      stickyRowsCount: 1,
      stickyColumnsCount: 2,
      data: [
        ["Item", "Unit", "Total", "Source", ...heads].map((value) => ({ value, fontWeight: "bold" as const, backgroundColor: headColor })),
        ...rows.map((row) =>
          row.heading
            ? [{ value: row.label, fontWeight: "bold" as const }]
            : [
                { value: row.label },
                { value: row.unit },
                cellOf(row.total, row.style),
                row.source === "" ? null : { value: row.source, textColor: sourceColor },
                ...row.cells.map((cell) => cellOf(cell, row.style)),
              ],
        ),
      ],
    })),
  ).toBuffer();
  return withFixedDates(bytes);
}

/** The bytes of an XLSX file of plain tables, heads first. */
export async function tablesXlsx(sheets: readonly { readonly name: string; readonly rows: readonly (readonly (string | number)[])[] }[]): Promise<Buffer> {
  const bytes = await writeExcelFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      columns: (rows[0] ?? []).map((_, column) => ({ width: Math.min(60, 3 + Math.max(...rows.map((row) => String(row[column] ?? "").length))) })),
      stickyRowsCount: 1,
      data: rows.map((row, position) =>
        row.map((value) =>
          position === 0 ? { value, fontWeight: "bold" as const, backgroundColor: headColor } : { value, ...(name === "Read me" ? {} : { textColor: inputColor }) },
        ),
      ),
    })),
  ).toBuffer();
  return withFixedDates(bytes);
}

const inputColor = "#0000ff";
const headColor = "#e8e8e8";
const sourceColor = "#707070";

const formats: Readonly<Record<string, string>> = {
  money: "#,##0.00;[Red]-#,##0.00",
  number: "#,##0",
  fraction: "#,##0.000",
  percent: "0.00%",
  ratio: "0.000",
};

function cellOf(cell: Cell, style: string) {
  if (cell === undefined) return null;
  const format = formats[style];
  const look = format === undefined ? {} : { format };
  if (typeof cell === "number") return { value: cell, type: Number, textColor: inputColor, ...look };
  if (typeof cell === "string") return { value: cell, type: String, textColor: inputColor };
  return { value: `=${cell.formula}`, type: "Formula" as const, ...look };
}
