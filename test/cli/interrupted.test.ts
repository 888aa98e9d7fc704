// Does Ctrl-C lose nothing? A plan, a plan by the ladder and a plan for many scenarios are stopped in the middle of their search, and go on with --resume.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Plan } from "../../src/plan/plan.ts";
import type { ScenarioReport } from "../../src/plan/scenarios/report.ts";
import { manySites } from "../many-sites.ts";
import { gigasite, hashes, inFolder, json, root, start, until } from "./command.ts";

const neocloud = join(root, "programmes/neocloud.yaml");
/** Far more than any of these searches takes: a clock that ends one would make another plan of it. */
const patient = ["--seconds", "900"];

const planIn = (folder: string): Plan => JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as Plan;

for (const [name, own] of [
  ["a plan", []],
  ["a plan by the ladder", ["--ladder"]],
] as const)
  test(`${name}: Ctrl-C keeps the best so far with exit 130; --resume ends as near the best as a search that was left alone`, () =>
    inFolder(async (folder) => {
      const search = ["plan", neocloud, "--objective", "worth", ...patient, ...own];
      const stopped = start([...search, "--gap", "0", "-o", "run"], folder);
      await until("an incumbent", () => existsSync(join(folder, "run/.partial/search.json")), 300);
      stopped.process.kill("SIGINT");
      const { status, stderr } = await stopped.ended;
      assert.equal(status, 130, stderr);
      const kept = planIn(join(folder, "run"));
      assert.equal(kept.solver.status, "interrupted");
      assert.equal((await gigasite(["verify", "run"], folder)).status, 0);
      assert.ok(existsSync(join(folder, "run/.partial/search.json")), "what was found is kept to go on from");
      const resumed = await json<Plan>([...search, "--gap", "0.005", "-o", "run", "--resume"], folder);
      const whole = await json<Plan>([...search, "--gap", "0.005", "-o", "other"], folder);
      assert.ok(!existsSync(join(folder, "run/.partial")), "what is finished leaves nothing unfinished");
      for (const { solver } of [resumed, whole]) assert.ok(solver.gap! <= 0.005 && !solver.stoppedByClock);
      // The best plan lies between each answer and its bound.
      assert.ok(resumed.solver.incumbent! <= whole.solver.bound! * (1 + 1e-6) && whole.solver.incumbent! <= resumed.solver.bound! * (1 + 1e-6));
      assert.ok(resumed.solver.incumbent! >= kept.solver.incumbent! * (1 - 1e-6), "it goes on from the best it had");
      assert.equal((await gigasite(["verify", "run"], folder)).status, 0);
    }));

test("a re-plan of many sites by the ladder: Ctrl-C keeps the best so far with exit 130; --resume goes on from it, and only after the same last plan", () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, "many.yaml"), manySites(8));
    assert.equal((await gigasite(["plan", "many.yaml", "--gap", "0.02", ...patient, "-o", "last"], folder)).status, 0);
    const search = ["plan", "many.yaml", "--set", "sites.las-cruces.tariff.energy=90 $/MWh", "--from", "last", "--ladder", ...patient];
    const path = join(folder, "next/.partial/search.json");
    const stopped = start([...search, "--as-of", "2026-Q3", "--gap", "0", "-o", "next"], folder);
    await until("an incumbent", () => existsSync(path), 300);
    stopped.process.kill("SIGINT");
    const { status, stderr } = await stopped.ended;
    assert.equal(status, 130, stderr);
    assert.ok(existsSync(path), "what was found is kept to go on from");
    assert.ok(existsSync(join(folder, "next/replan.json")));
    assert.equal((await gigasite(["verify", "next"], folder)).status, 0);
    const kept = planIn(join(folder, "next"));
    const resumed = await gigasite([...search, "--as-of", "2026-Q3", "--gap", "0.01", "-o", "next", "--resume"], folder);
    assert.equal(resumed.status, 0, resumed.stderr);
    assert.doesNotMatch(resumed.stderr, /begins anew/);
    const made = planIn(join(folder, "next"));
    assert.ok(made.solver.stages[0]!.gap! <= 0.01 && made.solver.stages[0]!.incumbent! >= kept.solver.stages[0]!.incumbent! * (1 - 1e-6));
    assert.ok(!existsSync(join(folder, "next/.partial")));
    assert.equal((await gigasite(["verify", "next"], folder)).status, 0);

    const again = start([...search, "--as-of", "2026-Q3", "--gap", "0", "-o", "next"], folder);
    await until("an incumbent", () => existsSync(path), 300);
    again.process.kill("SIGKILL");
    await again.ended;
    const other = await gigasite([...search, "--as-of", "2026-Q4", "--gap", "0.02", "-o", "next", "--resume"], folder);
    assert.equal(other.status, 0, other.stderr);
    assert.match(other.stderr, /no unfinished search of this programme.*begins anew/);
  }));

test("a plan for scenarios in three stages: Ctrl-C in the middle, and --resume ends with the same bytes as a search that was left alone", () =>
  inFolder(async (folder) => {
    const search = ["plan", neocloud, "--scenarios", "4", "--stages", "3", "--gap", "0.03", "--workers", "1", ...patient];
    const whole = await gigasite([...search, "-o", "other"], folder);
    assert.equal(whole.status, 0, whole.stderr);
    const report = JSON.parse(readFileSync(join(folder, "other/scenarios.json"), "utf8")) as ScenarioReport;
    assert.equal(report.stages, 3);
    // Two branches of two leaves, common until 2027-Q1 and in branches until 2028-Q1.
    assert.deepEqual([report.scenarios.length, report.commonUntil, report.branchUntil], [4, "2027-Q1", "2028-Q1"]);
    assert.ok(Math.abs(report.scenarios.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-9);
    assert.ok(report.objective.stages.every(({ gap }) => gap <= 0.03));
    assert.equal((await gigasite(["verify", "other"], folder)).status, 0);
    assert.ok(!existsSync(join(folder, "other/.partial")));

    const solves = join(folder, "run/.partial/solves");
    const stopped = start([...search, "-o", "run"], folder);
    await until("some solves", () => existsSync(solves) && readdirSync(solves).length >= 6, 300);
    stopped.process.kill("SIGINT");
    const { status, stderr } = await stopped.ended;
    assert.equal(status, 130, stderr);
    const kept = readdirSync(solves).length;
    assert.ok(kept >= 6);
    const resumed = await gigasite([...search, "-o", "run", "--resume"], folder);
    assert.equal(resumed.status, 0, resumed.stderr);
    assert.deepEqual(hashes(join(folder, "run")), hashes(join(folder, "other")));
    assert.ok(!existsSync(join(folder, "run/.partial")));
  }));
