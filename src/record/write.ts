// How does a record become a folder of Parquet files that any tool reads?

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord, Table, TableShape } from "./record.ts";
import { replaceFolder } from "./replace.ts";
import { RowGroups } from "./row-groups.ts";

/**
 * Replaces `folder` by the record: `<table>.parquet` for each table, `summary.json`, and `columns.json` with the unit and
 * meaning of every column. The same record gives the same bytes.
 */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await replaceFolder(folder, (temporary) => {
    const tables = Object.values(record.tables);
    for (const table of tables) writeFileSync(join(temporary, `${table.shape.name}.parquet`), parquet(table));
    writeNotes(
      temporary,
      record.summary,
      tables.map((table) => table.shape),
    );
  });
}

/** What stands in a record beside its tables: `summary.json`, and `columns.json` with what is in each table. */
export function writeNotes(folder: string, summary: object, shapes: readonly TableShape[]): void {
  writeFileSync(join(folder, "summary.json"), json(summary));
  writeFileSync(join(folder, "columns.json"), columnsJson(shapes));
}

/** One table as the bytes of a Parquet file. @throws RangeError where the dictionary has not its shape */
export function parquet(table: Table): Uint8Array {
  const parts: Uint8Array[] = [];
  const groups = new RowGroups(table.shape, (bytes) => parts.push(bytes.slice()));
  groups.write(table.values);
  groups.finish();
  return new Uint8Array(Buffer.concat(parts));
}

/** What `columns.json` says of tables. */
function columnsJson(shapes: readonly TableShape[]): string {
  return json(Object.fromEntries(shapes.map(({ name, meaning, columns }) => [name, { meaning, columns }])));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
