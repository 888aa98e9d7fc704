import assert from "node:assert/strict";
import { test } from "node:test";
import { calledHours, coincidentHours } from "./calls.ts";

test("the dearest stretch of the dearest days is called, until the year's hours are used", () => {
  const prices = new Float64Array(365 * 24).fill(40);
  // Day 10, 17 to 21 h; day 200, 18 to 22 h, dearer; day 300 one hour.
  prices.fill(300, 10 * 24 + 17, 10 * 24 + 21);
  prices.fill(500, 200 * 24 + 18, 200 * 24 + 22);
  prices[300 * 24 + 9] = 600;
  const called = calledHours(prices, { hoursPerYear: 10, callHours: 4 });
  const hours = [...called.keys()].filter((hour) => called[hour] === 1);
  assert.equal(hours.length, 10);
  assert.deepEqual(
    hours.filter((hour) => hour < 300 * 24),
    [...Array.from({ length: 4 }, (_, at) => 10 * 24 + 17 + at), ...Array.from({ length: 4 }, (_, at) => 200 * 24 + 18 + at)],
  );
  // The last call has the two hours that are left.
  assert.equal(hours.filter((hour) => hour >= 300 * 24).length, 2);
});

test("the system peaks in the hour with the highest price of each of the months", () => {
  const prices = Float64Array.from({ length: 90 * 24 }, (_, hour) => (hour === 100 ? 900 : hour === 1500 ? 800 : 40));
  assert.deepEqual([...coincidentHours(prices, Int32Array.of(0, 744, 1416, 2160), 0, [1, 3])], [100, 1500]);
  assert.deepEqual([...coincidentHours(prices, Int32Array.of(0, 744, 1416, 2160), 6, [1, 3])], []);
});
