// What does an empty planning spreadsheet look like? A sheet for each kind of row with one example, and one that says what goes where.

import { spreadsheetColumns } from "./spreadsheet-columns.ts";

export interface TemplateSheet {
  readonly name: string;
  /** The first row is the heads. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Heads and an example row by sheet, and a `Read me` that names every column; `gigasite import` reads it back. */
export function spreadsheetTemplate(): TemplateSheet[] {
  const about = spreadsheetColumns.flatMap(({ sheet, columns }) =>
    columns.map(({ head, unit, required, about: says }) => [sheet, head, unit ?? "", required ? "needed" : "may be empty", says]),
  );
  return [
    { name: "Read me", rows: [["sheet", "column", "unit of a bare number", "", "what it is"], ...about] },
    ...spreadsheetColumns.map(({ sheet, columns }) => ({ name: sheet, rows: [columns.map(({ head }) => head), columns.map(({ example }) => example)] })),
  ];
}
