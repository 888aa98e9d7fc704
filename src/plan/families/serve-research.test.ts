// In tiny, research can use 6,000 H100e, at both sites together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf } from "./rows.fixture.ts";
import { serveResearch } from "./serve-research.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("its rows hold for exactly what research can use", () => {
  const trial = trialOf(serveResearch, file);
  for (const alpha of [0, 2, 4, 6, 6.001])
    for (const beta of [0, 1.999, 2, 2.001, 6])
      assert.equal(
        holds(trial, valuesOf(trial, { "work.effort[alpha, research, 2026-Q4]": alpha, "work.effort[beta, research, 2026-Q4]": beta })),
        alpha + beta <= 6,
        `${alpha} and ${beta}`,
      );
});

test("work without a demand takes what is left: no row", () =>
  assert.deepEqual(rowsOf(serveResearch, file, [["worth: 60 %, demand: { 2026-Q1: 6000 H100e }", "worth: 60 %"]]), []));

test("its rows", () => matches(rowsOf(serveResearch, file), new URL("serve-research.snap.txt", import.meta.url)));
