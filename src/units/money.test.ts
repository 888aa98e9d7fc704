// Is money exact: read, written, rounded half to even, split without a lost cent?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allocate, centsOf, dollarsOf, formatMoney, multiply, parseMoney } from "./money.ts";
import { compare, decimalText, difference, exactText, floor, halfEven, least, most, product, quotient, rational, sum } from "./rational.ts";

const cents = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([over, under]) => quotient(rational(over), rational(under)));
const weight = fc.double({ min: 0, max: 1e9, noNaN: true }).map(rational);

test("what is written is read back, beyond 2^53 cents too", () => {
  fc.assert(fc.property(cents, (amount) => assert.equal(parseMoney(formatMoney(amount)), amount)));
  assert.equal(formatMoney(-5n), "-0.05");
  assert.equal(formatMoney(900719925474099301n), "9007199254740993.01");
  for (const text of ["1.234", "1,000.00", "$5", "", ".5", "1e3", "+1"]) assert.throws(() => parseMoney(text), RangeError, text);
});

test("a number's decimal text is taken, not its binary value", () => {
  assert.deepEqual(rational(0.1), { over: 1n, under: 10n });
  assert.deepEqual(sum(rational(0.1), rational(0.2)), rational(0.3));
  assert.deepEqual(rational(6e25), { over: 6n * 10n ** 25n, under: 1n });
  assert.deepEqual(rational(-1.5e-7), { over: -3n, under: 20_000_000n });
  for (const value of [Number.NaN, Infinity, "1/3", ""]) assert.throws(() => rational(value), RangeError);
});

test("a half goes to the even neighbour, everything else to the nearest", () => {
  assert.deepEqual(
    [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.51, -2.51, 2.49].map((value) => halfEven(rational(value))),
    [0n, 2n, 2n, 0n, -2n, -2n, 3n, -3n, 2n],
  );
  assert.equal(centsOf(rational("0.125")), 12n);
  assert.equal(centsOf(rational("0.135")), 14n);
  fc.assert(
    fc.property(fraction, (value) => {
      const off = difference(rational(halfEven(value)), value);
      assert.ok(compare(product(off, off), { over: 1n, under: 4n }) <= 0);
    }),
  );
});

test("fractions follow the laws of numbers", () => {
  fc.assert(
    fc.property(fraction, fraction, fraction, (a, b, c) => {
      assert.deepEqual(sum(a, b), sum(b, a));
      assert.deepEqual(product(a, sum(b, c)), sum(product(a, b), product(a, c)));
      assert.deepEqual(difference(sum(a, b), b), a);
      if (b.over !== 0n) assert.deepEqual(product(quotient(a, b), b), a);
      assert.deepEqual(sum(least(a, b), most(a, b)), sum(a, b));
      assert.ok(compare(rational(floor(a)), a) <= 0 && compare(a, rational(floor(a) + 1n)) < 0);
    }),
  );
  assert.throws(() => quotient(rational(1), rational(0)), RangeError);
});

test("the parts of a split add up to the whole, each within a cent of its share", () => {
  fc.assert(
    fc.property(cents, fc.array(weight, { minLength: 1, maxLength: 12 }), (amount, weights) => {
      fc.pre(weights.some(({ over }) => over > 0n));
      const parts = allocate(amount, weights);
      assert.equal(
        parts.reduce((total, part) => total + part, 0n),
        amount,
      );
      const whole = sum(...weights);
      for (const [at, part] of parts.entries()) {
        const off = difference(rational(part), quotient(product(rational(amount), weights[at]!), whole));
        assert.ok(compare(product(off, off), rational(1)) < 0);
      }
    }),
  );
});

test("an SLA credit of 1,200.00 on shared capacity splits 2 to 1", () => {
  assert.deepEqual(allocate(120_000n, [rational(2), rational(1)]), [80_000n, 40_000n]);
  assert.deepEqual(allocate(100n, [rational(1), rational(1), rational(1)]), [34n, 33n, 33n]);
  assert.deepEqual(allocate(-100n, [rational(1), rational(1), rational(1)]), [-34n, -33n, -33n]);
  for (const weights of [[], [rational(0)], [rational(1), rational(-1)]]) assert.throws(() => allocate(1n, weights), RangeError);
});

test("a rate on an amount over 2^53 cents keeps every cent", () => {
  assert.equal(multiply(12345678901234567890n, rational(0.1)), 1234567890123456789n);
  assert.equal(centsOf(dollarsOf(9007199254740993n)), 9007199254740993n);
});

test("decimal text has commas and the places asked for", () => {
  assert.equal(decimalText(rational(1234567.891), 2), "1,234,567.89");
  assert.equal(decimalText(rational(-0.5), 0), "0");
  assert.equal(decimalText(rational(-1234.5), 1), "-1,234.5");
  assert.equal(decimalText(rational(0.004), 2), "0.00");
});

test("exact text gives the number back", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => assert.equal(Number(exactText(rational(value))), value === 0 ? 0 : value)));
  assert.deepEqual(
    [1500, 1234567.25, -0.1, 1e-20].map((value) => exactText(rational(value))),
    ["1500", "1234567.25", "-0.1", "0.00000000000000000001"],
  );
  assert.equal(exactText(quotient(rational(1), rational(3))), "0.333333333333333333");
});
