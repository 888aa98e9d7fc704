// On paper: one useful H100e does 1979e12 x 0.3 x 3600 = 2.13732e18 FLOP an hour for tiny's run (FP8, MFU 30 %), and 2026-Q4 has 2,208 hours:
// 4.7192e21 FLOP. The run's 3e25 FLOP are 6,357.0 H100e for that quarter alone, or 6,498.3 for the 2,160 hours of 2027-Q1.

import assert from "node:assert/strict";
import { test } from "node:test";
import { computeMilestone } from "./compute-milestone.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const wholeQ4 = 6.35701;
const wholeQ1 = 6.49828;
const tolerance = 1e-2;

/** Shares of the run done at alpha and beta in its two quarters, and where it runs. */
interface Try {
  readonly alpha: readonly [number, number];
  readonly beta: readonly [number, number];
  readonly campus: readonly [number, number];
}

function tried(replace: readonly (readonly [string, string])[], { alpha, beta, campus }: Try): boolean {
  const trial = trialOf(computeMilestone, file, replace);
  return holds(
    trial,
    valuesOf(trial, {
      "work.training[alpha, run, plain, 2026-Q4]": alpha[0] * wholeQ4,
      "work.training[alpha, run, plain, 2027-Q1]": alpha[1] * wholeQ1,
      "work.training[beta, run, plain, 2026-Q4]": beta[0] * wholeQ4,
      "work.training[beta, run, plain, 2027-Q1]": beta[1] * wholeQ1,
      "campus[run, alpha]": campus[0],
      "campus[run, beta]": campus[1],
    }),
    [],
    tolerance,
  );
}

test("a required run is done in full, on one campus: every split in quarters of it by every campus", () => {
  const parts = [0, 0.25, 0.5, 0.75, 1];
  let right = 0;
  for (const first of parts)
    for (const second of parts)
      for (const third of parts)
        for (const fourth of parts)
          for (const campus of [
            [0, 0],
            [1, 0],
            [0, 1],
            [1, 1],
          ] as const) {
            const [alpha, beta] = [first + second, third + fourth];
            const expected = alpha + beta === 1 && campus[0] + campus[1] <= 1 && alpha <= campus[0] && beta <= campus[1];
            assert.equal(tried([], { alpha: [first, second], beta: [third, fourth], campus }), expected, `${[first, second, third, fourth].join()} on ${campus.join()}`);
            if (expected) right++;
          }
  // All at alpha, or all at beta, each in five ways over its two quarters.
  assert.equal(right, 10);
});

test("a wanted run may be short, and never does more than it needs", () => {
  const wanted = [["mfu: 30 %,", "mfu: 30 %, wanted: true,"]] as const;
  for (const [share, right] of [
    [0, true],
    [0.5, true],
    [1, true],
    [1.01, false],
  ] as const) {
    assert.equal(tried(wanted, { alpha: [share, 0], beta: [0, 0], campus: [1, 0] }), right, `${share}`);
    assert.equal(tried([], { alpha: [share, 0], beta: [0, 0], campus: [1, 0] }), share === 1, `${share} of a required one`);
  }
});

test("a goodput of its own counts against the usual one of 93 %", () => {
  // At 46.5 % half of the useful compute is lost: twice the H100e.
  const half = [["mfu: 30 %,", "mfu: 30 %, goodput: 46.5 %,"]] as const;
  assert.equal(tried(half, { alpha: [1, 1], beta: [0, 0], campus: [1, 0] }), true);
  assert.equal(tried(half, { alpha: [1, 0], beta: [0, 0], campus: [1, 0] }), false);
});

test("its rows", () => matches(rowsOf(computeMilestone, file), new URL("compute-milestone.snap.txt", import.meta.url)));
