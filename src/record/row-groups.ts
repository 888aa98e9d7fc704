// How do rows become the bytes of a Parquet file, one group of them after the other?

import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { mustBeInDictionary } from "./dictionary.ts";
import type { ColumnType, ColumnValues, TableShape } from "./record.ts";

/** Rows in a row group: a year of hours at ten sites. */
export const rowGroup = 87_600;

/**
 * The encoder of one file. Its key-value metadata say what the table is (`meaning`) and of each column `<name>.unit` and `<name>.meaning`.
 * The same rows give the same bytes, however they came.
 */
export class RowGroups {
  readonly #shape: TableShape;
  readonly #writer: ParquetWriter;

  /** @param write takes bytes in order; they are valid until it returns. @throws RangeError where the dictionary has not the shape */
  constructor(shape: TableShape, write: (bytes: Uint8Array) => void) {
    mustBeInDictionary(shape);
    this.#shape = shape;
    const empty = shape.columns.map(() => []);
    this.#writer = new ParquetWriter({
      writer: new Flushing(write),
      schema: schemaFromColumnData({ columnData: sources(shape, empty) }),
      statistics: false,
      createdBy: "gigasite",
      kvMetadata: [
        { key: "meaning", value: shape.meaning },
        ...shape.columns.flatMap(({ name, unit, meaning }) => [
          { key: `${name}.unit`, value: unit },
          { key: `${name}.meaning`, value: meaning },
        ]),
      ],
    });
  }

  /** Writes rows, in groups of {@link rowGroup} and what is left. @param values in the order of the shape's columns, of one length */
  write(values: readonly ColumnValues[]): void {
    void this.#writer.write({ columnData: sources(this.#shape, values), rowGroupSize: rowGroup });
  }

  /** Writes what stands at the file's end. */
  finish(): void {
    void this.#writer.finish();
  }
}

/** Hands its bytes on after every group, so that it holds no more than one. */
class Flushing extends ByteWriter {
  readonly #write: (bytes: Uint8Array) => void;

  constructor(write: (bytes: Uint8Array) => void) {
    super();
    this.#write = write;
  }

  flush(): void {
    this.#write(this.getBytes());
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}

const parquetTypes: Readonly<Record<ColumnType, NonNullable<ColumnSource["type"]>>> = { text: "STRING", int32: "INT32", float32: "FLOAT", float64: "DOUBLE" };

function sources(shape: TableShape, values: readonly ColumnValues[]): ColumnSource[] {
  return shape.columns.map(({ name, type }, index) => ({ name, data: values[index]! as ColumnSource["data"], type: parquetTypes[type], nullable: false }));
}
