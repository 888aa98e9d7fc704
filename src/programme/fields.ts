// Which kinds of value has a programme file, in which unit, and how is each written?

import type { Celsius, Flop, H100e, Hours, KgPerMWh, Milliseconds, MW, PerYear, Quarters, Racks, Share, USD, Workers, Years } from "../units/brand.ts";
import { dayLeaf, listLeaf, quantityLeaf, quarterLeaf, type Range, seriesLeaf } from "./leaf.ts";

export { confidences, type Confidence, type Figure, type LeafMeta, Sourced } from "./leaf.ts";

const quantity = <Type extends number>(unit: string, noun: string, example: string, range?: Range) => quantityLeaf<Type>({ unit, noun, example, range });
const series = <Type extends number>(unit: string, noun: string, example: string) => seriesLeaf<Readonly<Record<string, Type>>>({ unit, noun, example });
const list = <Type extends number>(unit: string, noun: string, item: string, example: string, range?: Range) =>
  listLeaf<readonly Type[]>({ unit, noun, example: item, range }, example);
const whole: Range = { least: 0, whole: true };
/** Growth, escalation and temperatures may be negative. */
const any: Range = {};

export const power = quantity<MW>("MW", "a power", "120 MW");
export const money = quantity<USD>("$", "an amount of money", "$4B");
/** A part of a whole: 0 to 100 %. */
export const share = quantity<Share>("1", "a share", "85 %", { least: 0, most: 1 });
/** One thing over another: 0 and more. */
export const ratio = quantity<Share>("1", "a ratio", "1.25");
export const perYear = quantity<PerYear>("1/yr", "a rate per year", "8.5 %/yr", any);
export const perQuarter = quantity<Share>("1/quarter", "a rate per quarter", "15 %/quarter", any);
export const quarters = quantity<Quarters>("quarter", "a whole number of quarters", "5 quarters", whole);
export const years = quantity<Years>("yr", "a number of years", "5 yr");
export const hours = quantity<Hours>("h", "a length of time", "6 h");
export const minutes = quantity<number & { readonly minutes?: never }>("min", "a length of time", "5 min");
export const seconds = quantity<number & { readonly seconds?: never }>("s", "a length of time", "5 s");
export const milliseconds = quantity<Milliseconds>("ms", "a round trip", "40 ms");
export const celsius = quantity<Celsius>("C", "a temperature", "18 C", any);
export const compute = quantity<H100e>("H100e", "compute", "8000 H100e");
export const flop = quantity<Flop>("FLOP", "a count of FLOP", "6e25 FLOP");
export const teraflops = quantity<number>("TFLOP/s", "a dense peak", "5000 TFLOP/s");
export const gigabytes = quantity<number>("GB", "a size", "186 GB");
export const terabytes = quantity<number>("TB", "a size", "6 TB");
export const terabytesPerSecond = quantity<number>("TB/s", "a bandwidth", "8 TB/s");
export const racks = quantity<Racks>("rack", "a whole number of racks", "300 racks", whole);
export const workers = quantity<Workers>("worker", "a number of workers", "4000 workers");
export const cubicMetresPerYear = quantity<number>("m3/yr", "a volume per year", "250000 m3/yr");
export const acres = quantity<number>("acre", "an area", "600 acres");
export const usdPerMw = quantity<USD>("$/MW", "a cost per MW", "12.5 M$/MW");
export const usdPerMwYear = quantity<USD>("$/MW-yr", "a yearly cost per MW", "0.3 M$/MW-yr");
export const usdPerMwMonth = quantity<USD>("$/MW-month", "a monthly price per MW", "0.95 M$/MW-month");
export const usdPerMwh = quantity<USD>("$/MWh", "a price of energy", "61 $/MWh", any);
export const usdPerH100eHour = quantity<USD>("$/H100e-hour", "a price of compute", "2.40 $/H100e-hour");
export const usdPerQuarter = quantity<USD>("$/quarter", "an amount per quarter", "$600M/quarter");
export const usdPerYear = quantity<USD>("$/yr", "an amount per year", "$150M/yr");
export const kgPerMwh = quantity<KgPerMWh>("kg/MWh", "a carbon intensity", "334 g/kWh");
export const failuresPerDay = quantity<number>("1/day", "a rate per day", "1.67e-4 /day");
export const count = quantity<number>("1", "a whole number", "8", whole);

export const racksByQuarter = series<Racks>("rack", "a number of racks", "300 racks");
export const computeByQuarter = series<H100e>("H100e", "compute", "8000 H100e");
export const moneyByQuarter = series<USD>("$", "an amount of money", "$100B");
export const pricesByQuarter = series<USD>("$/H100e-hour", "a price of compute", "2.00 $/H100e-hour");
export const ratiosByQuarter = series<Share>("1", "a ratio", "1.02");
export const slotsByQuarter = series<number>("slot", "a number of slots", "4 slots");

export const shares = list<Share>("1", "shares", "25 %", "[15 %, 25 %, 60 %]", { least: 0, most: 1 });
export const workerCounts = list<Workers>("worker", "worker counts", "150 workers", "[150 workers, 350 workers]");

/** A calendar quarter, bare or with its source. */
export const quarter = quarterLeaf({ unit: "quarter", noun: "a quarter", example: "2027-Q2" });

/** A calendar day. */
export const day = dayLeaf({ unit: "day", noun: "a day", example: "2027-06-30" });
