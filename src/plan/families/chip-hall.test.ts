// On paper: a rack of tiny takes 100 kW, so a hall of 10 MW takes 100 of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chipHall } from "./chip-hall.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";

test("its rows hold for as many racks as the ready MW take", () => {
  const trial = trialOf(chipHall, file);
  for (const ready of [0, 10, 20])
    for (const racks of [0, 1, 99, 100, 101, 200, 201])
      assert.equal(
        holds(trial, valuesOf(trial, { "build.ready-mw[alpha, 2026-Q4]": ready, "chip.standing[alpha, plain, 2026-Q4]": racks })),
        racks <= ready * 10,
        `${racks} racks, ${ready} MW IT`,
      );
});

test("its rows", () => matches(rowsOf(chipHall, file), new URL("chip-hall.snap.txt", import.meta.url)));
