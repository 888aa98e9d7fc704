// In finance the big cloud sells 8,000 H100e a quarter, for api and chat together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cloudMost } from "./cloud-most.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/finance.yaml";

test("its rows hold for exactly what the cloud has", () => {
  const trial = trialOf(cloudMost, file);
  for (const api of [0, 1, 4, 8, 8.001])
    for (const chat of [0, 3.999, 4, 4.001, 7, 8])
      assert.equal(
        holds(trial, valuesOf(trial, { "work.cloud[big, api, 2027-Q2]": api, "work.cloud[big, chat, 2027-Q2]": chat, "work.cloud[rival, chat, 2027-Q2]": 3 })),
        api + chat <= 8,
        `${api} and ${chat}`,
      );
});

test("a training run gets one campus of the cloud at most", () => {
  const trains = [
    ["most: { 2026-Q1: 8000 H100e }, existing: true", "most: { 2026-Q1: 8000 H100e }, existing: true, trains: true, campus: { 2026-Q1: 5000 H100e }"],
    ["mfu: 30 %,", "mfu: 30 %, clouds: [big],"],
  ] as const;
  const { draft, model } = trialOf(cloudMost, file, trains);
  const column = draft.cloudTraining[0]![0]!.find((at) => at >= 0)!;
  assert.equal(model.upper[column], 5);
});

test("its rows", () => matches(rowsOf(cloudMost, file), new URL("cloud-most.snap.txt", import.meta.url)));
