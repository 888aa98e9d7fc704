// On paper: finance promises the big cloud 60 M USD for 2026 and 80 M USD for 2027, and carries on 20 % at most. A kH100e of chat for all of 2026-Q4
// costs 2.6 x 2208 x 1000 = 5.7408 M USD, for all of 2027-Q4 the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { takeOrPay } from "./agreement-take-or-pay.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/finance.yaml";
const usdPerKH100e = 5.7408;

/** Do the rows hold for a spend in each year, what is paid on top, and what is carried on from the first to the second? */
function tried(spend: readonly [number, number], shortfall: readonly [number, number], excess: readonly [number, number], carried: number): boolean {
  const trial = trialOf(takeOrPay, file);
  return holds(
    trial,
    valuesOf(trial, {
      "work.cloud[big, chat, 2026-Q4]": spend[0] / usdPerKH100e,
      "work.cloud[big, chat, 2027-Q4]": spend[1] / usdPerKH100e,
      "money.shortfall[commitment, 2026]": shortfall[0],
      "money.shortfall[commitment, 2027]": shortfall[1],
      "money.excess[commitment, 2026]": excess[0],
      "money.excess[commitment, 2027]": excess[1],
      "money.carried[commitment, 2026]": carried,
    }),
  );
}

test("what is not spent is paid all the same", () => {
  assert.equal(tried([60, 80], [0, 0], [0, 0], 0), true);
  assert.equal(tried([25, 0], [35, 80], [0, 0], 0), true);
  assert.equal(tried([25, 0], [34, 80], [0, 0], 0), false);
});

test("what is spent above it counts in the next year as far as it is carried on", () => {
  assert.equal(tried([72, 68], [0, 0], [0, 0], 12), true);
  assert.equal(tried([72, 67], [0, 0], [0, 0], 12), false);
  assert.equal(tried([80, 68], [0, 0], [8, 0], 12), true);
});

test("no more than a fifth of the commitment is carried on, and nothing from the last year", () => {
  const { draft, model } = trialOf(takeOrPay, file);
  assert.deepEqual(
    draft.money.commitments.map(({ carried }) => Number(model.upper[carried]!.toPrecision(12))),
    [12, 0],
  );
});

test("its rows", () => matches(rowsOf(takeOrPay, file), new URL("agreement-take-or-pay.snap.txt", import.meta.url)));
