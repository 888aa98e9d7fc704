// How is a rate kept exact? As a fraction of whole numbers, read from the decimal text of a number, never from its binary value.

/** An exact fraction in lowest terms; `under` is positive. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

/**
 * The fraction that a number's shortest decimal text stands for: 0.2 is 1/5, not the binary value nearest to it.
 * @throws RangeError for NaN, an infinity, or text that is no decimal number
 */
export function rational(value: number | bigint | string): Rational {
  if (typeof value === "bigint") return { over: value, under: 1n };
  const found = /^([-+]?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(String(value));
  if (!found) throw new RangeError(`expected a decimal number, got ${value}`);
  const [, sign, whole, fraction = "", exponent = "0"] = found;
  const digits = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  const scale = Number(exponent) - fraction.length;
  return scale >= 0 ? { over: digits * 10n ** BigInt(scale), under: 1n } : reduced(digits, 10n ** BigInt(-scale));
}

export const zero: Rational = { over: 0n, under: 1n };

export function sum(...terms: readonly Rational[]): Rational {
  return terms.reduce((one, other) => (other.over === 0n ? one : reduced(one.over * other.under + other.over * one.under, one.under * other.under)), zero);
}

export function difference(one: Rational, other: Rational): Rational {
  return sum(one, { over: -other.over, under: other.under });
}

export function product(...factors: readonly Rational[]): Rational {
  return factors.reduce((one, other) => reduced(one.over * other.over, one.under * other.under), { over: 1n, under: 1n });
}

/** @throws RangeError when the divisor is zero */
export function quotient(dividend: Rational, divisor: Rational): Rational {
  if (divisor.over === 0n) throw new RangeError("division by zero");
  return divisor.over > 0n ? reduced(dividend.over * divisor.under, dividend.under * divisor.over) : reduced(-dividend.over * divisor.under, -dividend.under * divisor.over);
}

/** Negative, zero or positive, as `one` is less than, equal to or more than `other`. */
export function compare(one: Rational, other: Rational): number {
  const left = one.over * other.under;
  const right = other.over * one.under;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function least(one: Rational, other: Rational): Rational {
  return compare(one, other) <= 0 ? one : other;
}

export function most(one: Rational, other: Rational): Rational {
  return compare(one, other) >= 0 ? one : other;
}

/** The greatest whole number that is not more. */
export function floor({ over, under }: Rational): bigint {
  const whole = over / under;
  return over < 0n && whole * under !== over ? whole - 1n : whole;
}

/** The nearest whole number; a half goes to the even one. */
export function halfEven(value: Rational): bigint {
  const below = floor(value);
  const twice = 2n * (value.over - below * value.under);
  if (twice === value.under) return below % 2n === 0n ? below : below + 1n;
  return twice < value.under ? below : below + 1n;
}

/** Decimal text rounded half-even to `places`, with commas between thousands: `1,234,567.89`. */
export function decimalText(value: Rational, places: number): string {
  const scaled = halfEven({ over: value.over * 10n ** BigInt(places), under: value.under });
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return `${scaled < 0n ? "-" : ""}${whole}${places > 0 ? `.${digits.slice(-places)}` : ""}`;
}

/** The whole decimal text, without commas; where it would never end, 18 places of it. */
export function exactText(value: Rational): string {
  let places = 0;
  for (let under = value.under; places < 400 && under !== 1n; places++) under /= common(under, 10n);
  const text = decimalText(value, places < 400 ? places : 18).replaceAll(",", "");
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function reduced(over: bigint, under: bigint): Rational {
  const shared = common(over < 0n ? -over : over, under);
  return shared === 1n ? { over, under } : { over: over / shared, under: under / shared };
}

/** Greatest common divisor (Euclid); of 0 and a number, the number. */
function common(one: bigint, other: bigint): bigint {
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}
