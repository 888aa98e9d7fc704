// What does a used rack bring, and which racks may be sold when?

import type { Accelerator } from "../programme/programme.ts";
import { heldAfter } from "../programme/series.ts";
import { type Calendar, quarterAt } from "../units/calendar.ts";

/** The market for used racks of a kind. Quarters of delivery are positions in the calendar, negative before it. */
export interface Resale {
  /** Age from which on a rack may be sold, quarters. */
  readonly after: number;
  /** What a rack delivered in one quarter brings at the end of another, whole cents. */
  readonly cents: (delivered: number, t: number) => number;
}

/** Reads the kind's curve; undefined where its racks are not sold. */
export function resaleOf({ resale, rackPrice, prices }: Accelerator, calendar: Calendar): Resale | undefined {
  if (!resale) return undefined;
  const { shares, after = 1 } = resale;
  const known = new Map<number, number>();
  const price = (delivered: number): number => {
    if (!known.has(delivered)) known.set(delivered, heldAfter(rackPrice, prices, { from: quarterAt(calendar, delivered), quarters: 1 })[0]!);
    return known.get(delivered)!;
  };
  return { after, cents: (delivered, t) => Math.round(price(delivered) * resaleShare(shares, t - delivered) * 100) };
}

/** Share of its price that a rack brings after `age` quarters: straight lines from 1 through the yearly shares, the last of which holds. */
export function resaleShare(shares: readonly number[], age: number): number {
  const years = age / 4;
  const whole = Math.floor(years);
  const at = (year: number): number => (year === 0 ? 1 : shares[Math.min(year, shares.length) - 1]!);
  return at(whole) + (at(whole + 1) - at(whole)) * (years - whole);
}
