import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { internalRate } from "./internal-rate.ts";

const close = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test("a loan of 100 that returns 110 after a year is worth 10 %", () => {
  const rate = internalRate([-100, 110], 1);
  assert.equal(rate.kind, "unique");
  if (rate.kind === "unique") close(rate.rate, 0.1);
});

test("quarterly flows compound to a yearly rate: 2 % a quarter is 8.243216 % a year", () => {
  const rate = internalRate([-100, 2, 2, 2, 102], 4);
  if (rate.kind !== "unique") assert.fail(rate.kind);
  close(rate.rate, 1.02 ** 4 - 1);
});

test("-100, 230, -132 has two rates, 10 % and 20 %: (1.1 x 1.2 = 1.32, 1.1 + 1.2 = 2.3)", () => {
  const rate = internalRate([-100, 230, -132], 1);
  if (rate.kind !== "multiple") assert.fail(rate.kind);
  close(rate.rates[0]!, 0.1);
  close(rate.rates[1]!, 0.2);
});

test("flows of one sign, no flows, and flows that never cross have none", () => {
  for (const flows of [[-1, -2], [5, 1], [], [0, 0], [1, -2, 2]]) assert.deepEqual(internalRate(flows, 4), { kind: "none" });
});

test("a rate that the curve only touches is found: (x - 1/1.25)^2 has the one rate 25 %", () => {
  const rate = internalRate([0.64, -1.6, 1], 1);
  if (rate.kind !== "unique") assert.fail(rate.kind);
  assert.ok(Math.abs(rate.rate - 0.25) < 1e-6);
});

test("one change of sign has exactly one rate, and its flows are then worth nothing", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }),
      (out, back) => {
        const flows = [...out.map((flow) => -flow), ...back];
        const rate = internalRate(flows, 4);
        if (rate.kind === "none") return; // below -99 % or above 10,000 % a year
        if (rate.kind !== "unique") assert.fail("several rates");
        const worth = flows.reduce((sum, flow, t) => sum + flow * (1 + rate.rate) ** (-t / 4), 0);
        const size = flows.reduce((sum, flow, t) => sum + Math.abs(flow) * (1 + rate.rate) ** (-t / 4), 0);
        assert.ok(Math.abs(worth) < 1e-9 * size);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});
