import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { numberColumn, textColumn } from "./column.ts";
import { readRecord } from "./read.ts";
import { hourly, type RunRecord, shapes, siteQuarters, type Summary } from "./record.ts";
import { tableOf } from "./table.ts";
import { parquet, writeRecord } from "./write.ts";

const summary: Summary = {
  programme: "test",
  seed: 1,
  hours: 3,
  sites: 1,
  waterfall: { installed: 5, powered: 4, allocated: 3, running: 2, useful: 1, planned: 1.5 },
  itMwh: 1,
  facilityMwh: 1.2,
  pue: 1.2,
  wueLPerKwh: 0,
  energyUsd: 10,
  carbonT: 0.1,
  unservedShare: 0,
  failures: { gpu: 2 },
  ettr: { big: 0.9 },
  milestones: { big: { planned: "2027-Q3", done: null } },
};
const row = (index: number) =>
  hourly.columns.map((column, place) => (column.type === "text" ? (index % 2 ? "north" : "south") : column.type === "int32" ? index : index * 1.1 + place));
const record: RunRecord = {
  summary,
  tables: Object.fromEntries(shapes.map((shape) => [shape.name, tableOf(shape, shape === hourly ? Array.from({ length: 1000 }, (_, index) => row(index)) : [])])),
};

test("a record reads back as it was written, empty tables too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "record-"));
  try {
    const place = join(folder, "record");
    await writeRecord(place, record);
    assert.deepEqual(readdirSync(place).toSorted(), [...shapes.map((shape) => `${shape.name}.parquet`), "columns.json", "summary.json"].toSorted());
    const back = await readRecord(place);
    assert.deepEqual(back, record);
    await writeRecord(place, back);
    assert.deepEqual(await readRecord(place), record, "what was read can be written");
    assert.deepEqual(Object.keys((await readRecord(place, ["hourly"])).tables), ["hourly"]);
    assert.equal(textColumn(back.tables["hourly"]!, "site")[1], "north");
    assert.equal(numberColumn(back.tables["hourly"]!, "hour")[7], 7);
    assert.throws(() => numberColumn(back.tables["hourly"]!, "site"), /text column/);
    assert.throws(() => textColumn(back.tables["hourly"]!, "nothing"), /no column nothing/);
    assert.ok(JSON.parse(readFileSync(join(place, "columns.json"), "utf8"))["site-quarters"].columns.length === siteQuarters.columns.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the same table gives the same bytes", () => {
  const hash = () => createHash("sha256").update(parquet(record.tables["hourly"]!)).digest("hex");
  assert.equal(hash(), hash());
});
