// How does a record become a folder of Parquet files that any tool reads?

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord, Table, TableShape } from "./record.ts";
import { openReplacement, replaceFolder } from "./replace.ts";
import { RowGroups } from "./row-groups.ts";

/**
 * Replaces `folder` by the record: `<table>.parquet` for each table, `summary.json`, and `columns.json` with the unit and
 * meaning of every column. The same record gives the same bytes.
 */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await replaceFolder(folder, (temporary) => {
    const tables = Object.values(record.tables);
    for (const table of tables) writeTable(join(temporary, `${table.shape.name}.parquet`), table);
    writeNotes(
      temporary,
      record.summary,
      tables.map((table) => table.shape),
    );
  });
}

/** A table as a Parquet file: the bytes of {@link parquet}, one group of rows after the other. */
function writeTable(file: string, table: Table): void {
  const replacement = openReplacement(file);
  try {
    const groups = new RowGroups(table.shape, replacement.write);
    groups.write(table.values);
    groups.finish();
    replacement.commit();
  } catch (error) {
    replacement.abandon();
    throw error;
  }
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
export function columnsJson(shapes: readonly TableShape[]): string {
  return json(Object.fromEntries(shapes.map(({ name, meaning, columns }) => [name, { meaning, columns }])));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
