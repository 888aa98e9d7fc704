// Law 6: same input, seed and version give the same bytes, whatever the number of workers.

import { createHash } from "node:crypto";
import type { RunRecord } from "../../src/record/record.ts";

/** A digest of all bytes of a record: every column of every table, its dictionary, and the summary. */
export function digestOf({ tables, summary }: RunRecord): string {
  const hash = createHash("sha256");
  for (const [name, { shape, rows, values }] of Object.entries(tables)) {
    hash.update(`${name} ${rows} ${JSON.stringify(shape)}`);
    for (const column of values) hash.update(ArrayBuffer.isView(column) ? new Uint8Array(column.buffer, column.byteOffset, column.byteLength) : JSON.stringify(column));
  }
  return hash.update(JSON.stringify(summary)).digest("hex");
}
