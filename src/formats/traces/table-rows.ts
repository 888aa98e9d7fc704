// What stands in a table with a header line? Columns by name, rows checked for their number of fields.

import { type Dialect, eachRow, type Row } from "./byte-rows.ts";
import type { Problems } from "./problems.ts";

/** Where the columns stand: the number of a field, -1 where an optional column is not there. */
export type Places<Name extends string> = Readonly<Record<Name, number>>;

/**
 * Calls `onRow` for each row under the header. Names are compared in lower case.
 * Notes a problem for an empty file, for each required column that is not there (then no row is read) and for each row with another number of fields (then it is left out).
 */
export async function eachTableRow<Required extends string, Optional extends string>(
  source: AsyncIterable<Uint8Array>,
  dialect: Dialect,
  problems: Problems,
  required: readonly Required[],
  optional: readonly Optional[],
  onRow: (row: Row, places: Places<Required | Optional>) => void,
): Promise<void> {
  let places: Places<Required | Optional> | undefined;
  let width = 0;
  let missing = false;
  await eachRow(source, dialect, problems, (row) => {
    if (places === undefined) {
      const names = Array.from({ length: row.count }, (_, field) => row.text(field).toLowerCase());
      row.names = names;
      width = row.count;
      places = Object.fromEntries([...required, ...optional].map((name) => [name, names.indexOf(name)])) as Places<Required | Optional>;
      for (const name of required) {
        if (places[name] !== -1) continue;
        missing = true;
        problems.add(row.line, 1, "header", `a column ${name}`, names.join(", "), "add the column or name it so");
      }
      return;
    }
    if (missing) return;
    if (row.count !== width) {
      problems.add(row.line, 1, "", `${width} fields as in the header line`, String(row.count), "correct the row or delete it");
      return;
    }
    onRow(row, places);
  });
  if (places === undefined) problems.add(1, 1, "", `a header line with ${required.join(", ")}`, "an empty file", "give the file that has the rows");
}
