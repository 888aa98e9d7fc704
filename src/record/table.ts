// How is a table put together whose number of rows is not known beforehand?

import type { ColumnValues, Table, TableShape } from "./record.ts";

export type Cell = string | number;

/** A table from rows of cells in the order of the shape's columns. For small tables; the hourly ones are filled as arrays. */
export function tableOf(shape: TableShape, rows: readonly (readonly Cell[])[]): Table {
  const values = shape.columns.map((column, index): ColumnValues => {
    const cells = rows.map((row) => row[index]!);
    if (column.type === "text") return cells as string[];
    if (column.type === "int32") return Int32Array.from(cells as number[]);
    return column.type === "float32" ? Float32Array.from(cells as number[]) : Float64Array.from(cells as number[]);
  });
  return { shape, rows: rows.length, values };
}
