// What stands in a Parquet table of others, row group after row group?

import { type FileMetaData, parquetMetadata, parquetRead } from "hyparquet";
import { type Problems, quoted, TraceError } from "./problems.ts";

/** An open file. */
export interface ParquetTable {
  readonly file: string;
  readonly bytes: ArrayBuffer;
  readonly metadata: FileMetaData;
  /** Names of the top columns, in the order of the file. */
  readonly columns: readonly string[];
}

/** Some rows of a table: the columns that were asked for and are there. */
export interface RowGroup {
  /** Row of the table that the first one is, from 1. */
  readonly first: number;
  readonly rows: number;
  readonly columns: Readonly<Record<string, ArrayLike<unknown>>>;
}

/** Opens a table. @throws TraceError when it is none */
export function openParquet(file: string, bytes: ArrayBuffer): ParquetTable {
  try {
    const metadata = parquetMetadata(bytes);
    const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    if (rows !== Number(metadata.num_rows)) throw new Error(`row groups of ${rows} rows where it has ${Number(metadata.num_rows)}`);
    return { file, bytes, metadata, columns: topColumns(metadata) };
  } catch (error) {
    throw new TraceError([`${file}:1:1: expected a Parquet file, found one that cannot be read (${(error as Error).message}); give the whole file as it was written`]);
  }
}

/** Calls `onGroup` with each row group in order. Times come as Unix milliseconds. @throws TraceError when the data cannot be decoded */
export async function eachRowGroup({ file, bytes, metadata, columns }: ParquetTable, names: readonly string[], onGroup: (group: RowGroup) => void): Promise<void> {
  const asked = names.filter((name) => columns.includes(name));
  let first = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const parts: Record<string, ArrayLike<unknown>> = {};
    try {
      await parquetRead({
        file: bytes,
        metadata,
        columns: asked,
        rowStart: first,
        rowEnd: first + rows,
        parsers: milliseconds,
        onChunk: ({ columnName, columnData, rowStart, rowEnd }) => {
          if (rowStart < first || rowEnd > first + rows) throw new Error("a column that is cut otherwise than the rows");
          const before = parts[columnName];
          parts[columnName] = before === undefined ? columnData : [...Array.from(before), ...Array.from(columnData)];
        },
      });
    } catch (error) {
      throw new TraceError([
        `${file}:${first + 1}:1: expected Parquet data that is not compressed or with Snappy, found what cannot be decoded (${(error as Error).message}); write it again so`,
      ]);
    }
    onGroup({ first: first + 1, rows, columns: parts });
    first += rows;
  }
}

const milliseconds = {
  timestampFromMilliseconds: (value: bigint) => Number(value),
  timestampFromMicroseconds: (value: bigint) => Number(value) / 1000,
  timestampFromNanoseconds: (value: bigint) => Number(value) / 1e6,
};

/** The schema is a tree written out from its root, each element before its children. */
function topColumns({ schema }: FileMetaData): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const children = schema[at]?.num_children ?? 0;
    at += 1;
    for (let child = 0; child < children; child += 1) skip();
  };
  for (let child = 0; child < (schema[0]?.num_children ?? 0); child += 1) {
    names.push(schema[at]!.name);
    skip();
  }
  return names;
}

/** Reads single values of a row group and notes what is wrong with them. */
export class GroupReader {
  /** False once a value of the row was found wrong. */
  ok = true;
  readonly #table: ParquetTable;
  readonly #problems: Problems;
  readonly #group: RowGroup;

  constructor(table: ParquetTable, problems: Problems, group: RowGroup) {
    this.#table = table;
    this.#problems = problems;
    this.#group = group;
  }

  /** A number of at least `least`, -1 where the value or the column is missing and `required` is not set. */
  number(name: string, row: number, { least = 0, whole = false, required = true } = {}): number {
    const given = this.value(name, row);
    if (given === null && !required) return -1;
    const value = typeof given === "bigint" ? Number(given) : given;
    if (typeof value === "number" && value >= least && value < Number.POSITIVE_INFINITY && (!whole || Number.isInteger(value))) return value;
    return this.wrong(name, row, `a ${whole ? "whole " : ""}number${least === Number.NEGATIVE_INFINITY ? "" : ` of at least ${least}`}`);
  }

  /** The value as it stands; null where it is missing. */
  value(name: string, row: number): unknown {
    return this.#group.columns[name]?.[row] ?? null;
  }

  wrong(name: string, row: number, expected: string): number {
    this.ok = false;
    const value = this.value(name, row);
    const found = typeof value === "bigint" || typeof value === "number" ? String(value) : quoted(typeof value === "string" ? value : "");
    this.#problems.add(this.#group.first + row, this.#table.columns.indexOf(name) + 1, name, expected, found, "correct the value or delete the row");
    return Number.NaN;
  }
}
