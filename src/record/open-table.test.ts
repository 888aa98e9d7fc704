import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parquetMetadata } from "hyparquet";
import { openTable } from "./open-table.ts";
import { readTable } from "./read.ts";
import { type ColumnValues, failures, hourly, type TableShape } from "./record.ts";
import { rowGroup } from "./row-groups.ts";
import { parquet } from "./write.ts";

/** Rows `from` to `to` of a table of any length. */
function rows(from: number, to: number): ColumnValues[] {
  const length = to - from;
  return hourly.columns.map(({ type }, place): ColumnValues => {
    if (type === "text") return Array.from({ length }, (_, row) => ((from + row) % 3 ? "north" : "south"));
    const numbers = type === "int32" ? new Int32Array(length) : type === "float32" ? new Float32Array(length) : new Float64Array(length);
    return numbers.map((_, row) => (from + row) * (place + 1));
  });
}

async function inFolder(work: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "open-table-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("rows that come bit by bit give the bytes of the whole table, and fewer than a group are held", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "hourly.parquet");
    const count = 2 * rowGroup + 1234;
    const table = openTable(file, hourly);
    let most = 0;
    for (let from = 0; from < count; from += 30_011) {
      table.append(rows(from, Math.min(count, from + 30_011)));
      most = Math.max(most, table.held);
      assert.ok(table.held < rowGroup);
    }
    assert.deepEqual(readdirSync(folder), [`.hourly.parquet.partial-${process.pid}`], "nothing is in place before it is closed");
    table.close();
    assert.deepEqual([table.rows, readdirSync(folder)], [count, ["hourly.parquet"]]);
    assert.ok(most > 0);
    const whole = { shape: hourly, rows: count, values: rows(0, count) };
    const bytes = readFileSync(file);
    assert.ok(bytes.equals(parquet(whole)));
    assert.deepEqual(await readTable(hourly, bytes), whole);
  });
});

test("a table of no rows, and one that is abandoned", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "hourly.parquet");
    openTable(file, hourly).close();
    assert.equal((await readTable(hourly, readFileSync(file))).rows, 0);
    writeFileSync(file, "old");
    const table = openTable(file, hourly);
    table.append(rows(0, rowGroup + 1));
    table.abandon();
    assert.deepEqual([readFileSync(file, "utf8"), readdirSync(folder)], ["old", ["hourly.parquet"]]);
  });
});

test("columns of other numbers or lengths, and tables that the dictionary has not, are refused", async () => {
  await inFolder((folder) => {
    const table = openTable(join(folder, "hourly.parquet"), hourly);
    assert.throws(() => table.append(rows(0, 3).slice(1)), /hourly: expected 17 columns of one length/);
    assert.throws(() => table.append([...rows(0, 3).slice(1), new Float32Array(2)]), /of one length/);
    table.abandon();
    const write = (shape: TableShape) => parquet({ shape, rows: 0, values: shape.columns.map(() => []) });
    assert.throws(() => write({ ...failures, name: "surprises" }), /table surprises is written and does not stand in src\/record\/dictionary\.ts/);
    const added = { ...failures.columns[0]!, name: "mood" };
    assert.throws(() => write({ ...failures, columns: [...failures.columns, added] }), /table failures, column mood, is written/);
    assert.ok(write({ ...failures, columns: failures.columns.slice(1) }).length > 0, "a record of an older version");
  });
});

test("a file says itself what its columns are", () => {
  const bytes = parquet({ shape: hourly, rows: 3, values: rows(0, 3) });
  const metadata = new Map(parquetMetadata(bytes.buffer as ArrayBuffer).key_value_metadata!.map(({ key, value }) => [key, value]));
  assert.equal(metadata.get("meaning"), hourly.meaning);
  assert.deepEqual(
    hourly.columns.map(({ name }) => [metadata.get(`${name}.unit`), metadata.get(`${name}.meaning`)]),
    hourly.columns.map(({ unit, meaning }) => [unit, meaning]),
  );
});
