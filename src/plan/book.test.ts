// On paper: what things cost by date, what they are still worth, and what tax that asks, in the finance programme.

import assert from "node:assert/strict";
import { test } from "node:test";
import { heldAfter } from "../programme/series.ts";
import type { Calendar } from "../units/calendar.ts";
import { bookShare } from "./book-share.ts";
import { planningCase } from "./case.ts";
import { derive } from "./derive.ts";
import { caseOf } from "./fixture.ts";
import type { Decisions } from "./plan.ts";

const { programme, library } = caseOf("test/programmes/finance.yaml");
const study = planningCase(programme, library);
const zero = () => study.names.map(() => 0);

/** Decisions of a plan that only builds what is given. */
function decisionsOf(alpha: Partial<Decisions["sites"][string]>, beta: Partial<Decisions["sites"][string]>): Decisions {
  const site = (decided: Partial<Decisions["sites"][string]>) => ({
    opened: null,
    options: [],
    starts: {},
    racks: {},
    running: {},
    onsite: {},
    charge: {},
    discharge: {},
    training: {},
    work: {},
    ...decided,
  });
  return {
    sites: { alpha: site(alpha), beta: site(beta) },
    clouds: {},
    notices: [],
    campus: {},
    calls: { fund: zero(), partners: zero() },
    draws: { loan: zero() },
    repayments: { loan: zero() },
  } as unknown as Decisions;
}

test("a rack costs what its quarter of delivery says", () => {
  // $1.2M until 2026-Q3, $1.1M until 2027-Q2, $0.9M after, each with 10 % network on top: cents.
  const [first, second, third] = [132_000_000, 121_000_000, 99_000_000];
  assert.deepEqual(study.accelerators[0]!.rackCents, [first, first, first, second, second, second, third, third, third, third]);
});

test("a price that changes with time holds from its entry on, the usual one before", () => {
  const calendar = { from: "2026-Q1", quarters: 4 } as Calendar;
  assert.deepEqual(heldAfter(10, { "2026-Q3": 8 }, calendar), [10, 10, 8, 8]);
  assert.deepEqual(heldAfter(10, { "2025-Q3": 9, "2026-Q4": 7 }, calendar), [9, 9, 9, 7]);
  assert.deepEqual(heldAfter(10, undefined, calendar), [10, 10, 10, 10]);
  assert.deepEqual(heldAfter(10, { always: 5 }, calendar), [5, 5, 5, 5]);
});

test("book value falls straight down to the residual, or by a share of itself each year", () => {
  assert.equal(bookShare(-1, { lifeQuarters: 20, decline: 0.25 }), 1);
  assert.equal(bookShare(5, { lifeQuarters: 20 }), 0.75);
  assert.equal(bookShare(20, { lifeQuarters: 20, residual: 0.1 }), 0.1);
  assert.equal(bookShare(4, { lifeQuarters: 20, decline: 0.25 }), 0.75);
  assert.equal(bookShare(8, { lifeQuarters: 20, residual: 0.1, decline: 0.25 }), 0.5625);
  assert.ok(Math.abs(bookShare(2, { lifeQuarters: 20, decline: 0.25 }) - Math.sqrt(0.75)) < 1e-15);
});

test("racks stand in the books at the price they were bought at, less their decline", () => {
  // 10 racks of 2026-Q4 at $1.21M: after four quarters 75 % of $12.1M; 5 of 2027-Q3 at $0.99M: after one 0.75^(1/4).
  const racks = zero();
  [racks[3], racks[6]] = [10, 5];
  const { capex, bookValue } = derive(study, decisionsOf({ racks: { plain: racks } }, {})).derived.money;
  assert.equal(capex.accelerators[3], 1_210_000_000);
  assert.equal(capex.accelerators[6], 495_000_000);
  // The grid of beta, committed, would be in the books too: it is not taken here, and its built hall adds 40 M$ (see below).
  const hall = 4_000_000_000 * (1 - (7 - 1) / 80);
  assert.equal(bookValue[7], Math.round(1_210_000_000 * 0.75 + 495_000_000 * 0.75 ** 0.25 + hall));
});

test("property tax is a quarter of the rate on the book value of the quarter before, less the abatement up to its last quarter", () => {
  // Beta: a hall of 100 M$ under way since 2025-Q4, ready 2026-Q2, whose last 40 % fall in 2026-Q1; no tax in the first quarter.
  // 1.5 %/yr: 40 M$ x 0.375 % = $150,000 in 2026-Q2. It is ready then, so a quarter later 40 M$ x (1 - 0/80), and 40 M$ x (1 - 1/80) after that.
  const only = derive(study, decisionsOf({}, {})).derived.money.opex.tax;
  assert.deepEqual(only.slice(0, 4), [0, 15_000_000, 15_000_000, 14_812_500]);
  // Alpha: 100 M$ in two quarters from 2026-Q2 (60, then 40), 2 %/yr, 80 % waived until 2027-Q2: 60 M$ x 0.1 % in 2026-Q3.
  const starts = zero();
  starts[1] = 1;
  const both = derive(study, decisionsOf({ opened: "2026-Q2" as never, starts: { "hall-10": starts } }, {})).derived.money.opex.tax;
  const alpha = both.map((cents, t) => cents - only[t]!);
  // $5M of opening count at cost, the hall from 2026-Q4 (index 3) on at 1/80 less a quarter.
  assert.equal(alpha[2], 0.001 * (500_000_000 + 6_000_000_000));
  assert.equal(alpha[3], 0.001 * (500_000_000 + 10_000_000_000));
  assert.equal(alpha[5], Math.round(0.001 * (500_000_000 + 10_000_000_000 * (1 - 1 / 80))));
  assert.equal(alpha[6], Math.round(0.005 * (500_000_000 + 10_000_000_000 * (1 - 2 / 80))));
});
