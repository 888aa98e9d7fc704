// What is a sheet of the workbook? Rows with a key, a unit and a cell for each quarter; formulas name rows by key, never by address.

import { columnName } from "../../units/column-name.ts";

/** A number that was put in (shown blue), a formula, a text, or nothing. */
export type Cell = number | { readonly formula: string } | string | undefined;

/** How a row's numbers read. */
export type Style = "money" | "number" | "fraction" | "percent" | "ratio" | "date" | "text";

export interface Row {
  /** Unique in the workbook, for example `capex.buildings`; headings have none. */
  readonly key?: string;
  readonly label: string;
  readonly unit: string;
  readonly style: Style;
  /** Where the numbers come from. */
  readonly source?: string;
  /** The row's own single value, or what its quarters come to. */
  readonly total?: Cell;
  readonly quarters?: readonly Cell[];
  readonly heading?: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Heads of the columns after the first four: the quarters, or ages. */
  readonly heads: readonly string[];
}

/** A heading within a sheet. */
export const heading = (label: string): Row => ({ label, unit: "", style: "text", heading: true });

/** A formula by quarter, from the quarter's number. */
export const byQuarter = (count: number, formula: (t: number) => string): Cell[] => Array.from({ length: count }, (_, t) => ({ formula: formula(t) }));

/** Columns before the first quarter: item, unit, total, source. */
export const firstQuarterColumn = 4;

/**
 * Turns keys into addresses: `[key]` the row's total, `[key@3]` its fourth quarter, `[key@0:3]` a range of quarters. A quarter
 * before the first reads as 0.
 * @throws Error for a key that no row has, or that two rows have
 */
export function resolve(sheets: readonly Sheet[]): (formula: string, at: string) => string {
  const places = new Map<string, { readonly sheet: string; readonly row: number }>();
  for (const { name, rows } of sheets) {
    for (const [row, { key }] of rows.entries()) {
      if (key === undefined) continue;
      if (places.has(key)) throw new Error(`two rows of the workbook are called ${key}`);
      places.set(key, { sheet: name, row: row + 2 });
    }
  }
  return (formula, at) =>
    formula.replaceAll(/\[([^\]@]+)(?:@(-?\d+)(?::(-?\d+))?)?\]/g, (_, key: string, from?: string, to?: string) => {
      const place = places.get(key);
      if (!place) throw new Error(`a formula of ${at} names ${key}, which no row has`);
      const sheet = place.sheet === at ? "" : `'${place.sheet}'!`;
      if (from === undefined) return `${sheet}$C$${place.row}`;
      if (to === undefined) return Number(from) < 0 ? "0" : `${sheet}${columnName(firstQuarterColumn + Number(from))}${place.row}`;
      return `${sheet}${columnName(firstQuarterColumn + Number(from))}${place.row}:${columnName(firstQuarterColumn + Number(to))}${place.row}`;
    });
}
