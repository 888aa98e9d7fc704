// On paper: a hall of 10 MW IT takes two quarters. Started at alpha in 2026-Q1 and 2026-Q3 they stand for all of 2026-Q3 and 2027-Q1 on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { buildReady } from "./build-ready.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("two starts are ready two quarters later, and no other MW is", () => {
  const trial = trialOf(buildReady, file);
  const { starts, readyMw } = trial.draft.sites[0]!;
  const started = [
    [starts[0]![0]!, 1],
    [starts[0]![2]!, 1],
  ] as const;
  const ready = [0, 0, 10, 10, 20, 20];
  const values = (mw: readonly number[]) => new Map([...started, ...mw.map((value, t) => [readyMw[t]!, value] as const)]);
  assert.equal(holds(trial, values(ready)), true);
  for (const [t, mw] of ready.entries()) for (const other of [mw - 10, mw + 10]) assert.equal(holds(trial, values(ready.with(t, other))), false, `${other} MW in quarter ${t}`);
});

test("a hall begun before the calendar comes on its own", () => {
  // Beta of finance started one in 2025-Q4: ready in 2026-Q2.
  const trial = trialOf(buildReady, "test/programmes/finance.yaml");
  const { readyMw } = trial.draft.sites[1]!;
  const values = (first: number) => new Map(readyMw.map((column, t) => [column, t === 0 ? first : 10] as const));
  assert.equal(holds(trial, values(0), ["beta"]), true);
  assert.equal(holds(trial, values(10), ["beta"]), false);
});

test("its rows", () => matches(rowsOf(buildReady, file), new URL("build-ready.snap.txt", import.meta.url)));
