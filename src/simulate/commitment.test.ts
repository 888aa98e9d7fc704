import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { committed } from "./commitment.ts";

const day = (margins: readonly number[]) => Float64Array.from({ length: 24 }, (_, hour) => margins[hour] ?? -10);

test("a plant starts where the margin pays for the start, and holds through a short trough at least output", () => {
  const terms = { stepHours: 1, least: 0.5, startUsdPerMw: 30 };
  // One hour at 20 does not pay 30; two do.
  assert.equal(committed({ ...terms, marginUsdPerMwh: day([20]) })[0], 0);
  assert.deepEqual([...committed({ ...terms, marginUsdPerMwh: day([20, 20]) }).subarray(0, 3)], [1, 1, 0]);
  // Between two good stretches an hour of -10 costs 5 at least output, another start 30.
  assert.deepEqual([...committed({ ...terms, marginUsdPerMwh: day([40, 40, -10, 40, 40]) }).subarray(0, 6)], [1, 1, 1, 1, 1, 0]);
  // A trough of eight hours costs 40: it stops.
  assert.equal(committed({ ...terms, marginUsdPerMwh: day([40, 40, -10, -10, -10, -10, -10, -10, -10, -10, 40]) })[5], 0);
});

test("within one window no other choice of hours earns more", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 80 }), (margins, startUsdPerMw) => {
      const marginUsdPerMwh = Float64Array.from({ length: 24 }, (_, hour) => margins[hour] ?? -1000);
      const worth = (on: ArrayLike<number>) => {
        let usd = 0;
        let before = 0;
        for (let hour = 0; hour < 24; hour += 1) {
          const margin = marginUsdPerMwh[hour]!;
          if (on[hour] === 1) usd += (margin > 0 ? margin : 0.5 * margin) - (before === 1 ? 0 : startUsdPerMw);
          before = on[hour]!;
        }
        return usd;
      };
      const found = worth(committed({ marginUsdPerMwh, stepHours: 1, least: 0.5, startUsdPerMw }));
      for (let choice = 0; choice < 256; choice += 1) assert.ok(found >= worth(Float64Array.from({ length: 24 }, (_, hour) => (hour < 8 ? (choice >> hour) & 1 : 0))) - 1e-9);
    }),
    { numRuns: 60 },
  );
});
