// How is one row of a record's table read exactly, and what is its address?

import type { Measurement } from "../agreements/term.ts";
import type { RunRecord } from "../record/record.ts";
import { rational } from "../units/rational.ts";

export interface Row {
  readonly keys: Readonly<Record<string, string>>;
  /** The figure of a column as the exact decimal it is written with, its unit from the table's dictionary. */
  measure(column: string, of: string): Measurement;
}

/**
 * Rows of a small table sorted by their keys, so that the order in which they were written does not matter.
 * @throws RangeError when the table is missing, two rows have the same keys, or a figure is no number
 */
export function rowsOf(record: RunRecord, name: string, keyNames: readonly string[]): Row[] {
  const table = record.tables[name];
  if (!table) throw new RangeError(`the record has no table ${name}`);
  const position = new Map(table.shape.columns.map((column, index) => [column.name, index]));
  const column = (wanted: string) => {
    const at = position.get(wanted);
    if (at === undefined) throw new RangeError(`the record's ${name} has no column ${wanted}`);
    return { unit: table.shape.columns[at]!.unit, values: table.values[at]! };
  };
  const keyed = Array.from({ length: table.rows }, (_, row) => ({ row, keys: Object.fromEntries(keyNames.map((key) => [key, String(column(key).values[row])])) }));
  const sorted = keyed
    .map((entry) => ({ ...entry, text: keyNames.map((key) => `${key}=${entry.keys[key]}`).join(",") }))
    .toSorted((one, other) => (one.text < other.text ? -1 : 1));
  const twice = sorted.find(({ text }, at) => text === sorted[at - 1]?.text);
  if (twice) throw new RangeError(`the record's ${name} has two rows for ${twice.text}`);
  return sorted.map(({ row, keys, text }) => ({
    keys,
    measure(wanted, of) {
      const { unit, values } = column(wanted);
      const value = Number(values[row]);
      if (!Number.isFinite(value)) throw new RangeError(`the record's ${name} has ${values[row]} as ${wanted} for ${text}`);
      return { amount: rational(value), unit, of, address: `record:${name}[${text}].${wanted}` };
    },
  }));
}
