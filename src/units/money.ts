// How is money kept exact? As whole cents in a bigint; rates are fractions; each amount is rounded once, half to even.

import { floor, halfEven, product, type Rational, rational, sum, zero } from "./rational.ts";

const centsPerDollar = rational(100n);

/**
 * Reads signed decimal dollars with at most two places: `-12.5` is -1250 cents.
 * @throws RangeError for anything else: a third decimal place would be a rounding that no one asked for
 */
export function parseMoney(text: string): bigint {
  const found = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!found) throw new RangeError(`expected dollars such as "-1234.50", got "${text}"`);
  const cents = BigInt(found[2]!) * 100n + BigInt((found[3] ?? "").padEnd(2, "0"));
  return found[1] ? -cents : cents;
}

/** Signed decimal dollars with two places: -1250 cents is `-12.50`. */
export function formatMoney(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Exact dollars to whole cents: the one rounding of an amount, half to even. */
export function centsOf(dollars: Rational): bigint {
  return halfEven(product(dollars, centsPerDollar));
}

/** Whole cents as exact dollars. */
export function dollarsOf(cents: bigint): Rational {
  return product(rational(cents), { over: 1n, under: 100n });
}

/** A part of an amount: cents times an exact rate, rounded half to even. */
export function multiply(cents: bigint, rate: Rational): bigint {
  return halfEven(product(rational(cents), rate));
}

/**
 * Splits an amount by weights so that the parts add up to it: each gets its whole cents, and the cents left go to the
 * largest remainders (of equal remainders, to the earlier). Weights are not negative and not all zero.
 */
export function allocate(cents: bigint, weights: readonly Rational[]): bigint[] {
  const whole = sum(...weights);
  if (whole.over === 0n || weights.some(({ over }) => over < 0n)) throw new RangeError("expected weights that are not negative and not all zero");
  if (cents < 0n) return allocate(-cents, weights).map((part) => -part);
  const exact = weights.map((weight) => product(rational(cents), weight, { over: whole.under, under: whole.over }));
  const parts = exact.map(floor);
  const left = cents - parts.reduce((total, part) => total + part, 0n);
  const remainder = (at: number): Rational => sum(exact[at] ?? zero, rational(-parts[at]!));
  const order = [...weights.keys()].toSorted((one, other) => {
    const [a, b] = [remainder(one), remainder(other)];
    return Number(b.over * a.under > a.over * b.under) - Number(b.over * a.under < a.over * b.under) || one - other;
  });
  for (const at of order.slice(0, Number(left))) parts[at]! += 1n;
  return parts;
}
