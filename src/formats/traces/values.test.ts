// Does each reader give what its file says: units, zones, endings, sums?

import assert from "node:assert/strict";
import { test } from "node:test";
import { endings, type JobTrace, type RequestTrace } from "../../record/trace.ts";
import { Clock, pacific, utc } from "./date-time.ts";
import { fixtures, readAs } from "./fixture.ts";
import { parquetOf } from "./parquet-columns.ts";

async function jobs(format: string): Promise<JobTrace & { notes: readonly string[] }> {
  const { name, content } = fixtures.find((fixture) => fixture.format === format)!;
  const { trace, notes } = await readAs(name, content);
  assert.ok(trace.kind === "jobs");
  return { ...trace, notes };
}

async function requests(format: string): Promise<RequestTrace> {
  const { name, content } = fixtures.find((fixture) => fixture.format === format)!;
  const { trace } = await readAs(name, content);
  assert.ok(trace.kind === "requests");
  return trace;
}

const ends = (trace: JobTrace) => Array.from(trace.ending, (ending) => endings[ending]);

test("SWF: requested before allocated, nodes from the header, waits, statuses, preceding jobs", async () => {
  const trace = await jobs("swf");
  assert.equal(trace.origin, 1_700_000_000_000);
  assert.deepEqual([...trace.submitSeconds], [0, 10, 20]);
  assert.deepEqual([...trace.startSeconds], [5, -1, 20]);
  assert.deepEqual([...trace.runSeconds], [100, -1, 7.5]);
  assert.deepEqual([...trace.limitSeconds], [200, 3600, -1]);
  assert.deepEqual([...trace.milliAccelerators], [8000, 16_000, 1000]);
  assert.deepEqual([...trace.nodes], [1, 2, 1]);
  assert.deepEqual([...trace.memoryMib!], [8, -1, -1]);
  assert.deepEqual(ends(trace), ["done", "cancelled", "failed"]);
  assert.deepEqual([...trace.after], [-1, 0, -1]);
  assert.ok(trace.notes.includes("1 job has a think time, which is left out"));
});

test("Philly: attempts add up; US Pacific time, in summer and in winter", async () => {
  const trace = await jobs("philly");
  assert.equal(new Date(trace.origin).toISOString(), "2017-10-07T08:00:00.000Z");
  assert.equal(new Date(trace.origin + trace.submitSeconds[1]! * 1000).toISOString(), "2017-12-07T09:00:00.000Z");
  assert.deepEqual([...trace.runSeconds], [3630, -1]);
  assert.deepEqual([...trace.startSeconds], [120, -1]);
  assert.deepEqual([...trace.milliAccelerators], [2000, 0]);
  assert.deepEqual([...trace.nodes], [1, -1]);
  assert.deepEqual(ends(trace), ["done", "cancelled"]);
});

test("Helios: China standard time; the wait column is no queue", async () => {
  const trace = await jobs("helios");
  assert.equal(new Date(trace.origin).toISOString(), "2020-04-01T00:00:00.000Z");
  assert.deepEqual([...trace.startSeconds], [10, -1]);
  assert.deepEqual([...trace.milliCores], [64_000, 4000]);
  assert.deepEqual(trace.queues, []);
  assert.deepEqual(trace.tenants, ["vcA", "vcB"]);
});

test("Acme: stamps of both offsets stand on one clock; memory of a pod on each node", async () => {
  const trace = await jobs("acme");
  assert.equal(new Date(trace.origin).toISOString(), "2023-05-01T00:00:00.000Z");
  assert.deepEqual([...trace.submitSeconds], [0, 1800]);
  assert.deepEqual([...trace.memoryMib!], [(1048.576 * 1e9 * 2) / 1_048_576, (8 * 1e9) / 1_048_576]);
  assert.deepEqual(trace.kindsOfWork, ["Pretrain", "Eval"]);
  assert.deepEqual(ends(trace), ["failed", "done"]);
});

test("openb: thousandths of an accelerator, allowed models, times from scheduling to deletion", async () => {
  const trace = await jobs("openb");
  assert.deepEqual([...trace.milliAccelerators], [460, 8000, 0]);
  assert.deepEqual([...trace.runSeconds], [90, 1000, -1]);
  assert.equal(trace.models[trace.model[0]!], "V100M16|V100M32");
  assert.equal(trace.model[1], -1);
});

test("PAI: instances times each one's share, sorted by submission", async () => {
  const trace = await jobs("pai");
  assert.deepEqual(trace.names, ["1", "0"]);
  assert.deepEqual([...trace.milliAccelerators], [0, 1000]);
  assert.deepEqual([...trace.instances!], [1, 2]);
  assert.deepEqual([...trace.milliCores], [4000, 12_000]);
  assert.deepEqual([...trace.startSeconds], [-1, 103]);
});

test("PAI tasks: per cent, no header line, tasks that never started left out", async () => {
  const trace = await jobs("pai-tasks");
  assert.deepEqual(trace.names, ["ja/ps", "ja/worker"]);
  assert.deepEqual([...trace.milliAccelerators], [0, 1000]);
  assert.deepEqual([...trace.runSeconds], [-1, 50]);
  assert.deepEqual(ends(trace), ["failed", "done"]);
  assert.ok(trace.notes.includes("1 task never started and is left out"));
});

test("sacct: steps left out, accelerators counted once, units of memory, cancelled while waiting", async () => {
  const trace = await jobs("sacct");
  assert.deepEqual(trace.names, ["101", "102", "103"]);
  assert.deepEqual([...trace.milliAccelerators], [16_000, 0, 1000]);
  assert.deepEqual([...trace.nodes], [2, 1, 1]);
  assert.deepEqual([...trace.memoryMib!], [1_048_576, -1, 64_000]);
  assert.deepEqual([...trace.limitSeconds], [14_400, -1, 3600]);
  assert.deepEqual([...trace.runSeconds], [7200, -1, 30]);
  assert.deepEqual([...trace.startSeconds], [60, -1, 360]);
  assert.deepEqual(ends(trace), ["done", "cancelled", "unknown"]);
  assert.deepEqual(trace.models, ["h100"]);
});

test("Azure: 100 ns are kept, counted from the whole second", async () => {
  const trace = await requests("azure-llm");
  assert.equal(new Date(trace.origin).toISOString(), "2024-05-10T00:00:00.000Z");
  assert.deepEqual([...trace.arrivalSeconds], [0.00993, 1.5]);
});

test("BurstGPT: failures stay, sessions and models are numbered", async () => {
  const trace = await requests("burstgpt");
  assert.deepEqual([...trace.outputTokens], [18, 0]);
  assert.deepEqual([...trace.session], [-1, 0]);
  assert.deepEqual(trace.models, ["ChatGPT", "GPT-4"]);
});

test("Mooncake: milliseconds, blocks, the block size that fits; large ids are numbered anew", async () => {
  const trace = await requests("mooncake");
  assert.deepEqual([...trace.arrivalSeconds], [0, 3, 3]);
  assert.deepEqual([...trace.blockStart], [0, 2, 4, 5]);
  assert.deepEqual([...trace.blocks], [0, 1, 0, 2, 3]);
  assert.equal(trace.tokensPerBlock, 512);
  const { trace: other } = await readAs("m.jsonl", '{"timestamp":0,"input_length":40,"output_length":1,"hash_ids":[9007199254740991,5,9007199254740991]}\n');
  assert.ok(other.kind === "requests");
  assert.deepEqual([...other.blocks], [0, 1, 0]);
  assert.equal(other.tokensPerBlock, 16);
});

test("OpenDC tasks: version, milliseconds, parents by id", async () => {
  const trace = await jobs("opendc");
  assert.equal(trace.origin, 1_700_000_000_000);
  assert.deepEqual(trace.names, ["first", "6"]);
  assert.deepEqual([...trace.submitSeconds], [0, 1.5]);
  assert.deepEqual([...trace.runSeconds], [60, 1.5]);
  assert.deepEqual([...trace.milliAccelerators], [2000, 0]);
  assert.deepEqual([...trace.after], [-1, 0]);
});

test("OpenDC: schema 1 of tasks and of fragments, carbon and failures; bad values by row and column", async () => {
  const old = parquetOf([
    { name: "id", type: "text", values: ["a", "b"] },
    { name: "submission_time", type: "time", values: [5000, 1000] },
    { name: "duration", type: "int64", values: [10, 20] },
    { name: "cpu_count", type: "int32", values: [1, 2] },
    { name: "nature", type: "text", optional: true, values: ["deferrable", null] },
  ]);
  const tasks = await readAs("tasks.parquet", old);
  assert.match(tasks.sentence, /OpenDC Parquet table: a Parquet file: tasks, schema version 1/);
  assert.ok(tasks.trace.kind === "jobs");
  assert.deepEqual(tasks.trace.names, ["b", "a"]);
  const pieces = (timestamps: readonly number[]) =>
    parquetOf([
      { name: "id", type: "text", values: ["a", "a"] },
      { name: "timestamp", type: "time", values: timestamps },
      { name: "duration", type: "int64", values: [10, 20] },
      { name: "cpu_usage", type: "double", values: [1, 2] },
    ]);
  const fragments = await readAs("f.parquet", pieces([10, 30]));
  assert.ok(fragments.trace.kind === "fragments");
  assert.deepEqual([...fragments.trace.durationSeconds], [0.01, 0.02]);
  assert.deepEqual([...fragments.trace.acceleratorMhz], [-1, -1]);
  await assert.rejects(readAs("f.parquet", pieces([30, 10])), /^TraceError: f\.parquet:2:2: timestamp: expected a time that is not before/);
  const carbon = await readAs(
    "c.parquet",
    parquetOf([
      { name: "timestamp", type: "time", values: [0, 3_600_000] },
      { name: "carbon_intensity", type: "double", values: [400, 390.5] },
    ]),
  );
  assert.deepEqual(carbon.trace, { kind: "carbon", origin: 0, seconds: Float64Array.of(0, 3600), gramsPerKwh: Float64Array.of(400, 390.5) });
  const failures = (share: number) =>
    parquetOf([
      { name: "failure_interval", type: "int64", values: [1000] },
      { name: "failure_duration", type: "int64", values: [2000] },
      { name: "failure_intensity", type: "double", values: [share] },
    ]);
  assert.deepEqual((await readAs("x.parquet", failures(0.5))).trace, {
    kind: "failures",
    intervalSeconds: Float64Array.of(1),
    durationSeconds: Float64Array.of(2),
    share: Float64Array.of(0.5),
  });
  await assert.rejects(readAs("x.parquet", failures(1.5)), /x\.parquet:1:3: failure_intensity: expected a share of at most 1, found 1\.5/);
  await assert.rejects(readAs("x.parquet", parquetOf([{ name: "other", type: "int32", values: [1] }])), /expected the columns id, submission_time.* found other/);
  await assert.rejects(readAs("x.parquet", old.slice(0, 40)), /expected a Parquet file, found one that cannot be read/);
});

test("dates: offsets, leap days, daylight saving, and what is no date", () => {
  const at = (text: string, zone = utc) => {
    const clock = new Clock(zone);
    const seconds = clock.secondsOf(text);
    return clock.base + seconds;
  };
  for (const text of ["2024-02-29 12:34:56", "1969-12-31 23:59:59", "2000-03-01 00:00", "2099-12-31T23:59:59Z"])
    assert.equal(at(text), Date.parse(`${text.replace(" ", "T").replace("Z", "")}Z`) / 1000, text);
  assert.equal(at("2024-05-10 08:00:00+08:00"), at("2024-05-10 00:00:00Z"));
  assert.equal(at("2024-05-10 08:00:00-0530"), at("2024-05-10 13:30:00Z"));
  assert.equal(at("2024-05-10 08:00:00+08"), at("2024-05-10 00:00:00Z"));
  assert.equal(at("2017-11-05 01:59:59", pacific), at("2017-11-05 08:59:59Z"));
  assert.equal(at("2017-11-05 02:00:00", pacific), at("2017-11-05 10:00:00Z"));
  assert.equal(at("2017-03-12 03:00:00", pacific), at("2017-03-12 10:00:00Z"));
  for (const text of [
    "",
    "2024-02-30 00:00:00",
    "2024-13-01 00:00:00",
    "2024-01-01",
    "2024-01-01 24:00:00",
    "2024-01-01 00:00:00x",
    "2024-01-01 00:00:00+",
    "2024-01-01 00:00:",
    "1700000000",
  ])
    assert.ok(Number.isNaN(at(text)), text);
});
