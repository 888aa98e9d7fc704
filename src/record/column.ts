// How is one column of a record's table read?

import type { Column, ColumnValues, Table } from "./record.ts";

/** The values of a text column. @throws when the table has no such column, or it holds numbers */
export function textColumn(table: Table, name: string): readonly string[] {
  const { column, values } = find(table, name);
  if (column.type !== "text") throw new Error(`${table.shape.name}.${name} is no text column`);
  return values as readonly string[];
}

/** The values of a column of numbers. @throws when the table has no such column, or it holds text */
export function numberColumn(table: Table, name: string): Int32Array | Float32Array | Float64Array {
  const { column, values } = find(table, name);
  if (column.type === "text") throw new Error(`${table.shape.name}.${name} is a text column`);
  return values as Int32Array | Float32Array | Float64Array;
}

/** True when the table has the column: records of an older version may lack one. */
export function hasColumn(table: Table, name: string): boolean {
  return table.shape.columns.some((column) => column.name === name);
}

function find(table: Table, name: string): { column: Column; values: ColumnValues } {
  const index = table.shape.columns.findIndex((column) => column.name === name);
  if (index === -1) throw new Error(`table ${table.shape.name} has no column ${name}`);
  return { column: table.shape.columns[index]!, values: table.values[index]! };
}
