// What number does "1.2 GW", "$600M/quarter" or "2.40 $/H100e-hour" stand for, in the base unit of its field?

export type Reading = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: string };

/**
 * Reads a quantity and gives its number in `base` (a unit expression such as `MW`, `$/MW-month`, `1/yr`).
 * A bare number is taken only where `base` is `1` (a count or a ratio). Errors name the dimension that was found.
 */
export function readQuantity(source: string | number, base: string): Reading {
  if (typeof source === "number") {
    if (base === "1") return { ok: true, value: source };
    return { ok: false, reason: `a bare number has no unit` };
  }
  const parts = split(source.trim());
  if (!parts) return { ok: false, reason: "no number found" };
  const target = expression(base);
  if (!target) throw new Error(`unknown base unit ${base}`);
  const found = expression(parts.unit);
  if (!found) return { ok: false, reason: `unknown unit "${parts.unit}"` };
  if (!sameDimension(found.dimension, target.dimension)) return { ok: false, reason: `that is ${describe(found.dimension)}, not ${describe(target.dimension)}` };
  return { ok: true, value: clean((parts.number * found.factor) / target.factor) };
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
const year = 8766 * hour;

/** Symbols whose prefixes are fixed; compute and bytes take k, M, G, T, P, E in {@link prefixed}. */
const symbols: Readonly<Record<string, Unit>> = {
  "1": unit(1), "": unit(1), "%": unit(0.01), x: unit(1),
  W: unit(1e-6, power), kW: unit(1e-3, power), MW: unit(1, power), GW: unit(1e3, power), TW: unit(1e6, power),
  Wh: unit(1e-6, energy), kWh: unit(1e-3, energy), MWh: unit(1, energy), GWh: unit(1e3, energy), TWh: unit(1e6, energy),
  MMBtu: unit(0.29307107, energy), J: unit(1e-6 / 3600, energy), MJ: unit(1 / 3600, energy),
  ms: unit(hour / 3_600_000, time), s: unit(hour / 3600, time), min: unit(hour / 60, time), minute: unit(hour / 60, time), h: unit(hour, time), hour: unit(hour, time), hr: unit(hour, time),
  day: unit(24 * hour, time), d: unit(24 * hour, time), week: unit(168 * hour, time), month: unit(year / 12, time), mo: unit(year / 12, time), quarter: unit(year / 4, time), q: unit(year / 4, time),
  year: unit(year, time), yr: unit(year, time), a: unit(year, time),
  $: unit(1, { money: 1 }), USD: unit(1, { money: 1 }), k$: unit(1e3, { money: 1 }), M$: unit(1e6, { money: 1 }), B$: unit(1e9, { money: 1 }), T$: unit(1e12, { money: 1 }), cent: unit(0.01, { money: 1 }),
  H100e: unit(1, { compute: 1 }), kH100e: unit(1e3, { compute: 1 }), MH100e: unit(1e6, { compute: 1 }),
  rack: unit(1, { rack: 1 }), worker: unit(1, { worker: 1 }), acre: unit(1, { area: 1 }), accelerator: unit(1, { accelerator: 1 }), package: unit(1, { accelerator: 1 }),
  C: unit(1, { temperature: 1 }), K: unit(1, { temperature: 1 }), "°C": unit(1, { temperature: 1 }),
  g: unit(1e-3, { mass: 1 }), kg: unit(1, { mass: 1 }), t: unit(1e3, { mass: 1 }), L: unit(1, { volume: 1 }), m3: unit(1e3, { volume: 1 }), gal: unit(3.785411784, { volume: 1 }),
  slot: unit(1, { slot: 1 }), parameter: unit(1, { parameter: 1 }), token: unit(1, { token: 1 }),
};

const scale: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18, Z: 1e21 };
const prefixed: Readonly<Record<string, Unit>> = { FLOP: unit(1, { flop: 1 }), B: unit(1, { bytes: 1 }), byte: unit(1, { bytes: 1 }) };

/** `$600M/quarter` to 600e6 and `$/quarter`; `12.5 M$/MW` to 12.5 and `M$/MW`; `6e25 FLOP` to 6e25 and `FLOP`. */
function split(source: string): { number: number; unit: string } | undefined {
  const money = /^([-+]?)\$\s*([\d_,]*\.?\d+(?:[eE][-+]?\d+)?)\s*([kKMBT]?)(.*)$/.exec(source);
  if (money) {
    const factor = { "": 1, k: 1e3, K: 1e3, M: 1e6, B: 1e9, T: 1e12 }[money[3]!]!;
    return { number: Number(money[1] + plain(money[2]!)) * factor, unit: `$${money[4]!.trim()}` };
  }
  const found = /^([-+]?[\d_,]*\.?\d+(?:[eE][-+]?\d+)?)\s*(.*)$/.exec(source);
  if (!found) return undefined;
  return { number: Number(plain(found[1]!)), unit: found[2]!.trim() };
}

function plain(number: string): string {
  return number.replaceAll(/[_,]/g, "");
}

/** `$/MW-month`: a slash divides by what follows it, a hyphen multiplies. */
function expression(source: string): Unit | undefined {
  let factor = 1;
  const dimension: Record<string, number> = {};
  for (const [position, group] of source.split("/").entries()) {
    for (const name of group.trim().split(/[-·*\s]+/)) {
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
  const exact = symbols[name] ?? prefixed[name];
  if (exact) return exact;
  const singular = name.endsWith("s") ? (symbols[name.slice(0, -1)] ?? prefixed[name.slice(0, -1)]) : undefined;
  if (singular && name.length > 2) return singular;
  const factor = scale[name[0]!];
  const rest = prefixed[name.slice(1)];
  return factor && rest ? { factor: factor * rest.factor, dimension: rest.dimension } : undefined;
}

function sameDimension(one: Dimension, other: Dimension): boolean {
  return Object.keys({ ...one, ...other }).every((key) => (one[key] ?? 0) === (other[key] ?? 0));
}

const names: readonly (readonly [string, Dimension])[] = [
  ["a power", power], ["an energy", energy], ["a length of time", time], ["an amount of money", { money: 1 }], ["compute", { compute: 1 }],
  ["a count of FLOP", { flop: 1 }], ["a plain ratio", {}], ["a temperature", { temperature: 1 }], ["a count of racks", { rack: 1 }], ["a count of workers", { worker: 1 }],
  ["a size in bytes", { bytes: 1 }], ["money per power", { money: 1, power: -1 }], ["money per energy", { money: 1, power: -1, time: -1 }], ["a rate", { time: -1 }], ["money per time", { money: 1, time: -1 }],
];

function describe(dimension: Dimension): string {
  const known = names.find(([, candidate]) => sameDimension(candidate, dimension));
  if (known) return known[0];
  return Object.entries(dimension).filter(([, exponent]) => exponent !== 0).map(([key, exponent]) => (exponent === 1 ? key : `${key}^${exponent}`)).join(" ");
}

/** Takes the float dust of unit factors away: 0.6000000000000001 is 0.6. */
function clean(value: number): number {
  return Number(value.toPrecision(14));
}
