// How do columns become a Parquet file that OpenDC's reader and any other takes?

import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { SchemaElement } from "hyparquet";

/** One column. An optional one has null where nothing stands. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: "int32" | "int64" | "float" | "double" | "text" | "time" | "boolean" | "int32 list";
  readonly optional?: true;
  /** `int64` and `time` (Unix milliseconds) are given as numbers. */
  readonly values: ArrayLike<unknown>;
}

/** The file's bytes: Snappy, as OpenDC's own. The same columns give the same bytes. */
export function parquetOf(columns: readonly ParquetColumn[]): Uint8Array {
  const schema: SchemaElement[] = [{ name: "root", num_children: columns.length }, ...columns.flatMap(elements)];
  const columnData = columns.map((column): ColumnSource => ({ name: column.name, data: data(column) }));
  return new Uint8Array(parquetWriteBuffer({ columnData, schema, statistics: false, createdBy: "gigasite" }));
}

function elements({ name, type, optional }: ParquetColumn): SchemaElement[] {
  const repetition_type = optional === true ? "OPTIONAL" : "REQUIRED";
  if (type === "int32 list") {
    return [
      { name, repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", type: "INT32", repetition_type: "OPTIONAL" },
    ];
  }
  if (type === "text") return [{ name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type }];
  if (type === "time") return [{ name, type: "INT64", converted_type: "TIMESTAMP_MILLIS", repetition_type }];
  return [{ name, type: physical[type], repetition_type }];
}

const physical = { int32: "INT32", int64: "INT64", float: "FLOAT", double: "DOUBLE", boolean: "BOOLEAN" } as const;

function data({ type, values }: ParquetColumn): ColumnSource["data"] {
  if (type === "int64") return Array.from(values, (value) => (value === null ? null : BigInt(Math.round(value as number))));
  if (type === "time") return Array.from(values, (value) => new Date(Math.round(value as number)));
  return values as ColumnSource["data"];
}
