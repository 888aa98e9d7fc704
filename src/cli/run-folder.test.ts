import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { type Artefact, finishSwap, openRunFolder, runFolderOf } from "./run-folder.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "gigasite-run-")), "run");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const read = (artefact: string): string => readFileSync(join(folder, artefact), "utf8");

function write(artefacts: Readonly<Partial<Record<Artefact, string>>>): void {
  const run = openRunFolder(folder);
  for (const [artefact, text] of Object.entries(artefacts) as [Artefact, string][]) {
    if (artefact !== "record" && artefact !== "statements") run.stageText(artefact, text);
    else {
      mkdirSync(run.stage(artefact));
      writeFileSync(join(run.stage(artefact), "a.json"), text);
    }
  }
  run.commit();
  run.close();
}

const whole = { "programme.json": "p", "plan.json": "1", "certificate.json": "c", record: "r", statements: "s", "report.html": "h", "run.json": "n" };

test("what was derived from a replaced artefact goes; what was not, stays", () => {
  write(whole);
  write({ record: "r2" });
  assert.deepEqual(readdirSync(folder).toSorted(), ["certificate.json", "plan.json", "programme.json", "record", "run.json"]);
  write({ "plan.json": "2", "certificate.json": "c2" });
  assert.deepEqual(readdirSync(folder).toSorted(), ["certificate.json", "plan.json", "programme.json", "run.json"]);
  assert.equal(read("plan.json"), "2");
});

test("the same bytes again replace nothing", () => {
  write(whole);
  write({ "plan.json": "1", record: "r" });
  assert.equal(readdirSync(folder).length, 7);
});

test("nothing is in place before the commit, and nothing is left behind without one", () => {
  write(whole);
  const run = openRunFolder(folder);
  run.stageText("plan.json", "2");
  assert.equal(read("plan.json"), "1");
  assert.equal(read("record/a.json"), "r");
  run.close();
  assert.deepEqual(readdirSync(folder).toSorted(), Object.keys(whole).toSorted());
});

test("a swap that was cut at any step is finished by the next command", () => {
  const steps: readonly (() => void)[] = [
    () => {},
    () => renameSync(join(folder, "statements"), join(folder, ".partial/gone/statements")),
    () => renameSync(join(folder, "record"), join(folder, ".partial/gone/record")),
    () => renameSync(join(folder, ".partial/next/record"), join(folder, "record")),
    () => renameSync(join(folder, ".partial/next/run.json"), join(folder, "run.json")),
  ];
  for (let cut = 0; cut < steps.length; cut++) {
    rmSync(folder, { recursive: true, force: true });
    write(whole);
    mkdirSync(join(folder, ".partial/next/record"), { recursive: true });
    mkdirSync(join(folder, ".partial/gone"));
    writeFileSync(join(folder, ".partial/next/record/a.json"), "r2");
    writeFileSync(join(folder, ".partial/next/run.json"), "n2");
    writeFileSync(join(folder, ".partial/swap.json"), JSON.stringify({ put: ["record", "run.json"], drop: ["statements", "report.html"] }));
    writeFileSync(join(folder, ".partial/lock"), "999999999");
    for (const step of steps.slice(0, cut + 1)) step();
    finishSwap(folder);
    assert.deepEqual(
      [read("record/a.json"), read("run.json"), read("plan.json"), existsSync(join(folder, "statements")), existsSync(join(folder, "report.html"))],
      ["r2", "n2", "1", false, false],
      `cut after step ${cut}`,
    );
  }
});

test("two processes do not write to one folder, and a dead one's lock is taken over", () => {
  write(whole);
  mkdirSync(join(folder, ".partial"));
  writeFileSync(join(folder, ".partial/lock"), String(process.ppid));
  assert.throws(() => openRunFolder(folder), /is writing here/);
  writeFileSync(join(folder, ".partial/lock"), "999999999");
  openRunFolder(folder).close();
});

test("PLAN and RECORD may be the folder or what stands in it", () => {
  write(whole);
  writeFileSync(join(folder, "record/summary.json"), "{}");
  assert.deepEqual([folder, join(folder, "plan.json"), join(folder, "record")].map(runFolderOf), [folder, folder, folder]);
  assert.throws(() => runFolderOf(join(folder, "none")), /no such file/);
});
