// Has a fixed case become more work? Counted, so that a busy machine changes nothing: over a tenth more than bench/work.json fails, and over a tenth less asks for new numbers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { countedWork, type Work } from "../bench/work.ts";

const kept = JSON.parse(readFileSync(new URL("../bench/work.json", import.meta.url), "utf8")) as Work;

test("three fixed cases take no more work than bench/work.json says: npm run bench -- --full work writes it anew", async () => {
  const work = await countedWork();
  assert.deepEqual(Object.keys(work), Object.keys(kept));
  for (const [name, counts] of Object.entries(work))
    for (const [unit, count] of Object.entries(counts)) {
      const before = kept[name]![unit]!;
      assert.ok(count <= 1.1 * before, `${name}: ${count} ${unit}, ${before} before: more than a tenth more`);
      assert.ok(count >= 0.9 * before, `${name}: ${count} ${unit}, ${before} before: less work; keep the new numbers`);
    }
});
