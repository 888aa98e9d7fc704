import assert from "node:assert/strict";
import { test } from "node:test";
import { array, assert as check, constantFrom, nat, property } from "fast-check";
import type { Quarter } from "../units/brand.ts";
import { quarterStarts, stepsOf } from "./standing.ts";

test("quarters begin where the calendar says, leap days counted", () => {
  const starts = quarterStarts({ from: "2025-Q1" as Quarter, quarters: 16 });
  assert.equal(starts[16], 35_064);
  assert.equal(starts[13]! - starts[12]!, 91 * 24); // 2028-Q1 has a leap day
  assert.equal(starts[1]! - starts[0]!, 90 * 24);
});

test("means are exact, counts are whole, and what runs is never more than what stands", () => {
  const starts = quarterStarts({ from: "2027-Q4" as Quarter, quarters: 4 });
  const stock = array(nat(500), { minLength: 5, maxLength: 5 });
  check(
    property(stock, stock, constantFrom(1, 72), (deliveries, idle, packages) => {
      const racked = deliveries.map((_, index) => deliveries.slice(0, index + 1).reduce((sum, racks) => sum + racks, 0));
      const running = racked.map((racks, index) => Math.max(0, racks - idle[index]!));
      const steps = stepsOf(
        [racked, running].map(([before, ...atEnd]) => ({ before: before!, atEnd })),
        starts,
        [packages, packages],
      );
      for (let quarter = 0; quarter < 4; quarter += 1) {
        const sums = [0, 0];
        for (let hour = starts[quarter]!; hour < starts[quarter + 1]!; hour += 1) {
          let row = steps.hours.length - 1;
          while (steps.hours[row]! > hour) row -= 1;
          const [stands, runs] = [steps.counts[2 * row]!, steps.counts[2 * row + 1]!];
          assert.ok(runs <= stands && runs >= 0);
          sums[0]! += stands;
          sums[1]! += runs;
        }
        const length = starts[quarter + 1]! - starts[quarter]!;
        for (const [index, stocks] of [racked, running].entries()) assert.equal(sums[index], ((stocks[quarter]! + stocks[quarter + 1]!) / 2) * length * packages);
      }
    }),
    { numRuns: 25 },
  );
});
