// On paper: chat of tiny wants 4,000 H100e in 2026-Q3 and 16,000 in 2027-Q2, a straight line between: 8,000 in 2026-Q4 and 12,000 in 2027-Q1.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf } from "./rows.fixture.ts";
import { serveDemand } from "./serve-demand.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("sites together serve what is wanted, and no more", () => {
  const trial = trialOf(serveDemand, file);
  for (const [quarter, demand] of [
    ["2026-Q4", 8],
    ["2027-Q1", 12],
    ["2027-Q2", 16],
  ] as const)
    for (const alpha of [0, 3, 8, 16])
      for (const beta of [0, 4, 5, 8, 13])
        assert.equal(
          holds(trial, valuesOf(trial, { [`work.inference[alpha, chat, ${quarter}]`]: alpha, [`work.inference[beta, chat, ${quarter}]`]: beta })),
          alpha + beta <= demand,
          `${alpha} and ${beta} in ${quarter}`,
        );
});

test("what clouds serve counts", () => {
  // Finance: chat wants 3,000 H100e in 2026-Q1.
  const trial = trialOf(serveDemand, "test/programmes/finance.yaml");
  const tried = (kH100e: number) => holds(trial, valuesOf(trial, { "work.cloud[big, chat, 2026-Q1]": kH100e }));
  assert.equal(tried(3), true);
  assert.equal(tried(3.001), false);
});

test("its rows", () => matches(rowsOf(serveDemand, file), new URL("serve-demand.snap.txt", import.meta.url)));
