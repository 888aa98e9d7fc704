// `gigasite import` of traces: what is printed, what is written, what is refused and with which status?

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test } from "node:test";
import { gigasite, inFolder, json } from "./command.ts";

const swf = "; UnixStartTime: 1700000000\n1 0 5 100 8 -1 -1 8 200 -1 1 3 1 -1 1 -1 -1 -1\n2 7200 0 3600 16 -1 -1 16 3600 -1 1 4 1 -1 1 -1 -1 -1\n";

test("a trace is described: format, rows, span, accelerator-hours, problems", () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, "jobs.swf"), swf);
    const { status, stdout, stderr } = await gigasite(["import", "jobs.swf"], folder);
    assert.equal(status, 0, stderr);
    assert.match(
      stdout,
      /^jobs\.swf: Standard Workload Format \(SWF v2\): 18 columns, 1 header lines\n {2}2 jobs over 2 hours from 2023-11-14T22:13:20\.000Z\n {2}16\.22 accelerator-hours, the largest job 16 accelerators\n/,
    );
    assert.match(stdout, / {2}problems: none\n/);
    assert.deepEqual(readdirSync(folder), ["jobs.swf"]);
  }));

test("a trace is written in another format, from a gzip file too, and as one JSON document", () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, "jobs.swf.gz"), gzipSync(swf));
    const told = await json<{ format: string; rows: number; problems: number; written: string[] }>(["import", "jobs.swf.gz", "--to", "philly-csv", "-o", "jobs.csv"], folder);
    assert.deepEqual([told.format, told.rows, told.problems, told.written], ["swf", 2, 0, ["jobs.csv"]]);
    assert.equal(readFileSync(join(folder, "jobs.csv"), "utf8"), "timestamp,duration,num_gpus,gpu_time,cluster\n0,100,8,800,1\n7200,3600,16,57600,1\n");
    await json(["import", "jobs.csv", "--to", "opendc", "-o", "opendc"], folder);
    assert.deepEqual(readdirSync(join(folder, "opendc")).toSorted(), ["fragments.parquet", "tasks.parquet"]);
    const back = await json<{ format: string; rows: number; acceleratorHours: number }>(["import", "opendc/tasks.parquet"], folder);
    assert.deepEqual([back.format, back.rows, back.acceleratorHours], ["opendc", 2, (800 + 57_600) / 3600]);
  }));

test("bad input and bad usage end with status 2, and nothing is written", () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, "bad.swf"), `${swf}3 x 0 100 8 -1 -1 8 200 -1 1 3 1 -1 1 -1 -1 -1\n4 1 2\n`);
    writeFileSync(join(folder, "jobs.swf"), swf);
    writeFileSync(join(folder, "not.gz"), "no gzip");
    writeFileSync(join(folder, "what.csv"), "a,b\n1,2\n");
    for (const [args, says] of [
      [["bad.swf", "--to", "pai", "-o", "out"], /^bad\.swf:4:3: submit time: expected a number of at least 0, found "x"; .*\nbad\.swf:5:1: expected 18 numbers, found 3; /],
      [["jobs.swf", "--to", "vidur", "-o", "out"], /import: --to vidur: a trace of jobs can be written as swf, pai, openb, philly-csv, opendc/],
      [["jobs.swf", "--to", "pai"], /--to expects -o OUT/],
      [["jobs.swf", "--to", "pai", "-o", "bad.swf"], /bad\.swf: it stands here already/],
      [["jobs.swf", "-o", "out"], /a trace is written with --to, one of swf, /],
      [["jobs.swf", "--to", "pai", "--onto", "bad.swf"], /--to goes with a trace/],
      [["missing.csv"], /missing\.csv: there is no such file/],
      [["not.gz"], /not\.gz: expected a gzip file/],
      [["what.csv"], /what\.csv:1:1: expected one of the formats below[\s\S]*\n {2}mooncake: /],
    ] as const) {
      const { status, stdout, stderr } = await gigasite(["import", ...args], folder);
      assert.equal(status, 2, `${args.join(" ")}\n${stdout}${stderr}`);
      assert.match(stderr, says);
    }
    assert.deepEqual(readdirSync(folder).toSorted(), ["bad.swf", "jobs.swf", "not.gz", "what.csv"]);
  }));
