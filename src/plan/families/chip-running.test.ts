// Every pair of up to three racks that stand and run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chipRunning } from "./chip-running.ts";
import { rowsOf } from "./rows.fixture.ts";
import { counts, holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("its rows hold for exactly the racks that stand", () => {
  const trial = trialOf(chipRunning, file);
  for (const [standing, running] of counts(2, 3))
    assert.equal(
      holds(trial, valuesOf(trial, { "chip.standing[beta, plain, 2027-Q1]": standing!, "chip.running[beta, plain, 2027-Q1]": running! })),
      running! <= standing!,
      `${running} of ${standing}`,
    );
});

test("its rows", () => matches(rowsOf(chipRunning, file), new URL("chip-running.snap.txt", import.meta.url)));
