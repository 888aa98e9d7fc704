// Do the ways it may turn out fit what may turn out otherwise?

import { type RangeAt, ranges } from "../range-at.ts";
import { few, percent, type Rule } from "./judge.ts";

export const uncertainSense: Rule = (programme, { problem }) => {
  const rangeAt = lazy(ranges);
  const entries = programme.uncertain ?? [];
  for (const [index, { path, times, likely, slip }] of entries.entries()) {
    const at = ["uncertain", index];
    if (!times && !slip) problem(at, "expected times (factors on a number) or slip (delays of a date)");
    if (times && slip) problem(at, "expected times or slip, not both: one entry is a number or a date");
    if (likely && !times) problem([...at, "likely"], "expected times beside it: one factor for each probability");
    if (likely && times && likely.length !== times.length) problem([...at, "likely"], `has ${likely.length} entries, expected ${times.length}, one for each factor of times`);
    const chance = likely?.reduce((total, probability) => total + probability, 0) ?? 1;
    if (Math.abs(chance - 1) > 1e-6) problem([...at, "likely"], `adds up to ${percent(chance)}, expected 100 %`);
    if (times && !likely && times.length > 3) problem([...at, "times"], `has ${times.length} factors, expected two or three: more need likely, how likely each is`);
    if (times && times.some((factor, position) => position > 0 && factor < times[position - 1]!)) problem([...at, "times"], "expected factors that rise: low, middle, high");
    if (times?.some((factor) => factor < 0)) problem([...at, "times"], "expected factors of 0 or more");
    if (slip) {
      const sum = slip.reduce((total, { likely }) => total + likely, 0);
      if (Math.abs(sum - 1) > 1e-6) problem([...at, "slip"], `adds up to ${percent(sum)}, expected 100 %`);
    }
    const value = path
      .split(".")
      .reduce<unknown>(
        (found, part) => (typeof found === "object" && found !== null && Object.hasOwn(found, part) ? (found as Record<string, unknown>)[part] : undefined),
        programme,
      );
    const date = typeof value === "string" && /^\d{4}-(Q[1-4]|\d{2}-\d{2})$/.test(value);
    if (times && date) problem([...at, "times"], `${path} is a date: expected slip`);
    if (slip && (typeof value === "object" || (typeof value === "number" && !/\.(ready|lead|slip|delay|quarters)$/.test(path))))
      problem([...at, "slip"], `${path} is no date: expected times`);
    const range = times && !date && value !== undefined ? rangeAt()(path.split(".")) : undefined;
    if (times && range) {
      const others = entries.filter((other, position) => position !== index && other.path === path && other.times);
      const product = (end: (...factors: number[]) => number): number => others.reduce((factor, other) => factor * end(...other.times!), 1);
      const said = beyond(path, numbersIn(value), times, likely !== undefined, range, { least: product(Math.min), most: product(Math.max) });
      if (said !== undefined) problem([...at, "times"], said);
    }
  }
};

/** What a factor makes of a number that may not be, and which factors would do; undefined where all may be. */
function beyond(
  path: string,
  numbers: readonly number[],
  times: readonly number[],
  listed: boolean,
  { noun, unit, least = -Infinity, most = Infinity, whole = false }: RangeAt,
  others: { readonly least: number; readonly most: number },
): string | undefined {
  const also = others.least === 1 && others.most === 1 ? "" : ", with the other factors on it,";
  const told = (value: number): string => (unit !== "1" ? `${few(value)}${unit === "" ? "" : ` ${unit}`}` : most === 1 ? percent(value) : few(value));
  // Of a list the noun is of many: `shares`.
  const what = noun.startsWith("a ") ? noun : "a number";
  const [low, high] = [Math.min(...times), Math.max(...times)];
  for (const value of numbers) {
    // A negative number grows downward.
    const [lowest, highest] = [value * low * others.least, value * high * others.most].toSorted((one, other) => one - other) as [number, number];
    if (highest > most * (1 + rounding))
      return `${path} x ${few(high)}${also} is ${told(highest)}: expected factors up to ${down(most / (value * others.most))}, because it is ${what} of at most ${told(most)}`;
    if (lowest < least - rounding * Math.abs(least))
      return `${path} x ${few(value < 0 ? high : low)}${also} is ${told(lowest)}: expected factors of at least ${few(least / (value * others.least))}, because it is ${what} of at least ${told(least)}`;
    if (whole && !(listed && times.every((factor) => Number.isInteger(round(value * factor))) && also === "") && low !== high)
      return `${path} is ${what === "a number" ? "a whole number" : what}, and ${told(value)} times factors from ${few(low)} to ${few(high)} is not always whole: expected slip for quarters, or times with likely and factors that leave it whole`;
  }
  return undefined;
}

/** A factor of the last digits of a number's own notation is no factor. */
const rounding = 1e-9;

const round = (value: number): number => Number(value.toPrecision(12));

/** Few digits, never more than the number. */
function down(value: number): string {
  const digits = 10 ** (2 - Math.floor(Math.log10(Math.max(value, 1e-9))));
  return String(Math.floor(value * digits + rounding) / digits);
}

function numbersIn(value: unknown): readonly number[] {
  const all = typeof value === "object" && value !== null ? Object.values(value) : [value];
  return all.filter((one): one is number => typeof one === "number");
}

function lazy<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
