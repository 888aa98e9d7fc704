// How is a table written whose rows come bit by bit, without holding them all?

import type { ColumnValues, TableShape } from "./record.ts";
import { openReplacement } from "./replace.ts";
import { rowGroup, RowGroups } from "./row-groups.ts";

/** A table open for writing. It holds fewer than {@link rowGroup} rows whatever the number that it was given. */
export interface OpenTable {
  /** Rows that it was given. */
  readonly rows: number;
  /** Rows that it holds in memory. */
  readonly held: number;
  /** Takes rows, which may be changed afterwards. @param values in the order of the shape's columns, of one length. @throws RangeError where they are not */
  append(values: readonly ColumnValues[]): void;
  /** Writes the rest, and puts the file in place. */
  close(): void;
  /** Leaves what stood there. */
  abandon(): void;
}

/**
 * Opens a table that replaces `file` when it is closed, as `replaceFile` does; until then what stood there stands.
 * However the rows come, the bytes are those of `parquet` of all of them.
 */
export function openTable(file: string, shape: TableShape): OpenTable {
  const replacement = openReplacement(file);
  const groups = new RowGroups(shape, replacement.write);
  const buffers = shape.columns.map(({ type }): string[] | Int32Array | Float32Array | Float64Array => {
    if (type === "text") return [];
    return type === "int32" ? new Int32Array(rowGroup) : type === "float32" ? new Float32Array(rowGroup) : new Float64Array(rowGroup);
  });
  let [rows, held] = [0, 0];

  const flush = (): void => {
    if (held === 0) return;
    groups.write(buffers.map((buffer) => (Array.isArray(buffer) ? buffer : buffer.subarray(0, held))));
    for (const buffer of buffers) if (Array.isArray(buffer)) buffer.length = 0;
    held = 0;
  };

  return {
    get rows() {
      return rows;
    },
    get held() {
      return held;
    },
    append(values) {
      const count = values[0]?.length ?? 0;
      if (values.length !== buffers.length || values.some(({ length }) => length !== count))
        throw new RangeError(`${shape.name}: expected ${buffers.length} columns of one length`);
      for (let from = 0; from < count;) {
        const upTo = Math.min(count, from + rowGroup - held);
        for (const [index, buffer] of buffers.entries()) {
          const part = values[index]!;
          if (Array.isArray(buffer)) for (let row = from; row < upTo; row++) buffer.push(part[row] as string);
          else buffer.set((part as Float64Array).subarray(from, upTo), held);
        }
        held += upTo - from;
        from = upTo;
        if (held === rowGroup) flush();
      }
      rows += count;
    },
    close() {
      flush();
      groups.finish();
      replacement.commit();
    },
    abandon: replacement.abandon,
  };
}
