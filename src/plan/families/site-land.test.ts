// In tiny, alpha's land takes two halls and beta's one, each started within four quarters.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../columns.ts";
import { rowsOf } from "./rows.fixture.ts";
import { siteLand } from "./site-land.ts";
import { counts, holds, matches, trialOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("its rows hold for exactly the starts that the land of an opened site takes", () => {
  const trial = trialOf(siteLand, file);
  for (const [s, id, land] of [
    [0, "alpha", 2],
    [1, "beta", 1],
  ] as const) {
    const { open, starts } = trial.draft.sites[s]!;
    const quarters = starts[0]!.filter((column) => column !== none);
    const first = open.find((column) => column !== none)!;
    for (const opened of [0, 1]) {
      for (const started of counts(quarters.length, 2)) {
        const all = started.reduce((sum, count) => sum + count, 0);
        const values = new Map([[first, opened], ...quarters.map((column, at) => [column, started[at]!] as const)]);
        assert.equal(holds(trial, values, [id]), all === 0 || (opened === 1 && all <= land), `${id}: ${started.join()}, opened ${opened}`);
      }
    }
  }
});

test("what is built takes of the land", () => {
  const rows = rowsOf(siteLand, "test/programmes/finance.yaml").filter((row) => row.includes("[beta"));
  assert.equal(rows.length, 1);
  // Two halls fit, one is built.
  assert.match(rows[0]!, /<= 1$/);
});

test("its rows", () => matches(rowsOf(siteLand, file), new URL("site-land.snap.txt", import.meta.url)));
