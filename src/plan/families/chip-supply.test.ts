// In tiny 60 racks come in 2026-Q4, for alpha and beta together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chipSupply } from "./chip-supply.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("its rows hold for exactly the deliveries of a quarter that add up to the supply or less", () => {
  const trial = trialOf(chipSupply, file);
  for (const alpha of [0, 20, 40, 60, 61])
    for (const beta of [0, 19, 20, 21, 60])
      assert.equal(
        holds(trial, valuesOf(trial, { "chip.racks[alpha, plain, 2026-Q4]": alpha, "chip.racks[beta, plain, 2026-Q4]": beta, "chip.racks[alpha, plain, 2027-Q1]": 60 })),
        alpha + beta <= 60,
        `${alpha} and ${beta}`,
      );
});

test("its rows", () => matches(rowsOf(chipSupply, file), new URL("chip-supply.snap.txt", import.meta.url)));
