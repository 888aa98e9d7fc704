// Which whole numbers are a valid rounding of a computed value, and of a sum of such values?

import { rounding } from "./tolerance.ts";

/** The whole numbers that count as a rounding: one, or two where the value is a tie up to float dust. */
export interface Whole {
  readonly low: number;
  readonly high: number;
}

export const nothing: Whole = { low: 0, high: 0 };

export function exactly(value: number): Whole {
  return { low: value, high: value };
}

/** Roundings of a float; large values widen the tie by the dust that double arithmetic leaves (1e-15 of the value). */
export function rounded(value: number): Whole {
  const reach = rounding + Math.abs(value) * 1e-15;
  return { low: Math.ceil(value - reach), high: Math.floor(value + reach) };
}

export function plus(...parts: readonly Whole[]): Whole {
  let low = 0;
  let high = 0;
  for (const part of parts) {
    low += part.low;
    high += part.high;
  }
  return { low, high };
}

/**
 * The one rounding that goes on into other numbers: the stored one where it is valid, else the nearest that is.
 * So a tie decided either way leaves nothing open further on.
 */
export function settled({ low, high }: Whole, stored: number | undefined): number {
  return Math.min(Math.max(stored ?? 0, low), high);
}

/** Thousandths, whole, of a number written with three decimals. */
export function thousandths(value: number): number {
  return Math.round(value * 1000);
}
