// Does `plan --explain-model` tell the model to a script and to a reader, without solving or writing?

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { ModelExplained } from "../../src/plan/explain-model.ts";
import { gigasite, json, root } from "./command.ts";

const tiny = join(root, "test/programmes/tiny.yaml");

let folder: string;
before(() => void (folder = mkdtempSync(join(tmpdir(), "gigasite-model-"))));
after(() => rmSync(folder, { recursive: true, force: true }));

test("the document has every rule with a row of the file, and nothing is written", async () => {
  const model = (await json(["plan", tiny, "--explain-model"], folder)) as ModelExplained;
  assert.equal(model.programme, "Tiny");
  const supply = model.rules.find(({ family }) => family === "chip.supply")!;
  assert.deepEqual(supply.example, {
    row: "chip.supply[plain, 2026-Q3]",
    left: ["racks of Plain delivered at Alpha in 2026-Q3", "racks of Plain delivered at Beta in 2026-Q3"],
    sense: "<=",
    right: ["60 racks"],
  });
  assert.deepEqual(readdirSync(folder), []);
});

test("the reader gets it in sentences; settings and the objective count", async () => {
  const { status, stdout } = await gigasite(
    ["plan", tiny, "--explain-model", "--objective", "lexicographic", "--set", "sites.alpha.water=160000 m3/yr", "--set", "sites.alpha.cooling=evaporative"],
    folder,
  );
  assert.equal(status, 0);
  assert.match(stdout, /^the model of Tiny, 2026-Q1 to 2027-Q2 \(6 quarters\)$/m);
  assert.match(stdout, /^ {2}site\.water \*, 4 rows$/m);
  assert.match(stdout, /^objective: lexicographic$/m);
  assert.match(stdout, /^ {2}site\.phase: a site whose `phase` is above 1$/m);
  assert.deepEqual(readdirSync(folder), []);
});

test("a file with problems is refused as ever", async () => {
  const { status, stderr } = await gigasite(["plan", tiny, "--explain-model", "--set", "sites.alpha.water=a lot"], folder);
  assert.equal(status, 2);
  assert.match(stderr, /sites\.alpha\.water/);
});
