// Does a trace that is written and read again have the same columns, and does no file make a reader fail otherwise than with its problems?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { endings, type JobTrace, type RequestTrace } from "../../record/trace.ts";
import { fixtures, readAs } from "./fixture.ts";
import type { Trace } from "./format.ts";
import { TraceError } from "./problems.ts";
import { type jobFormats, requestFormats, type WritableFormat } from "./writable-formats.ts";
import { writeTrace } from "./write-trace.ts";

const encoder = new TextEncoder();

/** The first file of a trace in a format. */
function written(trace: Trace, format: WritableFormat): Uint8Array {
  const parts = Array.from(writeTrace(trace, format)[0]!.pieces, (piece) => (typeof piece === "string" ? encoder.encode(piece) : piece));
  return Buffer.concat(parts);
}

async function again(trace: Trace, format: WritableFormat): Promise<Trace> {
  const read = await readAs(format === "opendc" ? "tasks.parquet" : "written", written(trace, format));
  assert.equal(read.format, format);
  return read.trace;
}

for (const { format, name, content } of fixtures) {
  const writable = writableAs(format);
  if (writable === undefined) continue;
  test(`${format}: written and read again, the fixture has the same columns`, async () => {
    const { trace } = await readAs(name, content);
    assert.deepEqual(comparable(await again(trace, writable)), comparable(trace));
    assert.deepEqual(written(await again(trace, writable), writable), written(trace, writable), "and the same bytes");
  });
}

function writableAs(format: string): WritableFormat | undefined {
  return (["swf", "pai", "openb", "philly-csv", "opendc", ...requestFormats] as const).find((id) => id === format);
}

/** Names for their numbers, which follow the order of the file; without what a format cannot say: whole seconds and no ratio of processors to nodes in SWF, memory in other units. */
function comparable(trace: Trace): unknown {
  if (trace.kind !== "jobs") return trace;
  const { nodes: _nodes, runSeconds, memoryMib, users, tenants, queues, kindsOfWork, models, ...rest } = trace;
  const named = (column: Int32Array, names: readonly string[]) => Array.from(column, (index) => names[index] ?? "");
  return {
    ...rest,
    user: named(trace.user, users),
    tenant: named(trace.tenant, tenants),
    queue: named(trace.queue, queues),
    kindOfWork: named(trace.kindOfWork, kindsOfWork),
    model: named(trace.model, models),
    runSeconds: runSeconds.map(Math.round),
    memoryMib: memoryMib?.map(Math.round),
  };
}

const count = (most: number) => fc.integer({ min: 0, max: most });
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _,"|-]{0,12}[A-Za-z0-9]$/);

/** Jobs with what every writer of jobs can say: whole seconds, whole accelerators, names that are unique. */
const anyJobs: fc.Arbitrary<JobTrace> = fc
  .array(fc.record({ submit: count(1e6), wait: fc.option(count(1e5)), run: count(1e6), accelerators: count(5000), cores: count(1000) }), { minLength: 1, maxLength: 40 })
  .map((rows) => {
    const sorted = rows.toSorted((a, b) => a.submit - b.submit);
    const unknown = () => new Int32Array(sorted.length).fill(-1);
    return {
      kind: "jobs",
      origin: 0,
      names: sorted.map((_, job) => String(job + 1)),
      submitSeconds: Float64Array.from(sorted, ({ submit }) => submit),
      runSeconds: Float64Array.from(sorted, ({ run }) => run),
      limitSeconds: new Float64Array(sorted.length).fill(-1),
      startSeconds: Float64Array.from(sorted, ({ submit, wait }) => (wait === null ? -1 : submit + wait)),
      milliAccelerators: Int32Array.from(sorted, ({ accelerators }) => accelerators * 1000),
      nodes: unknown(),
      milliCores: Int32Array.from(sorted, ({ cores }) => cores * 1000),
      user: unknown(),
      tenant: unknown(),
      queue: unknown(),
      kindOfWork: unknown(),
      model: unknown(),
      ending: new Uint8Array(sorted.length),
      after: unknown(),
      users: [],
      tenants: [],
      queues: [],
      kindsOfWork: [],
      models: [],
    };
  });

/** What each format of jobs keeps. */
const kept: Readonly<Record<(typeof jobFormats)[number], readonly (keyof JobTrace)[]>> = {
  swf: ["names", "submitSeconds", "startSeconds", "runSeconds", "milliAccelerators"],
  pai: ["names", "submitSeconds", "startSeconds", "runSeconds", "milliAccelerators", "milliCores"],
  openb: ["names", "submitSeconds", "startSeconds", "milliAccelerators", "milliCores"],
  "philly-csv": ["submitSeconds", "runSeconds", "milliAccelerators"],
  opendc: ["names", "runSeconds", "milliAccelerators"],
};

for (const [format, columns] of Object.entries(kept)) {
  test(`${format}: any jobs keep ${columns.join(", ")}`, async () => {
    await fc.assert(
      fc.asyncProperty(anyJobs, async (trace) => {
        const read = (await again(trace, format as WritableFormat)) as JobTrace;
        for (const column of columns) assert.deepEqual(read[column], trace[column], column);
      }),
      { numRuns: 60 },
    );
  });
}

test("openb keeps shares of one accelerator and unquotes names", async () => {
  await fc.assert(
    fc.asyncProperty(anyJobs, count(999), name, async (trace, milli, text) => {
      const first = {
        ...trace,
        milliAccelerators: trace.milliAccelerators.map((value, job) => (job === 0 ? milli : value)),
        names: trace.names.map((own, job) => (job === 0 ? text : own)),
      };
      const read = (await again(first, "openb")) as JobTrace;
      assert.deepEqual(read.milliAccelerators, first.milliAccelerators);
      assert.deepEqual(read.names, first.names);
    }),
    { numRuns: 60 },
  );
});

const anyRequests: fc.Arbitrary<RequestTrace> = fc
  .array(fc.record({ arrival: count(1e7), input: count(200_000), output: count(20_000) }), { minLength: 1, maxLength: 60 })
  .map((rows) => {
    const sorted = rows.toSorted((a, b) => a.arrival - b.arrival);
    // Azure's stamps have a date: a trace with one begins within its second 0.
    const first = Math.floor(sorted[0]!.arrival / 1000) * 1000;
    return {
      kind: "requests",
      origin: Date.UTC(2024, 4, 10),
      arrivalSeconds: Float64Array.from(sorted, ({ arrival }) => (arrival - first) / 1000),
      inputTokens: Int32Array.from(sorted, ({ input }) => input),
      outputTokens: Int32Array.from(sorted, ({ output }) => output),
      model: new Int32Array(sorted.length).fill(-1),
      models: [],
      session: new Int32Array(sorted.length).fill(-1),
      blockStart: new Int32Array(0),
      blocks: new Int32Array(0),
      tokensPerBlock: 0,
    };
  });

for (const format of requestFormats) {
  test(`${format}: any requests keep arrivals to the millisecond and tokens`, async () => {
    await fc.assert(
      fc.asyncProperty(anyRequests, async (trace) => {
        const read = (await again(trace, format)) as RequestTrace;
        const milliseconds = (seconds: Float64Array) => seconds.map((value) => Math.round(value * 1000));
        assert.deepEqual(milliseconds(read.arrivalSeconds), milliseconds(trace.arrivalSeconds));
        assert.deepEqual(read.inputTokens, trace.inputTokens);
        assert.deepEqual(read.outputTokens, trace.outputTokens);
        if (format === "azure-llm") assert.equal(read.origin, trace.origin);
      }),
      { numRuns: 60 },
    );
  });
}

test("a trace of another kind is refused with what it can be written as", async () => {
  const { trace } = await readAs("v.csv", "arrived_at,num_prefill_tokens,num_decode_tokens\n1,2,3\n");
  assert.throws(() => writeTrace(trace, "swf"), /^TraceError: swf: a trace of requests can be written as vidur, mooncake, azure-llm$/);
});

/** Reads, or fails with problems; anything else fails the test. */
async function harmless(name: string, content: string | Uint8Array, size: number): Promise<void> {
  try {
    await readAs(name, content, size);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    assert.ok(error.problems.length > 0 && error.problems.length <= 51);
  }
}

test("fuzz: any bytes are read or told to be wrong", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (bytes, size) => harmless("x", bytes, size)),
    { numRuns: 300 },
  );
});

for (const { format, name: file, content, rows } of fixtures) {
  // The Parquet library does not bound what a damaged page says of itself: of such files, cut ones are tried below.
  if (rows > 1000 || typeof content !== "string") continue;
  test(`fuzz: ${format} with bytes changed, put in and left out`, async () => {
    const bytes = encoder.encode(content);
    const change = fc.record({
      at: fc.nat(bytes.length - 1),
      take: fc.nat(3),
      put: fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.constantFrom(...['"', ",", "\n", "-", "9e99", "0", "|", "{", " "].map((text) => encoder.encode(text)))),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 200 }), async (changes, size) => {
        let changed: Uint8Array = bytes;
        for (const { at, take, put } of changes) changed = Buffer.concat([changed.subarray(0, at), put, changed.subarray(at + take)]);
        await harmless(file, changed, size);
      }),
      { numRuns: 150 },
    );
  });
}

test("fuzz: a Parquet file that is cut anywhere is told", async () => {
  const { name: file, content } = fixtures.find(({ format }) => format === "opendc")!;
  for (let length = 1; length < content.length; length += 1) await assert.rejects(readAs(file, content.slice(0, length)), TraceError);
});

test("every ending is written as a status that reads back, where the format has one", async () => {
  const { trace } = await readAs("made.swf", fixtures[0]!.content);
  assert.ok(trace.kind === "jobs");
  for (const [index, ending] of endings.entries()) {
    const read = (await again({ ...trace, ending: trace.ending.map(() => index) }, "swf")) as JobTrace;
    const expected = { "timed out": "cancelled", "lost node": "failed" }[ending as string] ?? ending;
    assert.deepEqual(
      [...new Set(read.ending)].map((value) => endings[value]),
      [expected],
      ending,
    );
  }
});
