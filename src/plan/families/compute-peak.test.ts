// On paper: 100 racks of tiny, at work all of 2027-Q1, give 0.93 x 100 x 181.91 = 16,917.6 H100e; chat peaks at 1.2 times its mean.

import assert from "node:assert/strict";
import { test } from "node:test";
import { computePeak } from "./compute-peak.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const kH100e = 16.9176;

test("inference at its peak and training fit; best-effort work makes room", () => {
  const trial = trialOf(computePeak, file);
  for (const training of [0, 0.25, 0.5, 0.75])
    for (const beyond of [-0.0005, 0.0005])
      assert.equal(
        holds(
          trial,
          valuesOf(trial, {
            "chip.running[alpha, plain, 2026-Q4]": 100,
            "chip.running[alpha, plain, 2027-Q1]": 100,
            "work.training[alpha, run, plain, 2027-Q1]": training * kH100e,
            "work.inference[alpha, chat, 2027-Q1]": ((1 - training) / 1.2 + beyond) * kH100e,
            "work.effort[alpha, research, 2027-Q1]": kH100e,
          }),
          ["2027-Q1"],
        ),
        beyond < 0,
        `training ${training}`,
      );
});

test("its rows", () => matches(rowsOf(computePeak, file), new URL("compute-peak.snap.txt", import.meta.url)));
