// Does a sweep that is stopped go on where it was, to the same bytes, and does it say what it must?

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readTable } from "../../src/record/read.ts";
import { futuresShape } from "../../src/record/futures.ts";
import type { Sweep } from "../../src/sweep/sweep.ts";
import { gigasite, inFolder, json, root, start, until } from "./command.ts";

const tiny = join(root, "test/programmes/tiny.yaml");
const lines = (path: string): string[] => (existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : []);

test("a sweep that is interrupted keeps its futures, and the same command ends with the bytes of one that was left alone", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "run/.partial/futures.jsonl");
    const args = ["sweep", tiny, "--seeds", "60", "-o", "run", "--workers", "2"];
    const stopped = start(args, folder);
    await until("three futures", () => lines(path).length > 3);
    stopped.process.kill("SIGINT");
    const { status, stderr } = await stopped.ended;
    assert.equal(status, 130, stderr);
    assert.match(stderr, /of 60 futures are kept in run: the same command goes on/);
    const kept = lines(path);
    assert.ok(kept.length > 3 && kept.length < 61, `${kept.length} lines`);
    assert.ok(!existsSync(join(folder, "run/sweep.json")) && existsSync(join(folder, "run/plan.json")));
    // A line that was being written when the power went.
    writeFileSync(path, `${kept.join("\n")}\n${kept[1]!.slice(0, 40)}`);
    const resumed = await gigasite([...args, "--json"], folder);
    assert.equal(resumed.status, 0, resumed.stderr);
    assert.match(resumed.stderr, new RegExp(`${kept.length - 1} of 60 futures were played before`));
    assert.ok(!existsSync(join(folder, "run/.partial")), "what is finished leaves nothing unfinished");
    const whole = await gigasite(["sweep", "run", "-o", "other", "--seeds", "60", "--workers", "1", "--json"], folder);
    assert.equal(whole.status, 0, whole.stderr);
    assert.equal(whole.stdout, resumed.stdout);
    for (const name of [
      "sweep.json",
      "sweep/record/futures.parquet",
      "sweep/record/future-quarters.parquet",
      "sweep/record/future-milestones.parquet",
      "sweep/record/columns.json",
    ])
      assert.ok(readFileSync(join(folder, "run", name)).equals(readFileSync(join(folder, "other", name))), name);
    const table = await readTable(futuresShape, readFileSync(join(folder, "run/sweep/record/futures.parquet")));
    assert.equal(table.rows, 60);
  });
});

test("other inputs begin anew; axes give a point each; what a plan that stands cannot answer is said", async () => {
  await inFolder(async (folder) => {
    const sweep = await json<Sweep>(
      ["sweep", tiny, "-o", "run", "--seeds", "4", "--axis", "sites.alpha.tariff.energy=40 $/MWh,80 $/MWh", "--axis", "labour.pools.town.workers=250 workers,500 workers"],
      folder,
    );
    assert.deepEqual([sweep.futures, sweep.points.length, sweep.draws], [16, 4, 0]);
    assert.deepEqual(sweep.points[2]!.at, { "sites.alpha.tariff.energy": "80 $/MWh", "labour.pools.town.workers": "250 workers" });
    assert.equal(sweep.unanswered.length, 1);
    assert.match(sweep.unanswered[0]!, /^labour\.pools\.town\.workers: .*started/);
    // The plan stands, so more workers change nothing; dearer energy does.
    assert.deepEqual(sweep.points[1]!.figures, sweep.points[0]!.figures);
    assert.ok(sweep.points[2]!.figures["energyUsd"]!.p50! > sweep.points[0]!.figures["energyUsd"]!.p50!);
    const replanned = await json<Sweep>(["sweep", tiny, "-o", "run", "--seeds", "2", "--replan", "--axis", "sites.alpha.opening=$5M,$900M"], folder);
    assert.deepEqual([replanned.plan, replanned.unanswered.length], ["each", 0]);
    assert.ok(replanned.points[1]!.figures["itMwh"]!.p50! < replanned.points[0]!.figures["itMwh"]!.p50!, "a site that costs $900M to open is not built");
    const calendar = await gigasite(["sweep", tiny, "-o", "other", "--axis", "calendar.quarters=6,8"], folder);
    assert.equal(calendar.status, 2);
    assert.match(calendar.stderr, /only a plan made anew/);
    const onRun = await gigasite(["sweep", "run", "--axis", "discount=8 %/yr"], folder);
    assert.equal(onRun.status, 2);
    assert.ok(!existsSync(join(folder, "other")), "bad input writes nothing");
  });
});

test("plan --calibrate takes a record's goodput and PUE, and shows planned against simulated", async () => {
  await inFolder(async (folder) => {
    assert.equal((await gigasite(["simulate", tiny, "-o", "base"], folder)).status, 0);
    const { rounds } = await json<{ readonly rounds: readonly { readonly goodput: { readonly planned: number; readonly simulated: number } }[] }>(
      ["plan", tiny, "--calibrate", "base", "--rounds", "2", "-o", "taught"],
      folder,
    );
    assert.equal(rounds.length, 3);
    assert.ok(Math.abs(rounds[1]!.goodput.planned - rounds[0]!.goodput.simulated) < 1e-4);
    const programme = readFileSync(join(folder, "taught/programme.json"), "utf8");
    assert.match(programme, /simulated record [0-9a-f]{12}/);
    assert.equal((await gigasite(["verify", "taught"], folder)).status, 0);
    const none = await gigasite(["plan", tiny, "--calibrate", "nowhere"], folder);
    assert.equal(none.status, 2);
  });
});
