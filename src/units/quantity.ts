// What number does "1.2 GW", "$600M/quarter" or "2.40 $/H100e-hour" stand for, in the base unit of its field?

import { didYouMean } from "./suggest.ts";

export type Reading = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: string };

/**
 * Reads a quantity and gives its number in `base` (a unit expression such as `MW`, `$/MW-month`, `1/yr`).
 * A bare number is taken only where `base` is `1` (a count or a ratio). Errors name the dimension that was found.
 */
export function readQuantity(source: string | number, base: string): Reading {
  if (typeof source === "number") {
    if (base !== "1") return refuse("a bare number has no unit");
    return Number.isFinite(source) ? { ok: true, value: source } : refuse("that is not a finite number");
  }
  if (source.length > 100) return refuse("that is too long for a quantity");
  let read = readings.get(base);
  if (!read) readings.set(base, (read = new Map()));
  const found = read.get(source) ?? readText(source, base);
  if (read.size < 2000) read.set(source, found);
  return found;
}

/** Readings by base and text, the first that come by: a programme says the same quantities again and again. */
const readings = new Map<string, Map<string, Reading>>();

function readText(source: string, base: string): Reading {
  const target = known(base);
  if (!target) throw new Error(`unknown base unit ${base}`);
  const parts = split(source.trim());
  if (typeof parts === "string") return refuse(parts);
  const found = known(parts.unit);
  if (!found) return refuse(parts.unit === "" ? "the unit is missing" : `unknown unit "${parts.unit}"${suggestion(parts.unit)}`);
  if (!sameDimension(found.dimension, target.dimension)) {
    return refuse(parts.unit === "" ? "the unit is missing" : `that is ${describe(found.dimension)}, not ${describe(target.dimension)}`);
  }
  const value = clean((parts.number * found.factor) / target.factor);
  return Number.isFinite(value) ? { ok: true, value } : refuse("that is too large for a number");
}

function refuse(reason: string): Reading {
  return { ok: false, reason };
}

type Dimension = Readonly<Record<string, number>>;
interface Unit {
  readonly factor: number;
  readonly dimension: Dimension;
}

const unit = (factor: number, dimension: Dimension = {}): Unit => ({ factor, dimension });
const power = { power: 1 };
const time = { time: 1 };
const energy = { power: 1, time: 1 };
const hour = 1;
/** A Julian year: 365.25 days. */
const year = 8766 * hour;

/** Symbols whose prefixes are fixed; compute and bytes take k, M, G, T, P, E, Z in {@link symbol}. Money's are read in {@link split}. */
const symbols: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    "1": unit(1),
    "%": unit(0.01),
    percent: unit(0.01),
    x: unit(1),
    W: unit(1e-6, power),
    kW: unit(1e-3, power),
    MW: unit(1, power),
    GW: unit(1e3, power),
    TW: unit(1e6, power),
    Wh: unit(1e-6, energy),
    kWh: unit(1e-3, energy),
    MWh: unit(1, energy),
    GWh: unit(1e3, energy),
    TWh: unit(1e6, energy),
    MMBtu: unit(0.29307107, energy),
    J: unit(1e-6 / 3600, energy),
    MJ: unit(1 / 3600, energy),
    GJ: unit(1 / 3.6, energy),
    ms: unit(hour / 3_600_000, time),
    s: unit(hour / 3600, time),
    min: unit(hour / 60, time),
    minute: unit(hour / 60, time),
    h: unit(hour, time),
    hour: unit(hour, time),
    hr: unit(hour, time),
    day: unit(24 * hour, time),
    d: unit(24 * hour, time),
    week: unit(168 * hour, time),
    month: unit(year / 12, time),
    mo: unit(year / 12, time),
    quarter: unit(year / 4, time),
    q: unit(year / 4, time),
    year: unit(year, time),
    yr: unit(year, time),
    a: unit(year, time),
    $: unit(1, { money: 1 }),
    USD: unit(1, { money: 1 }),
    cent: unit(0.01, { money: 1 }),
    H100e: unit(1, { compute: 1 }),
    kH100e: unit(1e3, { compute: 1 }),
    MH100e: unit(1e6, { compute: 1 }),
    rack: unit(1, { rack: 1 }),
    worker: unit(1, { worker: 1 }),
    acre: unit(1, { area: 1 }),
    ha: unit(2.4710538146717, { area: 1 }),
    accelerator: unit(1, { accelerator: 1 }),
    package: unit(1, { accelerator: 1 }),
    C: unit(1, { temperature: 1 }),
    K: unit(1, { temperature: 1 }),
    "°C": unit(1, { temperature: 1 }),
    g: unit(1e-3, { mass: 1 }),
    kg: unit(1, { mass: 1 }),
    t: unit(1e3, { mass: 1 }),
    L: unit(1, { volume: 1 }),
    m3: unit(1e3, { volume: 1 }),
    gal: unit(3.785411784, { volume: 1 }),
    slot: unit(1, { slot: 1 }),
    parameter: unit(1, { parameter: 1 }),
    token: unit(1, { token: 1 }),
  }),
);

const scale: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["T", 1e12],
  ["P", 1e15],
  ["E", 1e18],
  ["Z", 1e21],
]);
const prefixed: ReadonlyMap<string, Unit> = new Map([
  ["FLOP", unit(1, { flop: 1 })],
  ["B", unit(1, { bytes: 1 })],
  ["byte", unit(1, { bytes: 1 })],
]);
/** Scale words; the short ones only beside a currency, where `B` is a billion and not a byte. */
const words: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["K", 1e3],
  ["M", 1e6],
  ["MM", 1e6],
  ["mn", 1e6],
  ["m", 1e6],
  ["B", 1e9],
  ["bn", 1e9],
  ["T", 1e12],
  ["tn", 1e12],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
]);

const number = /^([-+]?)(\d[\d_,]*)?(\.\d+)?([eE][-+]?\d+)?\s*(.*)$/s;
const currency = /^([-+]?)\s*(?:US\$|USD(?![A-Za-z])|\$)\s*(.*)$/s;
const scaledCurrency = /^(thousand|million|billion|trillion|MM|mn|bn|tn|[kKmMBT])\s*(?:US\$|USD(?![A-Za-z])|\$|dollars?(?![A-Za-z]))(.*)$/s;
const shortScale = /^(thousand|million|billion|trillion|MM|mn|bn|tn|[kKmMBT])(?![A-Za-z])\s*(.*)$/s;
const longScale = /^(thousand|million|billion|trillion)\s+(.*)$/s;

/** `$600M/quarter` to 600e6 and `$/quarter`; `13 B USD` to 13e9 and `$`; `6e25 FLOP` to 6e25 and `FLOP`; or why it is no number. */
function split(source: string): { number: number; unit: string } | string {
  const money = currency.exec(source);
  const found = number.exec(money ? money[2]! : source);
  if (!found || (found[2] === undefined && found[3] === undefined)) return "no number found";
  const [, sign, whole = "", fraction = "", exponent = "", rest = ""] = found;
  if (money && sign !== "") return "no number found";
  if (whole.includes(",") && !/^\d{1,3}(,\d{3})+$/.test(whole)) return `"${whole}" is no number: a comma separates thousands, a point decimals`;
  if (!/^(\d+(_\d+)*)?$/.test(whole.replaceAll(",", ""))) return `"${whole}" is no number`;
  const value = Number((money ? money[1]! : sign!) + (whole === "" ? "0" : whole.replaceAll(/[_,]/g, "")) + fraction + exponent);
  if (!Number.isFinite(value)) return "that is too large for a number";
  const after = rest.trim().replaceAll(/(^|\s+)per\s+/g, "/");
  const scaled = (money ? shortScale : scaledCurrency).exec(after);
  if (scaled) return { number: value * words.get(scaled[1]!)!, unit: `$${scaled[2]!.trim()}` };
  if (money) return { number: value, unit: `$${after}` };
  const long = longScale.exec(after);
  return long ? { number: value * words.get(long[1]!)!, unit: long[2]!.trim() } : { number: value, unit: after };
}

const expressions = new Map<string, Unit | undefined>();

/** {@link expression}, remembered for the first thousand units that come by. */
function known(source: string): Unit | undefined {
  if (expressions.has(source)) return expressions.get(source);
  const found = expression(source);
  if (expressions.size < 1000) expressions.set(source, found);
  return found;
}

/** `$/MW-month`: a slash divides by what follows it, a hyphen multiplies. */
function expression(source: string): Unit | undefined {
  let factor = 1;
  const dimension: Record<string, number> = {};
  if (source === "") return { factor, dimension };
  for (const [position, group] of source.split("/").entries()) {
    if (position === 0 && group.trim() === "") continue;
    for (const name of group.trim().split(/\s*[-·*]\s*|\s+/)) {
      const found = symbol(name);
      if (!found) return undefined;
      const sign = position === 0 ? 1 : -1;
      factor *= found.factor ** sign;
      for (const [key, exponent] of Object.entries(found.dimension)) dimension[key] = (dimension[key] ?? 0) + sign * exponent;
    }
  }
  return { factor, dimension };
}

function symbol(name: string): Unit | undefined {
  const exact = symbols.get(name) ?? prefixed.get(name);
  if (exact) return exact;
  const singular = name.length > 2 && name.endsWith("s") ? name.slice(0, -1) : name;
  const plural = symbols.get(singular) ?? prefixed.get(singular);
  if (plural) return plural;
  const factor = scale.get(name.slice(0, 1));
  const rest = prefixed.get(singular.slice(1));
  return factor && rest ? { factor: factor * rest.factor, dimension: rest.dimension } : undefined;
}

function suggestion(text: string): string {
  const wrong = text.split(/[-·*/\s]+/).find((name) => name !== "" && !symbol(name));
  return wrong === undefined ? "" : didYouMean(wrong, [...symbols.keys(), "GB", "TB", "TFLOP", "PFLOP", "EFLOP"]);
}

function sameDimension(one: Dimension, other: Dimension): boolean {
  return Object.keys({ ...one, ...other }).every((key) => (one[key] ?? 0) === (other[key] ?? 0));
}

const names: readonly (readonly [string, Dimension])[] = [
  ["a power", power],
  ["an energy", energy],
  ["a length of time", time],
  ["an amount of money", { money: 1 }],
  ["compute", { compute: 1 }],
  ["a count of FLOP", { flop: 1 }],
  ["a plain ratio", {}],
  ["a temperature", { temperature: 1 }],
  ["a count of racks", { rack: 1 }],
  ["a count of workers", { worker: 1 }],
  ["a size in bytes", { bytes: 1 }],
  ["money per power", { money: 1, power: -1 }],
  ["money per energy", { money: 1, power: -1, time: -1 }],
  ["a rate", { time: -1 }],
  ["money per time", { money: 1, time: -1 }],
  ["money per compute and time", { money: 1, compute: -1, time: -1 }],
  ["an area", { area: 1 }],
  ["FLOP per time", { flop: 1, time: -1 }],
  ["bytes per time", { bytes: 1, time: -1 }],
  ["mass per energy", { mass: 1, power: -1, time: -1 }],
  ["a mass", { mass: 1 }],
  ["a volume", { volume: 1 }],
  ["a count of slots", { slot: 1 }],
  ["a count of accelerators", { accelerator: 1 }],
];

function describe(dimension: Dimension): string {
  const found = names.find(([, candidate]) => sameDimension(candidate, dimension));
  if (found) return found[0];
  const list = (sign: number) =>
    Object.entries(dimension)
      .filter(([, exponent]) => exponent * sign > 0)
      .map(([key, exponent]) => (Math.abs(exponent) === 1 ? key : `${key}^${Math.abs(exponent)}`))
      .join(" x ");
  const [over, under] = [list(1), list(-1)];
  return under === "" ? over : `${over === "" ? "1" : over} per ${under}`;
}

/** Takes the float dust of unit factors away: 0.6000000000000001 is 0.6. */
function clean(value: number): number {
  return Number(value.toPrecision(14));
}
