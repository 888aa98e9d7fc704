// `gigasite export --opendc --chrome`: what became of simulated jobs, beside what other exports wrote; refused where no job was simulated.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { attempts } from "../../src/record/outcomes.ts";
import { readRecord } from "../../src/record/read.ts";
import { tableOf } from "../../src/record/table.ts";
import { writeRecord } from "../../src/record/write.ts";
import { gigasite, inFolder, json, root } from "./command.ts";

test("results in OpenDC's folders and a Chrome trace, from a record's attempts and hours", () =>
  inFolder(async (folder) => {
    const planned = await gigasite(["plan", join(root, "test/programmes/tiny.yaml"), "-o", "run"], folder);
    assert.equal(planned.status, 0, planned.stderr);
    const without = await gigasite(["export", "run", "--chrome"], folder);
    assert.equal(without.status, 2);
    assert.match(without.stderr, /--chrome expects a record, and run has none/);
    const simulated = await gigasite(["simulate", "run"], folder);
    assert.equal(simulated.status, 0, simulated.stderr);
    const record = await readRecord(join(folder, "run/record"));
    const { attempts: _none, ...tables } = record.tables;
    await writeRecord(join(folder, "run/record"), { ...record, tables });
    const jobless = await gigasite(["export", "run", "--opendc"], folder);
    assert.equal(jobless.status, 2);
    assert.match(jobless.stderr, /expects a record with jobs in it/);
    assert.ok(!existsSync(join(folder, "run/export")));

    const made = tableOf(attempts, [["a", 1, "alpha", 0, 60, 3660, "done", "", 8, 0, 0, 5e6, 2]]);
    await writeRecord(join(folder, "run/record"), { ...record, tables: { ...tables, attempts: made } });
    await json(["export", "run", "--geojson"], folder);
    const { files } = await json<{ files: { file: string }[] }>(["export", "run", "--opendc", "--chrome"], folder);
    assert.deepEqual(
      files.map(({ file }) => file),
      [...["task", "service", "host", "powerSource"].map((name) => `run/export/raw-output/run/seed=1/${name}.parquet`), "run/export/run.trace.json"],
    );
    for (const { file } of files) assert.ok(existsSync(join(folder, file)), file);
    assert.ok(existsSync(join(folder, "run/export/run.geojson")), "what another export wrote stays");
    const trace = JSON.parse(readFileSync(join(folder, "run/export/run.trace.json"), "utf8")) as { traceEvents: { name: string }[] };
    assert.deepEqual(
      trace.traceEvents.map(({ name }) => name),
      ["process_name", "a"],
    );
  }));
