// How do a clause's numbers and dates read in a sentence?

import type { Clause } from "../programme/programme.ts";
import { dollarsOf } from "../units/money.ts";
import { decimalText, product, type Rational, rational } from "../units/rational.ts";

/** `$60M`, `$1.55M`, `$10.4B`, `$12,345`. */
export function dollars(usd: number): string {
  for (const [size, letter] of [
    [1e12, "T"],
    [1e9, "B"],
    [1e6, "M"],
  ] as const)
    if (usd >= size) return `$${plain(usd / size)}${letter}`;
  return `$${plain(usd)}`;
}

/** 0.2 is `20 %`. */
export function percent(share: number): string {
  return `${trimmed(product(rational(share), rational(100n)), 4)} %`;
}

/** A number with at most four decimals and commas between thousands. */
export function plain(value: number): string {
  return trimmed(rational(value), 4);
}

/** Exact dollars, rounded to the cent for reading: `$1,234.56`. */
export function exactDollars(value: Rational): string {
  const text = decimalText(value, 2);
  return text.startsWith("-") ? `-$${text.slice(1)}` : `$${text}`;
}

/** Whole cents for reading: `$1,234.56`. */
export function amount(cents: bigint): string {
  return exactDollars(dollarsOf(cents));
}

/** A quantity to the thousandth, for reading. */
export function quantity(value: Rational): string {
  return trimmed(value, 3);
}

/** `, from 2026-01-01 to 2030-12-31 or until agi.` */
export function period({ from, until, event }: Pick<Clause, "from" | "until" | "event">): string {
  const end = [until && `to ${until}`, event && `until ${event}`].filter((part) => part !== undefined).join(" or ");
  return `, from ${from}${end ? ` ${end}` : " on"}.`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function trimmed(value: Rational, places: number): string {
  const [whole, fraction = ""] = decimalText(value, places).split(".");
  const kept = fraction.replace(/0+$/, "");
  return kept ? `${whole}.${kept}` : whole!;
}
