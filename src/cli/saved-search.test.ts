import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import type { Standing } from "../plan/bench.ts";
import { openRunFolder } from "./run-folder.ts";
import { forgetSearch, savedSearch, saveSearch } from "./saved-search.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gigasite-search-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const of = { inputs: "abc", choices: "wasm" };
const standing: Standing = {
  done: [{ reached: -0.25, promised: -0.3, least: -0.28, solution: { status: "gap", objective: -0.25, bound: -0.2, gap: 0.2, nodes: 7, stoppedByClock: false } }],
  values: Float64Array.from([0, 1, 1 / 3, -1e-300, 12345.678901234567]),
};

test("what was saved comes back to the last bit, for the same inputs and choices only", () => {
  const path = join(folder, "search.json");
  saveSearch(path, of, standing);
  assert.deepEqual(savedSearch(path, of), standing);
  assert.equal(savedSearch(path, { ...of, inputs: "abd" }), undefined);
  assert.equal(savedSearch(path, { ...of, choices: "cbc" }), undefined);
  assert.equal(savedSearch(join(folder, "none.json"), of), undefined);
});

test("a damaged file is no search", () => {
  const path = join(folder, "search.json");
  saveSearch(path, of, standing);
  const text = readFileSync(path, "utf8");
  for (const broken of [text.slice(0, -20), text.replace(/"values":"..../, '"values":"AAAB'), "", "null"]) {
    writeFileSync(path, broken);
    assert.equal(savedSearch(path, of), undefined, broken);
  }
});

test("unfinished work outlives the command, and goes when it is forgotten", () => {
  const path = join(folder, "run");
  const stopped = openRunFolder(path);
  saveSearch(stopped.unfinished, of, standing);
  stopped.stageText("plan.json", "half");
  stopped.close();
  const next = openRunFolder(path);
  assert.deepEqual(savedSearch(next.unfinished, of), standing);
  assert.ok(!existsSync(join(path, ".partial/next/plan.json")));
  forgetSearch(next.unfinished);
  next.close();
  assert.ok(!existsSync(join(path, ".partial")));
});
