// What does a record's folder say happened?

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetMetadata, parquetRead } from "hyparquet";
import type { ColumnType, ColumnValues, RunRecord, Summary, Table, TableShape } from "./record.ts";
import { finishReplacing } from "./replace.ts";

/**
 * Reads what `writeRecord` wrote, after finishing a swap that was cut short. Shapes come from the folder's own `columns.json`. Throws when the folder holds no record.
 * @param only names of the tables that are wanted; all unless given
 */
export async function readRecord(folder: string, only?: readonly string[]): Promise<RunRecord> {
  finishReplacing(folder);
  const shapes = JSON.parse(readFileSync(join(folder, "columns.json"), "utf8")) as Record<string, Omit<TableShape, "name">>;
  const summary = JSON.parse(readFileSync(join(folder, "summary.json"), "utf8")) as Summary;
  const present = new Set(readdirSync(folder));
  const tables: Record<string, Table> = {};
  for (const [name, rest] of Object.entries(shapes)) {
    if (present.has(`${name}.parquet`) && (only === undefined || only.includes(name)))
      tables[name] = await readTable({ name, ...rest }, readFileSync(join(folder, `${name}.parquet`)));
  }
  return { tables, summary };
}

/** One table from the bytes of its Parquet file; columns are found by name. */
export async function readTable(shape: TableShape, bytes: Uint8Array): Promise<Table> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(file);
  const rows = Number(metadata.num_rows);
  const values = shape.columns.map((column) => emptyColumn(column.type, rows));
  const position = new Map(shape.columns.map((column, index) => [column.name, index]));
  await parquetRead({
    file,
    metadata,
    columns: shape.columns.map((column) => column.name),
    onChunk: ({ columnName, columnData, rowStart }) => {
      const target = values[position.get(columnName)!]!;
      for (let row = 0; row < columnData.length; row += 1) (target as unknown[])[rowStart + row] = columnData[row];
    },
  });
  return { shape, rows, values };
}

function emptyColumn(type: ColumnType, rows: number): ColumnValues {
  if (type === "text") return Array.from({ length: rows }, () => "");
  if (type === "int32") return new Int32Array(rows);
  return type === "float32" ? new Float32Array(rows) : new Float64Array(rows);
}
