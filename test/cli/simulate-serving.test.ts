// `gigasite simulate --serving SPEC [--trace FILE]`: requests played out, written, exported, compared; and what is wrong with a specification.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { numberColumn } from "../../src/record/column.ts";
import { readRecord } from "../../src/record/read.ts";
import { servedRequests } from "../../src/record/served-requests.ts";
import { begin, gigasite, hashes, inFolder, json, main, root, until } from "./command.ts";

const spec = join(root, "test/programmes/serving.yaml");

interface Served {
  readonly trace: string | null;
  readonly summary: { readonly requests: number; readonly finished: number; readonly firstToken: { readonly p50: number }; readonly acceleratorHours: number };
  readonly fluid: { readonly error: { readonly endToEnd: number } };
}

test("requests are drawn, played out and written; what was drawn goes out as two traces, which come to the same", () =>
  inFolder(async (folder) => {
    const plain = await gigasite(["simulate", "--serving", spec], folder);
    assert.equal(plain.status, 0, plain.stderr);
    for (const said of [
      /500 requests/,
      /time to first token +\d/,
      /between tokens +\d/,
      /end to end +\d/,
      /goodput .* first token within 200 ms/,
      /tokens per joule/,
      /tokens per dollar/,
      /preemptions/,
      /prefix cache/,
      /the fluid limit against this run/,
    ])
      assert.match(plain.stdout, said);
    const again = await json<Served>(["simulate", "--serving", spec, "-o", "again"], folder);
    assert.deepEqual(hashes(join(folder, "runs/serving")), hashes(join(folder, "again")));
    assert.equal(again.trace, null);
    assert.ok(Math.abs(again.fluid.error.endToEnd) < 0.2);

    const { tables } = await readRecord(join(folder, "again/record"));
    const { requests } = tables;
    assert.deepEqual([requests!.rows, requests!.shape], [500, servedRequests]);
    assert.ok(numberColumn(requests!, "end").every((end, row) => end > numberColumn(requests!, "arrival")[row]!));

    const { files } = await json<{ files: { file: string }[] }>(["export", "again", "--mooncake", "--vidur"], folder);
    assert.deepEqual(
      files.map(({ file }) => file),
      ["again/export/again.mooncake.jsonl", "again/export/again.vidur.csv"],
    );
    const replayed = await gigasite(["simulate", "--serving", spec, "--trace", files[1]!.file, "-o", "replayed"], folder);
    assert.equal(replayed.status, 0, replayed.stderr);
    assert.match(replayed.stdout, /again\.vidur\.csv: Vidur/);
    const same = await readRecord(join(folder, "replayed/record"));
    assert.deepEqual(numberColumn(same.tables["requests"]!, "input"), numberColumn(requests!, "input"));
    // Vidur's seconds have seven digits.
    assert.ok(numberColumn(same.tables["requests"]!, "arrival").every((arrival, row) => Math.abs(arrival - numberColumn(requests!, "arrival")[row]!) < 1e-6));
  }));

test("--set asks what if, and compare tells what moved", () =>
  inFolder(async (folder) => {
    const two = await json<Served>(["simulate", "--serving", spec, "-o", "two"], folder);
    const one = await json<Served>(["simulate", "--serving", spec, "-o", "one", "--set", "pool.replicas=1"], folder);
    assert.ok(one.summary.firstToken.p50 > two.summary.firstToken.p50 && one.summary.acceleratorHours < two.summary.acceleratorHours);
    const { records } = await json<{ records: { inputs: object[]; totals: { figure: string; a: number; b: number; difference: number }[] } }>(["compare", "two", "one"], folder);
    assert.deepEqual(records.inputs, [{ path: "pool.replicas", a: 2, b: 1 }]);
    const first = records.totals.find(({ figure }) => figure === "first token, P50")!;
    assert.deepEqual([first.a, first.b], [two.summary.firstToken.p50, one.summary.firstToken.p50]);
  }));

test("a bad specification, a trace of jobs, a model that does not fit and a run with a plan are refused, and nothing is written", () =>
  inFolder(async (folder) => {
    const refused = async (args: readonly string[], said: RegExp) => {
      const { status, stderr } = await gigasite(["simulate", ...args], folder);
      assert.equal(status, 2, stderr);
      assert.match(stderr, said);
      assert.ok(!existsSync(join(folder, "runs")));
    };
    writeFileSync(join(folder, "bad.yaml"), readFileSync(spec, "utf8").replace("200 ms", "200 MW").replace("kind: chunked", "kind: cunked"));
    await refused(["--serving", "bad.yaml"], /bad\.yaml:5:\d+: pool\.scheduler\.kind: .*\n.*bad\.yaml:7:27: objectives\.firstToken: expected a length of time/);
    await refused(["--serving", "none.yaml"], /none\.yaml: there is no such file/);
    await refused(["--serving", spec, "--set", "model=llama-3-1-405b"], /does not fit/);
    await refused(["--serving", spec, "tiny.yaml"], /leave one of them out/);
    await refused([], /expected a programme file or a plan, .*or --serving SPEC/);
    writeFileSync(join(folder, "jobs.swf"), "; UnixStartTime: 0\n1 0 5 100 4 -1 -1 4 200 -1 1 1 1 1 1 1 -1 -1\n");
    await refused(["--serving", spec, "--trace", "jobs.swf"], /expected a trace of requests for --serving, found jobs/);
    await refused(["--serving", spec, "--trace", "none.csv"], /none\.csv: there is no such file/);
    writeFileSync(join(folder, "plan.json"), "{}");
    await refused(["--serving", spec, "-o", "."], /a plan stands here/);
    const exported = await gigasite(["export", ".", "--mooncake"], folder);
    assert.deepEqual([exported.status, /expects a record with requests in it/.test(exported.stderr)], [2, true]);
  }));

test("Ctrl-C ends a long run, and nothing is written", () =>
  inFolder(async (folder) => {
    const run = begin(process.execPath, [main, "simulate", "--serving", spec, "-o", "long", "--set", "requests.count=5000000"], folder);
    await until("the run folder", () => existsSync(join(folder, "long/.partial/next")));
    run.process.kill("SIGINT");
    const { status } = await run.ended;
    assert.deepEqual([status, existsSync(join(folder, "long"))], [130, false]);
  }));
