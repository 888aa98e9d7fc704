// On paper: a rack of tiny has 72 packages of 5,000 dense FP8 TFLOP/s, 72 x 5000 / 1979 = 181.91 H100e. Delivered over the quarter, 100 racks at
// its end are 50 in the mean; with a goodput of 93 % they give 0.93 x 50 x 181.91 = 8,458.8 H100e.

import assert from "node:assert/strict";
import { test } from "node:test";
import { computeCapacity } from "./compute-capacity.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const kH100e = 8.4588;

test("what racks give is shared out, and no more", () => {
  const trial = trialOf(computeCapacity, file);
  assert.equal(trial.study.programme.catalogue.operations.goodput, 0.93);
  const tried = (training: number, inference: number, effort: number) =>
    holds(
      trial,
      valuesOf(trial, {
        "chip.running[alpha, plain, 2026-Q4]": 100,
        "work.training[alpha, run, plain, 2026-Q4]": training * kH100e,
        "work.inference[alpha, chat, 2026-Q4]": inference * kH100e,
        "work.effort[alpha, research, 2026-Q4]": effort * kH100e,
      }),
      ["2026-Q4"],
    );
  for (const training of [0, 0.3, 0.6, 1])
    for (const inference of [0, 0.2, 0.5, 1])
      for (const rest of [-0.001, 0.001]) {
        const effort = 1 - training - inference + rest;
        if (effort >= 0) assert.equal(tried(training, inference, effort), rest < 0, `${training}, ${inference}, ${effort}`);
      }
});

test("in the next quarter the same racks count in full", () => {
  const trial = trialOf(computeCapacity, file);
  const tried = (share: number) =>
    holds(
      trial,
      valuesOf(trial, { "chip.running[alpha, plain, 2026-Q4]": 100, "chip.running[alpha, plain, 2027-Q1]": 100, "work.inference[alpha, chat, 2027-Q1]": 2 * kH100e * share }),
      ["2027-Q1"],
    );
  assert.equal(tried(0.9999), true);
  assert.equal(tried(1.0001), false);
});

test("training on a kind of racks has what that kind gives", () => {
  // Where a second kind runs, its compute is no help to work on the first.
  const rows = rowsOf(computeCapacity, "programmes/neocloud.yaml").filter((row) => row.startsWith("compute.capacity[las-cruces, gb300-nvl72, 2027-Q2]"));
  assert.equal(rows.length, 1);
  assert.ok(rows[0]!.includes("chip.running[las-cruces, gb300-nvl72, 2027-Q2]") && !rows[0]!.includes("vr200"));
});

test("its rows", () => matches(rowsOf(computeCapacity, file), new URL("compute-capacity.snap.txt", import.meta.url)));
