// On paper: a cap of 13 MW facility at a design ratio of 1.3 is 10 MW IT, 100 racks of 100 kW. It holds in the quarters on whose last day it is in force.

import assert from "node:assert/strict";
import { test } from "node:test";
import { agreementPowerCap } from "./agreement-power-cap.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const capped = [["agreements:\n", "agreements:\n  cap: { kind: power-cap, site: alpha, facility: 13 MW, from: 2026-10-01, until: 2027-03-31 }\n"]] as const;

test("its rows hold for the racks that the cap lets run, while it is in force", () => {
  const trial = trialOf(agreementPowerCap, file, capped);
  for (const [quarter, most] of [
    ["2026-Q3", Infinity],
    ["2026-Q4", 100],
    ["2027-Q1", 100],
    ["2027-Q2", Infinity],
  ] as const)
    for (const racks of [0, 99, 100, 101, 200])
      assert.equal(
        holds(trial, valuesOf(trial, { [`chip.running[alpha, plain, ${quarter}]`]: racks, [`chip.running[beta, plain, 2026-Q4]`]: 200 })),
        racks <= most,
        `${racks} in ${quarter}`,
      );
});

test("its rows", () => matches(rowsOf(agreementPowerCap, file, capped), new URL("agreement-power-cap.snap.txt", import.meta.url)));
