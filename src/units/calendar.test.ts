// Do quarters count, meet days and leap years, and order like time?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Day, Quarter } from "./brand.ts";
import {
  addDays,
  addQuarters,
  type Calendar,
  daysBetween,
  daysInMonth,
  firstDay,
  hoursIn,
  indexOf,
  lastDay,
  monthsIn,
  ordinal,
  parseQuarter,
  quarterAt,
  quarterOf,
  quarterOfDay,
  quartersOf,
} from "./calendar.ts";

const q = (text: string): Quarter => text as Quarter;
const anyQuarter = fc.integer({ min: 1900 * 4, max: 2199 * 4 }).map(quarterOf);
const anyDay = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays("1950-01-01" as Day, days));

test("only a year, Q and 1 to 4 is a quarter", () => {
  assert.equal(parseQuarter("2027-Q2"), "2027-Q2");
  for (const text of ["2027-Q0", "2027-Q5", "2027Q2", "27-Q2", "2027-q2", " 2027-Q2", "2027-Q2 ", "2027-Q2\n", ""])
    assert.equal(parseQuarter(text), undefined, JSON.stringify(text));
});

test("hours of a quarter count leap days, by the rule of centuries too", () => {
  assert.deepEqual(
    ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"].map((quarter) => hoursIn(q(quarter))),
    [2160, 2184, 2208, 2208],
  );
  assert.equal(hoursIn(q("2028-Q1")), 2184);
  assert.equal(hoursIn(q("2000-Q1")), 2184);
  assert.equal(hoursIn(q("2100-Q1")), 2160);
});

test("a year's quarters have its hours, a quarter's months its days", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2199 }), (year) => {
      const quarters = [1, 2, 3, 4].map((part) => q(`${year}-Q${part}`));
      const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      assert.equal(
        quarters.reduce((sum, quarter) => sum + hoursIn(quarter), 0),
        leap ? 8784 : 8760,
      );
      for (const quarter of quarters) assert.equal(monthsIn(quarter).reduce((sum, month) => sum + daysInMonth(year, month), 0) * 24, hoursIn(quarter));
    }),
  );
});

test("days lie in their quarter, first and last included", () => {
  assert.equal(quarterOfDay("2027-06-30" as Day), "2027-Q2");
  assert.equal(quarterOfDay("2027-07-01" as Day), "2027-Q3");
  assert.equal(firstDay(q("2027-Q4")), "2027-10-01");
  assert.equal(lastDay(q("2028-Q1")), "2028-03-31");
  assert.equal(lastDay(q("2027-Q4")), "2027-12-31");
  fc.assert(
    fc.property(anyQuarter, (quarter) => {
      assert.equal(quarterOfDay(firstDay(quarter)), quarter);
      assert.equal(quarterOfDay(lastDay(quarter)), quarter);
      assert.equal(quarterOfDay(addDays(lastDay(quarter), 1)), addQuarters(quarter, 1));
      assert.equal((daysBetween(firstDay(quarter), lastDay(quarter)) + 1) * 24, hoursIn(quarter));
    }),
  );
});

test("quarters add up, over the turn of a year and back", () => {
  assert.equal(addQuarters(q("2027-Q4"), 1), "2028-Q1");
  assert.equal(addQuarters(q("2027-Q1"), -1), "2026-Q4");
  assert.equal(addQuarters(q("2027-Q2"), 16), "2031-Q2");
  fc.assert(
    fc.property(anyQuarter, fc.integer({ min: -200, max: 200 }), fc.integer({ min: -200, max: 200 }), (quarter, one, other) => {
      assert.equal(addQuarters(addQuarters(quarter, one), other), addQuarters(quarter, one + other));
      assert.equal(ordinal(addQuarters(quarter, one)) - ordinal(quarter), one);
    }),
  );
});

test("text order is time order", () => {
  fc.assert(fc.property(anyQuarter, anyQuarter, (one, other) => assert.equal(one < other, ordinal(one) < ordinal(other))));
  fc.assert(fc.property(anyDay, anyDay, (one, other) => assert.equal(one < other, daysBetween(one, other) > 0)));
});

test("a calendar numbers its quarters from 0", () => {
  const calendar: Calendar = { from: q("2026-Q3"), quarters: 4 };
  assert.deepEqual(quartersOf(calendar), ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]);
  assert.equal(indexOf(calendar, q("2026-Q2")), -1);
  assert.equal(indexOf(calendar, q("2027-Q3")), 4);
  for (const [index, quarter] of quartersOf(calendar).entries()) {
    assert.equal(indexOf(calendar, quarter), index);
    assert.equal(quarterAt(calendar, index), quarter);
  }
});
