// In tiny a hall takes 100 workers in the quarter of its start and 80 in the next, and the town has 250: every choice of up to two starts a quarter at both sites.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../columns.ts";
import { buildCrew } from "./build-crew.ts";
import { rowsOf } from "./rows.fixture.ts";
import { counts, holds, matches, trialOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("its rows hold for exactly the starts whose crews the town has", () => {
  const trial = trialOf(buildCrew, file);
  const columns = trial.draft.sites.map(({ starts }) => starts[0]!.slice(0, 4).filter((column) => column !== none));
  assert.deepEqual(
    columns.map(({ length }) => length),
    [4, 4],
  );
  let allowed = 0;
  for (const started of counts(8, 2)) {
    const both = [0, 1, 2, 3].map((t) => started[t]! + started[4 + t]!);
    const right = both.every((count, t) => 100 * count + 80 * (both[t - 1] ?? 0) <= 250);
    assert.equal(holds(trial, new Map(columns.flat().map((column, at) => [column, started[at]!]))), right, started.join());
    if (right) allowed++;
  }
  assert.ok(allowed > 1 && allowed < 3 ** 8);
});

test("a pool grows by its rate up to its most, and the country is a pool of its own", () => {
  // 250 x 1.1^t, at most 300: 250, 275, 300 (302.5), 300.
  const rows = rowsOf(buildCrew, file, [
    [
      "labour: { pools: { town: { workers: 250 workers } } }",
      "labour: { national: 270 workers, pools: { town: { workers: 250 workers, growth: 10 %/quarter, most: 300 workers } } }",
    ],
  ]);
  const right = (pool: string) => rows.filter((row) => row.startsWith(`build.crew[${pool}`)).map((row) => Number(Number(row.split("<= ")[1]).toPrecision(10)));
  assert.deepEqual(right("town"), [250, 275, 300, 300, 300]);
  assert.deepEqual(right("national"), [270, 270, 270, 270, 270]);
});

test("crews of halls begun before the calendar are at work", () => {
  // Beta of finance started one in 2025-Q4: 80 of the town's 300 are there in 2026-Q1.
  const rows = rowsOf(buildCrew, "test/programmes/finance.yaml");
  assert.match(rows[0]!, /^build\.crew\[town, 2026-Q1\].*<= 220$/);
});

test("its rows", () => matches(rowsOf(buildCrew, file), new URL("build-crew.snap.txt", import.meta.url)));
