// Does every format keep the same promises: found by itself, read in any chunks, wrong rows told by line and column, all at once?

import assert from "node:assert/strict";
import { test } from "node:test";
import { detectTrace, traceFormats } from "./detect.ts";
import { fixtures, readAs } from "./fixture.ts";
import { TraceError } from "./problems.ts";
import { readTrace } from "./read-trace.ts";
import { summaryOf } from "./trace-summary.ts";

const encoder = new TextEncoder();
const bytesOf = (content: string | Uint8Array) => (typeof content === "string" ? encoder.encode(content) : content);

/** The problems of a file that must not be read. */
async function problemsOf(name: string, content: string | Uint8Array): Promise<readonly string[]> {
  const error: unknown = await readAs(name, content).then(
    () => assert.fail(`${name} was read`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TraceError, String(error));
  return error.problems;
}

test("every format has a fixture", () => {
  assert.deepEqual(
    traceFormats.map(({ id }) => id).filter((id) => !fixtures.some(({ format }) => format === id)),
    [],
  );
});

for (const { format, name, content, rows, wrong, headerLines } of fixtures) {
  test(`${format}: is found, and read alike in chunks of every size`, async () => {
    const { format: found, sentence } = detectOf(name, bytesOf(content));
    assert.equal(found, format);
    assert.match(sentence, /: /);
    const read = await readAs(name, content);
    assert.equal(read.format, format);
    assert.equal(summaryOf(read.trace).rows, rows);
    const sizes = rows > 1000 ? [4096] : [1, 2, 7, 64];
    for (const size of sizes) assert.deepEqual(await readAs(name, content, size), read, `in chunks of ${size} bytes`);
  });

  test(`${format}: an empty file is told`, async () => {
    assert.match((await problemsOf(name, "")).join("\n"), /:1:1: expected .*empty file/);
  });

  if (typeof content === "string") {
    test(`${format}: byte order mark, CRLF and a last line without an end change nothing`, async () => {
      const { trace } = await readAs(name, content);
      assert.deepEqual((await readAs(name, `\uFEFF${content}`)).trace, trace, "byte order mark");
      assert.deepEqual((await readAs(name, content.replaceAll("\n", "\r\n"))).trace, trace, "CRLF");
      assert.deepEqual((await readAs(name, content.trimEnd())).trace, trace, "no last line end");
      if (headerLines !== undefined) assert.deepEqual((await readAs(name, content.replaceAll("\n", "\n\n"))).trace, trace, "empty lines");
    });
  }

  for (const { row, says } of wrong ?? []) {
    test(`${format}: tells ${says.source}`, async () => {
      const problems = await problemsOf(name, `${String(content)}${row}\n`);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0]!, says);
      assert.match(problems[0]!, new RegExp(`^${name.replaceAll(".", "\\.")}:\\d+:\\d+: .*; \\w`), "file, line, column, and what to do");
    });
  }

  if (wrong !== undefined) {
    test(`${format}: all problems at once, up to 50 and then a count`, async () => {
      const problems = await problemsOf(name, `${String(content)}${`${wrong[0]!.row}\n`.repeat(1060)}`);
      assert.equal(problems.length, 51);
      assert.equal(problems[50], `${name}: and 1,010 more problems`);
    });
  }

  if (headerLines === 1) {
    test(`${format}: quoted fields are the same, where commas separate; a column that is not there is told`, async () => {
      const text = String(content);
      if (!text.split("\n", 1)[0]!.includes("|")) {
        const quoted = text
          .trimEnd()
          .split("\n")
          .map((line) =>
            line
              .split(",")
              .map((field) => (field === "" ? "" : `"${field}"`))
              .join(","),
          )
          .join("\n");
        assert.deepEqual((await readAs(name, quoted)).trace, (await readAs(name, text)).trace);
      }
      assert.match((await problemsOf(name, text.split("\n", 1)[0]!.slice(1))).join("\n"), /expected/);
    });
  }
}

function detectOf(name: string, bytes: Uint8Array): { format: string; sentence: string } {
  const { format, sentence } = detectTrace(name, bytes);
  return { format: format.id, sentence };
}

test("what nothing recognises is told with all that was looked for", () => {
  assert.throws(
    () => detectTrace("x.csv", encoder.encode("a,b\n1,2\n")),
    (error: unknown) => {
      assert.ok(error instanceof TraceError);
      assert.match(error.problems[0]!, /^x\.csv:1:1: expected one of the formats below, found a file that begins with "a,b"/);
      assert.equal(error.problems.length, traceFormats.length + 1);
      return true;
    },
  );
  assert.throws(() => detectTrace("x", Uint8Array.of(0x1f, 0x8b, 8)), /compressed with gzip/);
});

test("two formats that fit are told, not guessed between", () => {
  const header = encoder.encode("job_id,user,vc,type,gpu_num,submit_time,duration,gpu_time\n");
  assert.throws(() => detectTrace("x.csv", header), /expected one format, found signs of Helios job log: 8 columns, from the header line and of Acme job log/);
});

test("a quote that is never closed and text after one are told", async () => {
  const header = "arrived_at,num_prefill_tokens,num_decode_tokens\n";
  assert.match((await problemsOf("q.csv", `${header}"1,2,3\n4,5,6\n`)).join("\n"), /q\.csv:2:1: expected a closing quote, found the end of the file/);
  assert.match((await problemsOf("q.csv", `${header}"1"2,2,3\n`)).join("\n"), /q\.csv:2:1: expected a comma after a closing quote/);
});

test("a line break in a quoted field does not shift the lines that messages name", async () => {
  const text = 'timestamp,duration,num_gpus,gpu_time,cluster\n0,1,1,1,"two\nlines, and ""quotes"""\n1,x,1,1,c\n';
  assert.deepEqual(await problemsOf("q.csv", text), ['q.csv:4:3: duration: expected a number of at least 0, found "x"; correct the field or delete the row']);
  const { trace } = await readAs("q.csv", text.replace("x,", "2,"));
  assert.ok(trace.kind === "jobs");
  assert.equal(trace.tenants[0], 'two\nlines, and "quotes"');
});

test("rows out of order are sorted, ties as they stand, and counted", async () => {
  const read = await readAs("v.csv", "arrived_at,num_prefill_tokens,num_decode_tokens\n5,1,1\n2,2,1\n5,3,1\n2,4,1\n");
  assert.ok(read.trace.kind === "requests");
  assert.deepEqual([...read.trace.inputTokens], [2, 4, 1, 3]);
  assert.ok(read.notes.includes("2 rows were out of order of arrival and sorted"));
});

test("a row that never ends is told without holding the file", async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield encoder.encode('arrived_at,num_prefill_tokens,num_decode_tokens\n"');
    for (let chunk = 0; chunk < 400; chunk += 1) yield new Uint8Array(1 << 16).fill(97);
    assert.fail("read on");
  }
  await assert.rejects(readTrace("e.csv", endless()), /expected a row of less than 16 MiB/);
});
