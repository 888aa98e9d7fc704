// On paper: alpha is delivered 10, 20, 0 and 5 racks in the four quarters with supply; 10, 30, 30 and 35 stand at their ends, and 7 more where 7 stood before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chipStanding } from "./chip-standing.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const quarters = ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"];
const delivered = [10, 20, 0, 5];
const column = (what: string, of: readonly number[], at = quarters) => Object.fromEntries(at.map((quarter, t) => [`chip.${what}[alpha, plain, ${quarter}]`, of[t]!]));

test("what stands is the sum of what was delivered, and nothing else", () => {
  const trial = trialOf(chipStanding, file);
  const standing = [10, 30, 30, 35];
  const tried = (racks: readonly number[]) => holds(trial, valuesOf(trial, { ...column("racks", delivered), ...column("standing", racks) }), ["alpha"]);
  assert.equal(tried(standing), true);
  for (const [t, racks] of standing.entries())
    for (const other of [racks - 1, racks + 1]) assert.equal(tried(standing.with(t, other)), false, `${other} racks at the end of ${quarters[t]}`);
});

test("racks from before the calendar stand from its first quarter on", () => {
  const trial = trialOf(chipStanding, file, [
    [
      "status: applied, opening: $5M,",
      "status: applied, opening: $5M, committed: true, built: [{ building: hall-10, started: 2025-Q1 }], racks: [{ accelerator: plain, racks: 7 racks, delivered: 2025-Q4 }],",
    ],
    ["energized: 2026-Q3, ramp: [50 %, 100 %]", "energized: 2025-Q4, committed: true"],
  ]);
  const all = ["2026-Q1", "2026-Q2", ...quarters];
  const tried = (racks: readonly number[]) => holds(trial, valuesOf(trial, { ...column("racks", delivered), ...column("standing", racks, all) }), ["alpha"]);
  assert.equal(tried([7, 7, 17, 37, 37, 42]), true);
  assert.equal(tried([0, 0, 10, 30, 30, 35]), false);
});

test("its rows", () => matches(rowsOf(chipStanding, file), new URL("chip-standing.snap.txt", import.meta.url)));
