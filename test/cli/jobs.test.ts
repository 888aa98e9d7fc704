// `gigasite simulate --trace`: jobs on a fleet, and what is refused before anything is played.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { JobsRecord } from "../../src/cli/jobs-record.ts";
import { readRecord } from "../../src/record/read.ts";
import { gigasite, hashes, inFolder, json, start, until } from "./command.ts";

const row = (job: number, submit: number, run: number, processors: number, limit = run): string =>
  `${job} ${submit} -1 ${run} ${processors} -1 -1 ${processors} ${limit} -1 1 1 ${job % 2} -1 1 -1 -1 -1\n`;
const head = "; UnixStartTime: 1767571200\n; MaxNodes: 8\n; MaxProcs: 64\n";
const swf = `${head}${row(1, 0, 3600, 16)}${row(2, 60, 7200, 64)}${row(3, 120, 600, 8)}${row(4, 180, 86_400, 32)}`;
const fleet = `start: 2026-01-05
accelerators: { h100: { power: 1.2 kW, idle: 20 %, perTray: 8 } }
sites:
  abilene: { price: 40 $/MWh, carbon: 300 kg/MWh, pue: 1.25, cap: 120 kW, buildings: { one: { pods: [{ accelerator: h100, racks: 8, oversubscription: 2 }] } } }
classes: { batch: { checkpoint: 1 GB } }
failures: { gpu: { rate: 0.05 /day } }
`;

function given(folder: string): void {
  writeFileSync(join(folder, "jobs.swf"), swf);
  writeFileSync(join(folder, "fleet.yaml"), fleet);
}

test("a trace alone: the machine that it speaks of, and why a job waited", () =>
  inFolder(async (folder) => {
    given(folder);
    const { stdout, status, stderr } = await gigasite(["simulate", "--trace", "jobs.swf", "-o", "run"], folder);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /jobs\.swf: Standard Workload Format \(SWF v2\): 18 columns/);
    assert.match(stdout, /no fleet is given: one site of 64 accelerators, 8 a host, as the trace speaks of a machine of 64; nothing fails/);
    assert.match(stdout, /4 jobs on 64 accelerators .*: 4 done\n/);
    assert.match(stdout, /warning: trace: nodes is not used/);
    const why = await gigasite(["simulate", "--trace", "jobs.swf", "--why", "2", "-o", "none"], folder);
    assert.match(why.stdout, /^job 2 waited 59\.0 min in all and first started at second 3,600; for 59\.0 min of it, the longest: Fewer accelerators are free than it wants\.\n$/);
    assert.ok(!existsSync(join(folder, "none")));
  }));

test("a fleet file: the same bytes again, tables that agree with the summary, compared and exported", () =>
  inFolder(async (folder) => {
    given(folder);
    const args = ["simulate", "--trace", "jobs.swf", "--fleet", "fleet.yaml", "--policy", "easy+pack+power-cap"];
    const record = await json<JobsRecord & { folder: string }>([...args, "-o", "a"], folder);
    await json([...args, "-o", "b"], folder);
    assert.deepEqual(hashes(join(folder, "a")), hashes(join(folder, "b")));
    assert.equal(record.summary.done, 4);
    assert.ok(record.summary.failures["gpu"]! > 0);
    assert.ok(record.unused.some((sentence) => sentence.startsWith("fleet: oversubscription is not used")));
    const { waterfall } = record.summary;
    const parts = waterfall.dark + waterfall.down + waterfall.drained + waterfall.free + waterfall.allocated;
    assert.ok(Math.abs(parts - waterfall.installed) < 1e-6);
    assert.ok(Math.abs(waterfall.installed - (64 * record.summary.seconds) / 3600) < 1e-6);
    assert.ok(Math.abs(record.energy.costUsd! - record.energy.facilityMwh * 40) < 1e-6);
    assert.ok(Math.abs(record.energy.carbonT! - record.energy.facilityMwh * 0.3) < 1e-9);
    const { tables } = await readRecord(join(folder, "a/record"));
    assert.deepEqual(Object.keys(tables).toSorted(), ["attempts", "fleet-hours", "job-failures", "job-waterfall", "jobs"]);
    assert.equal(tables["jobs"]!.rows, 4);
    const failed = Object.values(record.summary.failures).reduce((sum, count) => sum + count, 0);
    assert.equal(tables["job-failures"]!.rows, failed);
    const { records } = await json<{ records: { kind: string } }>(["compare", "a", "b"], folder);
    assert.equal(records.kind, "jobs");
    const { files } = await json<{ files: { file: string }[] }>(["export", "a", "--opendc", "--chrome", "--swf"], folder);
    assert.ok(files.some(({ file }) => file === "a/export/a.swf"));
    const read = await json<{ rows: number }>(["import", "a/export/a.swf"], folder);
    assert.equal(read.rows, 4);
  }));

test("what cannot be played is refused at once, and nothing is written", () =>
  inFolder(async (folder) => {
    given(folder);
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write("large.swf", `${swf}${row(5, 200, 60, 100)}`);
    write("none.swf", head);
    write("negative.swf", swf.replace("600 8", "-600 8"));
    write("unit.yaml", fleet.replace("120 kW", "120 kWh"));
    write("undated.swf", swf.replace("; UnixStartTime: 1767571200\n", ""));
    write("dated.yaml", fleet.replace("start: 2026-01-05\n", "").replace("racks: 8,", "racks: 8, arrives: 2026-01-06,"));
    write("requests.csv", "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n");
    const refused: readonly (readonly [readonly string[], RegExp])[] = [
      [["--trace", "jobs.swf", "--policy", "esy+pack"], /there is no policy "esy", did you mean "easy"\?/],
      [["--trace", "jobs.swf", "--policy", "easy+fifo"], /expected one of the disciplines, got easy and fifo/],
      [
        ["--trace", "large.swf", "--fleet", "fleet.yaml"],
        /fleet\.yaml: a job can never run here: it, 5, wants 100 accelerators, and the nearest is h100 at abilene, 64 accelerators; 36 more there would hold every job/,
      ],
      [["--trace", "none.swf"], /none\.swf:1:1: expected rows of 18 numbers, found none/],
      [["--trace", "negative.swf"], /negative\.swf:6:\d+: run time: expected a number of at least 0, found "-600"/],
      [["--trace", "jobs.swf", "--fleet", "unit.yaml"], /unit\.yaml:4:\d+: sites\.abilene\.cap: expected a power such as "120 MW", got "120 kWh": that is an energy, not a power/],
      [["--trace", "undated.swf", "--fleet", "dated.yaml"], /arrives: 2026-01-06 has no place: the trace has no dates/],
      [["--trace", "requests.csv"], /these are requests .*--serving SPEC/],
      [["--trace", "jobs.swf", "--why", "9"], /has no job "9"; its first is "1"/],
      [["--trace", "jobs.swf", "--until", "0"], /expected a number of days above 0/],
      [["--fleet", "fleet.yaml"], /--fleet expects --trace FILE with jobs/],
      [["fleet.yaml", "--trace", "jobs.swf"], /--trace plays the jobs of jobs\.swf on the fleet that --fleet names/],
    ];
    for (const [args, message] of refused) {
      const ended = await gigasite(["simulate", ...args, "-o", "run"], folder);
      assert.equal(ended.status, 2, `${args.join(" ")}: ${ended.stdout}${ended.stderr}`);
      assert.match(ended.stderr, message);
    }
    assert.ok(!existsSync(join(folder, "run")));
  }));

test("a policy of the user's own decides; its fault is said to be its own", () =>
  inFolder(async (folder) => {
    given(folder);
    const policy = readFileSync(new URL("../../docs/jobs.md", import.meta.url), "utf8").match(/largest-first\.mjs <<'END'\n([\s\S]*?)END\n/)![1]!;
    writeFileSync(join(folder, "mine.mjs"), policy);
    writeFileSync(join(folder, "broken.mjs"), policy.replace("view.fits", "view.fit"));
    writeFileSync(join(folder, "empty.mjs"), "export const nothing = 1;\n");
    const own = await json<JobsRecord>(["simulate", "--trace", "jobs.swf", "--policy", "./mine.mjs+spread", "-o", "run"], folder);
    assert.deepEqual(own.policy, ["largest-first", "spread", "at-once", "soonest"]);
    // The job of 32 passes that of 64 as it would under no discipline that reserves.
    const easy = await json<JobsRecord>(["simulate", "--trace", "jobs.swf", "-o", "easy"], folder);
    assert.ok(own.summary.waitSeconds.p99 > easy.summary.waitSeconds.p99);
    const broken = await gigasite(["simulate", "--trace", "jobs.swf", "--policy", "./broken.mjs", "-o", "none"], folder);
    assert.equal(broken.status, 2);
    assert.match(broken.stderr, /broken\.mjs: the policy failed at second 0: view\.fit is not a function/);
    const empty = await gigasite(["simulate", "--trace", "jobs.swf", "--policy", "./empty.mjs", "-o", "none"], folder);
    assert.match(empty.stderr, /empty\.mjs: expected an export with one of decide\(\)/);
    assert.ok(!existsSync(join(folder, "none")));
  }));

test("a run that is interrupted keeps what was played, and says so", () =>
  inFolder(async (folder) => {
    const many = Array.from({ length: 20_000 }, (_, job) => row(job + 1, 60 * job, 36_000, 1 + (job % 64), 40_000)).join("");
    writeFileSync(join(folder, "many.swf"), `${head}${many}`);
    // A policy that takes its time, and says that it has begun.
    writeFileSync(
      join(folder, "slow.mjs"),
      `let began = false;
export const slow = {
  id: "slow",
  sentence: "First come, first served, slowly.",
  compare: () => 0,
  decide(view, decisions) {
    if (!began) process.stderr.write("it has begun\\n");
    began = true;
    for (const end = performance.now() + 5; performance.now() < end;);
    const job = view.queue.first();
    if (job >= 0 && view.fits(job)) decisions.start(job);
  },
};
`,
    );
    const { process: child, ended, said } = start(["simulate", "--trace", "many.swf", "--policy", "./slow.mjs", "-o", "run"], folder);
    await until("the run to begin", () => said().includes("it has begun"));
    child.kill("SIGINT");
    await until("the answer to Ctrl-C", () => said().includes("stopping"));
    const { status, stdout } = await ended;
    assert.equal(status, 130);
    assert.match(stdout, /stopped after [\d.,]+ days of the run/);
    const { summary } = await readRecord(join(folder, "run/record"));
    assert.equal((summary as unknown as JobsRecord).whole, false);
  }));
