// Are real traces read as they are? Data of others, read in place and never copied: the folder that development keeps beside the checkout.

import assert from "node:assert/strict";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import type { WritableFormat } from "../src/formats/traces/writable-formats.ts";
import { readTrace } from "../src/formats/traces/read-trace.ts";
import { summaryOf } from "../src/formats/traces/trace-summary.ts";
import { writeTrace } from "../src/formats/traces/write-trace.ts";

const folder = fileURLToPath(new URL("../../shared/data", import.meta.url));
const skip = existsSync(folder) || process.env["GIGASITE_REQUIRE_ALL"] === "1" ? false : "the folder of real traces, ../shared/data, is not on this machine";
const read = (path: string) => readTrace(path, createReadStream(join(folder, path)));

async function* once(pieces: Iterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
}

/** Rows as the folder's README counts them; sums of tokens and of accelerators as awk adds them up. */
const samples = [
  { path: "traces/azure-llm/AzureLLMInferenceTrace_code.csv", format: "azure-llm", rows: 8819, inputTokens: 18_059_974, outputTokens: 245_896 },
  { path: "traces/azure-llm/AzureLLMInferenceTrace_conv.csv", format: "azure-llm", rows: 19_366, inputTokens: 22_361_870, outputTokens: 4_088_665 },
  { path: "traces/alibaba-openb/openb_pod_list_default.csv", format: "openb", rows: 8152 },
  { path: "traces/alibaba-openb/openb_pod_list_gpushare100.csv", format: "openb", rows: 8152 },
  { path: "traces/alibaba-openb/openb_pod_list_multigpu50.csv", format: "openb", rows: 9061 },
  { path: "traces/alibaba-openb/openb_node_list_gpu_node.csv", format: "openb-nodes", rows: 1213, accelerators: 6212 },
  { path: "traces/alibaba-openb/openb_node_list_all_node.csv", format: "openb-nodes", rows: 1523, accelerators: 6212 },
  { path: "weather/raw/TX-Abilene_Regional_Ap_Ut.tmy3", format: "tmy3", rows: 8760 },
  { path: "weather/raw/USA_TX_Dallas-Fort.Worth.Intl.AP.722590_TMY3.epw", format: "epw", rows: 8760 },
];

for (const { path, format, ...figures } of samples) {
  test(`${path}: ${figures.rows} rows`, { skip }, async () => {
    const made = await read(path);
    assert.equal(made.format, format);
    const summary = summaryOf(made.trace);
    for (const [figure, value] of Object.entries(figures)) assert.equal(summary[figure as keyof typeof summary], value, figure);
  });
}

for (const [path, format] of [
  ["traces/azure-llm/AzureLLMInferenceTrace_conv.csv", "azure-llm"],
  ["traces/alibaba-openb/openb_pod_list_default.csv", "openb"],
] as const satisfies readonly (readonly [string, WritableFormat])[]) {
  test(`${path}: written as ${format}, it is read as the same trace`, { skip }, async () => {
    const { trace } = await read(path);
    const again = await readTrace("written.csv", once(writeTrace(trace, format)[0]!.pieces));
    if (trace.kind === "requests" && again.trace.kind === "requests") {
      // Stamps have 100 ns, a double of the seconds of an hour a thousandth of that.
      const steps = (seconds: Float64Array) => seconds.map((value) => Math.round(value * 1e7));
      assert.deepEqual(steps(again.trace.arrivalSeconds), steps(trace.arrivalSeconds));
      assert.deepEqual({ ...again.trace, arrivalSeconds: 0 }, { ...trace, arrivalSeconds: 0 });
    } else assert.deepEqual(again.trace, trace);
  });
}

test("the openb pods' demand is the sum of the file's columns", { skip }, async () => {
  const path = "traces/alibaba-openb/openb_pod_list_default.csv";
  const { trace } = await read(path);
  assert.ok(trace.kind === "jobs");
  const rows = readFileSync(join(folder, path), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  assert.equal(
    trace.milliAccelerators.reduce((a, b) => a + b, 0),
    rows.reduce((sum, row) => sum + Number(row[3]) * Number(row[4]), 0),
  );
  assert.equal(
    trace.runSeconds.filter((run) => run >= 0).reduce((a, b) => a + b, 0),
    rows.reduce((sum, row) => sum + (row[10] === "" ? 0 : Number(row[9]) - Number(row[10])), 0),
  );
});

test("the Mooncake conversation, its blocks made up again from their counts, keeps tokens and block size", { skip }, async () => {
  const rows = readFileSync(join(folder, "traces/mooncake/conversation_trace.csv"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  let next = 0;
  const lines = rows.map(([timestamp, input_length, output_length, blocks]) => {
    const hash_ids = Array.from({ length: blocks! }, () => (next += 1));
    return `${JSON.stringify({ timestamp, input_length, output_length, hash_ids })}\n`;
  });
  const { trace, sentence } = await readTrace("conversation_trace.jsonl", once(lines));
  assert.match(sentence, /Mooncake request trace: JSON lines with timestamp, input_length, output_length, hash_ids/);
  assert.ok(trace.kind === "requests");
  assert.equal(trace.arrivalSeconds.length, 12_031);
  assert.equal(trace.tokensPerBlock, 512);
  assert.equal(trace.blocks.length, next);
});
