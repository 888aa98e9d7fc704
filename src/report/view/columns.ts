// How is one column of a record's table read?

import type { Table } from "../../record/record.ts";

/** A text column. @throws when the table has no such column */
export function textColumn(table: Table, name: string): readonly string[] {
  return column(table, name) as readonly string[];
}

/** A column of numbers. @throws when the table has no such column */
export function numberColumn(table: Table, name: string): ArrayLike<number> {
  return column(table, name) as ArrayLike<number>;
}

/** True when the table has the column: records of an older version may lack one. */
export function hasColumn(table: Table, name: string): boolean {
  return table.shape.columns.some((entry) => entry.name === name);
}

function column(table: Table, name: string): unknown {
  const found = table.values[table.shape.columns.findIndex((entry) => entry.name === name)];
  if (!found) throw new Error(`table ${table.shape.name} has no column ${name}`);
  return found;
}
