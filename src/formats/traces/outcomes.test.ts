// Do the writers of what became of jobs say the same as the outcomes?

import assert from "node:assert/strict";
import { test } from "node:test";
import { parquetReadObjects } from "hyparquet";
import { attemptEndings, attempts, attemptsTable, type JobOutcomes, outcomesOfTable } from "../../record/outcomes.ts";
import { readTable } from "../../record/read.ts";
import { hourly, type Table } from "../../record/record.ts";
import { parquet } from "../../record/write.ts";
import { writeChromeTrace } from "./chrome-trace.ts";
import { opendcResults } from "./opendc-results.ts";

const ending = (name: (typeof attemptEndings)[number]) => attemptEndings.indexOf(name);

/** Job a fails at 100 s and is done in a second attempt, b runs beside it for two hours and still runs, c never starts. */
const outcomes: JobOutcomes = {
  kind: "outcomes",
  origin: 1_700_000_000_000,
  jobs: ["a", "b", "c"],
  submitSeconds: Float64Array.of(0, 5, 4000),
  sites: ["mesa", "plain"],
  job: Int32Array.of(0, 1, 0, 2),
  attempt: Int32Array.of(1, 1, 2, 1),
  site: Int32Array.of(0, 0, 0, -1),
  startSeconds: Float64Array.of(10, 20, 130, -1),
  endSeconds: Float64Array.of(100, -1, 7300, -1),
  ending: Uint8Array.of(ending("failed"), ending("running"), ending("done"), ending("never started")),
  cause: Int32Array.of(0, -1, -1, -1),
  causes: ["memory"],
  milliAccelerators: Int32Array.of(8000, 500, 8000, 4000),
  lostSeconds: Float64Array.of(30, 0, 0, 0),
  overheadSeconds: Float64Array.of(1, 0, 2, 0),
  energyJ: Float64Array.of(1000, 50, 90_000, 0),
  carbonG: Float64Array.of(1, 0, 9, 0),
};

const rowsOf = async (bytes: Uint8Array) => (await parquetReadObjects({ file: bytes.slice().buffer })) as Record<string, unknown>[];

test("the table of attempts has a row for each, with names", () => {
  const table = attemptsTable(outcomes);
  assert.equal(table.rows, 4);
  assert.equal(table.values.length, attempts.columns.length);
  const column = (name: string) => table.values[attempts.columns.findIndex((one) => one.name === name)];
  assert.deepEqual(column("job"), ["a", "b", "a", "c"]);
  assert.deepEqual(column("site"), ["mesa", "mesa", "mesa", ""]);
  assert.deepEqual(column("ending"), ["failed", "running", "done", "never started"]);
  assert.deepEqual(column("accelerators"), Float64Array.of(8, 0.5, 8, 4));
});

test("outcomes come back from their table, through a Parquet file", async () => {
  const table = await readTable(attempts, parquet(attemptsTable(outcomes)));
  // A site at which nothing ran stands in no row.
  assert.deepEqual(outcomesOfTable(table, outcomes.origin), { ...outcomes, sites: ["mesa"] });
});

test("OpenDC task.parquet: attempts of a job add up", async () => {
  const files = opendcResults(7, outcomes);
  assert.deepEqual(Object.keys(files), ["seed=7/task.parquet", "seed=7/service.parquet"]);
  const [a, b, c] = await rowsOf(files["seed=7/task.parquet"]!);
  assert.deepEqual([a!["task_state"], b!["task_state"], c!["task_state"]], ["COMPLETED", "RUNNING", "PROVISIONING"]);
  assert.equal(a!["uptime"], BigInt((90 + 7170) * 1000));
  assert.equal(a!["downtime"], 30_000n);
  assert.equal(a!["gpu_time_lost"], BigInt(30 * 8 * 1000));
  assert.equal(a!["num_failures"], 1n);
  assert.equal(a!["scheduling_delay"], 10_000n);
  assert.equal(a!["energy_usage"], 91_000);
  assert.equal(a!["finish_time"], BigInt(outcomes.origin + 7_300_000));
  assert.equal(b!["uptime"], BigInt((7300 - 20) * 1000));
  assert.equal(b!["finish_time"], null);
  assert.equal(c!["schedule_time"], null);
});

test("OpenDC service.parquet: jobs are conserved every hour", async () => {
  const rows = await rowsOf(opendcResults(7, outcomes)["seed=7/service.parquet"]!);
  assert.deepEqual(
    rows.map((row) => [row["tasks_total"], row["tasks_pending"], row["tasks_active"], row["tasks_completed"], row["attempts_failure"], row["gpus_active"]]),
    [
      [0, 0, 0, 0, 0, 0],
      [2, 0, 2, 0, 1, 8.5],
      [3, 1, 2, 0, 1, 8.5],
      [3, 1, 1, 1, 1, 0.5],
    ],
  );
});

test("OpenDC host and powerSource from the record's hours, in W, J and g", async () => {
  const values = hourly.columns.map((column) =>
    column.type === "text" ? ["mesa"] : column.type === "int32" ? Int32Array.of(2) : Float64Array.of({ itMw: 10, gridMw: 12, carbonKgPerMwh: 400 }[column.name] ?? 0),
  );
  const table: Table = { shape: hourly, rows: 1, values };
  const files = opendcResults(1, outcomes, { table, origin: outcomes.origin });
  const [host] = await rowsOf(files["seed=1/host.parquet"]!);
  assert.deepEqual([host!["timestamp"], host!["power_draw"], host!["energy_usage"]], [7_200_000n, 10e6, 3.6e10]);
  const [source] = await rowsOf(files["seed=1/powerSource.parquet"]!);
  assert.deepEqual([source!["energy_usage"], source!["carbon_intensity"], source!["carbon_emission"]], [4.32e10, 400, 4_800_000]);
});

test("Chrome trace: spans by site, an instant for each failure, no two spans of a thread overlap", () => {
  const { traceEvents } = JSON.parse([...writeChromeTrace(outcomes)].join("")) as {
    traceEvents: { ph: string; name: string; ts: number; dur: number; pid: number; tid: number; args: Record<string, unknown> }[];
  };
  assert.deepEqual(
    traceEvents.map(({ ph, name }) => `${ph} ${name}`),
    ["M process_name", "M process_name", "X a", "i memory", "X b", "X a"],
  );
  const spans = traceEvents.filter(({ ph }) => ph === "X");
  assert.deepEqual(
    spans.map(({ ts, dur, pid, tid }) => [ts, dur, pid, tid]),
    [
      [10e6, 90e6, 1, 1],
      [20e6, 7280e6, 1, 2],
      [130e6, 7170e6, 1, 1],
    ],
  );
  assert.deepEqual(JSON.parse([...writeChromeTrace({ ...outcomes, sites: [], job: new Int32Array(0) })].join("")), { displayTimeUnit: "ms", traceEvents: [] });
});
