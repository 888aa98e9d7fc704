import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { finishReplacing, replaceFile, replaceFolder } from "./replace.ts";

const inTemporary = async (run: (folder: string) => void | Promise<void>) => {
  const folder = mkdtempSync(join(tmpdir(), "replace-"));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
const write = (text: string) => (folder: string) => writeFileSync(join(folder, "a.txt"), text);
const read = (folder: string) => readFileSync(join(folder, "a.txt"), "utf8");

test("a folder is replaced whole and nothing is left beside it", () =>
  inTemporary(async (parent) => {
    const folder = join(parent, "deep", "record");
    await replaceFolder(folder, write("one"));
    await replaceFolder(folder, write("two"));
    assert.equal(read(folder), "two");
    assert.deepEqual(readdirSync(join(parent, "deep")), ["record"]);
  }));

test("a writer that throws leaves the old folder as it was", () =>
  inTemporary(async (parent) => {
    const folder = join(parent, "record");
    await replaceFolder(folder, write("one"));
    await assert.rejects(
      replaceFolder(folder, (temporary) => {
        write("half")(temporary);
        throw new Error("disk full");
      }),
      /disk full/,
    );
    assert.equal(read(folder), "one");
    assert.deepEqual(readdirSync(parent), ["record"]);
  }));

test("a killed writer leaves the old folder, and the next command sweeps its rest", () =>
  inTemporary(async (parent) => {
    const folder = join(parent, "record");
    await replaceFolder(folder, write("one"));
    const script = `import { replaceFolder } from ${JSON.stringify(new URL("./replace.ts", import.meta.url).href)};
      import { writeFileSync } from "node:fs";
      await replaceFolder(${JSON.stringify(folder)}, (temporary) => { writeFileSync(temporary + "/a.txt", "half"); process.kill(process.pid, "SIGKILL"); });`;
    const killed = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
    assert.equal(killed.signal, "SIGKILL", killed.stderr.toString());
    assert.equal(read(folder), "one");
    assert.equal(readdirSync(parent).length, 2);
    finishReplacing(folder);
    assert.deepEqual(readdirSync(parent), ["record"]);
  }));

test("a swap cut at any step is finished by the next command", () =>
  inTemporary((parent) => {
    const folder = join(parent, "record");
    const make = (name: string, text: string) => {
      mkdirSync(join(parent, name));
      write(text)(join(parent, name));
    };
    const steps: (() => void)[] = [
      () => (make("record", "old"), make(".record.complete", "new")),
      () => (make(".record.old", "old"), make(".record.complete", "new")),
      () => (make(".record.old", "old"), make("record", "new")),
      () => (make(".record.old", "older"), make("record", "old"), make(".record.complete", "new")),
    ];
    for (const step of steps) {
      step();
      finishReplacing(folder);
      assert.equal(read(folder), "new");
      assert.deepEqual(readdirSync(parent), ["record"]);
      rmSync(folder, { recursive: true });
    }
    make(".record.old", "old");
    finishReplacing(folder);
    assert.equal(read(folder), "old");
  }));

test("a file is replaced whole", () =>
  inTemporary((parent) => {
    const file = join(parent, "plan.json");
    replaceFile(file, "one");
    replaceFile(file, "two");
    assert.equal(readFileSync(file, "utf8"), "two");
    assert.deepEqual(readdirSync(parent), ["plan.json"]);
    mkdirSync(join(parent, "taken"));
    writeFileSync(join(parent, "taken", "x"), "");
    assert.throws(() => replaceFile(join(parent, "taken"), "no"));
    assert.deepEqual(readdirSync(parent).toSorted(), ["plan.json", "taken"]);
    renameSync(file, join(parent, "moved.json"));
    assert.ok(!existsSync(file));
  }));
