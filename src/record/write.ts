// How does a record become a folder of Parquet files that any tool reads?

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { ColumnType, RunRecord, Table, TableShape } from "./record.ts";
import { replaceFolder } from "./replace.ts";

/**
 * Replaces `folder` by the record: `<table>.parquet` for each table, `summary.json`, and `columns.json` with the unit and
 * meaning of every column. The same record gives the same bytes.
 */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await replaceFolder(folder, (temporary) => {
    const tables = Object.values(record.tables);
    for (const table of tables) writeFileSync(join(temporary, `${table.shape.name}.parquet`), parquet(table));
    writeFileSync(join(temporary, "summary.json"), json(record.summary));
    writeFileSync(join(temporary, "columns.json"), json(dictionary(tables.map((table) => table.shape))));
  });
}

/** One table as the bytes of a Parquet file. */
export function parquet(table: Table): Uint8Array {
  const columnData = table.shape.columns.map((column, index): ColumnSource => ({
    name: column.name,
    data: table.values[index]! as ColumnSource["data"],
    type: parquetTypes[column.type],
    nullable: false,
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, statistics: false, rowGroupSize: rowGroup, createdBy: "gigasite" }));
}

/** Rows in a row group: a year of hours at ten sites. */
const rowGroup = 87_600;

const parquetTypes: Readonly<Record<ColumnType, NonNullable<ColumnSource["type"]>>> = { text: "STRING", int32: "INT32", float32: "FLOAT", float64: "DOUBLE" };

function dictionary(shapes: readonly TableShape[]): unknown {
  return Object.fromEntries(shapes.map(({ name, meaning, columns }) => [name, { meaning, columns }]));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
