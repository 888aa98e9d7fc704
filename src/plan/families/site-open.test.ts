// In tiny, alpha can be opened, and start a hall, in each of the first four quarters (a hall takes two of the six): 2^4 ways to open it by 2^4 ways to start.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../columns.ts";
import { rowsOf } from "./rows.fixture.ts";
import { siteOpen } from "./site-open.ts";
import { holds, matches, subsets, trialOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("its rows hold for exactly those choices that open alpha once, before or when it starts a building", () => {
  const trial = trialOf(siteOpen, file);
  const { open, starts } = trial.draft.sites[0]!;
  const quarters = open.flatMap((column, t) => (column === none ? [] : [t]));
  assert.deepEqual(quarters, [0, 1, 2, 3]);
  let allowed = 0;
  for (const opened of subsets(quarters)) {
    for (const started of subsets(quarters)) {
      const values = new Map([...opened.map((t) => [open[t]!, 1] as const), ...started.map((t) => [starts[0]![t]!, 1] as const)]);
      const right = opened.length <= 1 && (started.length === 0 || (opened.length === 1 && opened[0]! <= Math.min(...started)));
      assert.equal(holds(trial, values), right, `opened ${opened.join()}, started ${started.join()}`);
      if (right) allowed++;
    }
  }
  // Not opened and nothing started, or opened in quarter t with any of the starts from it on: 1 + 16 + 8 + 4 + 2.
  assert.equal(allowed, 31);
});

test("a site with a commitment needs no opening: no row", () => assert.deepEqual(rowsOf(siteOpen, file, [["status: applied,", "status: applied, committed: true,"]]), []));

test("its rows", () => matches(rowsOf(siteOpen, file), new URL("site-open.snap.txt", import.meta.url)));
