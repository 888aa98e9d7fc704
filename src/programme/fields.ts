// How is one value of a programme file written, read and described? Every leaf of the schema is made here.

import { z } from "zod";
import type { Celsius, Day, Flop, H100e, Hours, KgPerMWh, Milliseconds, MW, MWh, PerYear, Quarter, Quarters, Racks, Share, USD, Workers, Years } from "../units/brand.ts";
import { parseQuarter } from "../units/calendar.ts";
import { readQuantity } from "../units/quantity.ts";

export const confidences = ["measured", "vendor", "press", "estimate", "assumption"] as const;
export type Confidence = (typeof confidences)[number];

/** Where a number of the world comes from. `low` and `high` are in the base unit of `value`. */
export interface Figure {
  readonly value: number | readonly number[] | Readonly<Record<string, number>> | string;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly source?: string;
  readonly confidence?: Confidence;
  /** Why an assumption is what it is. */
  readonly reason?: string;
  /** Day the figure became known, when later than the programme's own date. */
  readonly learnt?: Day;
}

/** What a leaf parses to until the loader has moved its provenance to the table of figures. */
export class Sourced {
  readonly figure: Figure;
  constructor(figure: Figure) {
    this.figure = figure;
  }
}

/** Describes a leaf in the documentation table and in the JSON Schema. */
export interface LeafMeta {
  readonly unit: string;
  readonly example: string;
}


/** A quantity with a unit, bare or as `{ value, low, high, source, confidence, reason, learnt }`. */
function quantity<Type extends number>(unit: string, noun: string, example: string): z.ZodType<Type, unknown> {
  const read = (source: unknown, context: z.core.$RefinementCtx, path: string[] = []): number => {
    const reading = typeof source === "string" || typeof source === "number" ? readQuantity(source, unit) : { ok: false as const, reason: `got ${kindOf(source)}` };
    if (reading.ok) return reading.value;
    context.addIssue({ code: "custom", path, message: `expected ${noun} such as "${example}", got ${show(source)}: ${reading.reason}` });
    return Number.NaN;
  };
  const bare = (source: unknown, context: z.core.$RefinementCtx) => read(source, context);
  return z
    .any()
    .transform((source, context) => {
      if (!isRecord(source)) return bare(source, context);
      return sourced(source, unit, context, (inner, path) => read(inner, context, path));
    })
    .meta({ unit, example, noun }) as unknown as z.ZodType<Type, unknown>;
}

/** Figures by calendar quarter (or by year where `years` is allowed); the whole series may carry one source. */
function series<Type extends number>(unit: string, noun: string, example: string): z.ZodType<Readonly<Record<string, Type>>, unknown> {
  return z
    .any()
    .transform((source, context) => {
      const readAll = (map: unknown, path: string[]): Record<string, number> => {
        if (!isRecord(map)) {
          const reading = typeof map === "string" || typeof map === "number" ? readQuantity(map, unit) : undefined;
          if (reading?.ok) return { always: reading.value };
          context.addIssue({ code: "custom", path, message: `expected ${noun} by quarter such as { 2026-Q1: ${example} }, got ${show(map)}` });
          return {};
        }
        const out: Record<string, number> = {};
        for (const [key, value] of Object.entries(map)) {
          if (!/^\d{4}(-Q[1-4])?$/.test(key)) context.addIssue({ code: "custom", path: [...path, key], message: `expected a quarter such as 2026-Q1 or a year such as 2026, got "${key}"` });
          const reading = typeof value === "string" || typeof value === "number" ? readQuantity(value, unit) : { ok: false as const, reason: `got ${kindOf(value)}` };
          if (reading.ok) out[key] = reading.value;
          else context.addIssue({ code: "custom", path: [...path, key], message: `expected ${noun} such as "${example}", got ${show(value)}: ${reading.reason}` });
        }
        return out;
      };
      if (isRecord(source) && "value" in source) {
        const { value, ...rest } = source;
        const figure = sourced({ value: 0, ...rest }, unit, context, (inner, path) => (path[0] === "value" ? 0 : scalar(inner, unit, context, path)));
        return figure instanceof Sourced ? new Sourced({ ...figure.figure, value: readAll(value, ["value"]) }) : figure;
      }
      return readAll(source, []);
    })
    .meta({ unit: `${unit} by quarter`, example, noun }) as unknown as z.ZodType<Readonly<Record<string, Type>>, unknown>;
}

/** A list of quantities of one unit, bare or sourced as a whole. */
function list<Type extends number>(unit: string, noun: string, example: string): z.ZodType<readonly Type[], unknown> {
  return z
    .any()
    .transform((source, context) => {
      const readAll = (items: unknown, path: string[]): number[] => {
        if (!Array.isArray(items)) {
          context.addIssue({ code: "custom", path, message: `expected a list of ${noun} such as ${example}, got ${show(items)}` });
          return [];
        }
        return items.map((item, position) => scalar(item, unit, context, [...path, String(position)]));
      };
      if (isRecord(source) && "value" in source) {
        const { value, ...rest } = source;
        const figure = sourced({ value: 0, ...rest }, unit, context, (inner, path) => (path[0] === "value" ? 0 : scalar(inner, unit, context, path)));
        return figure instanceof Sourced ? new Sourced({ ...figure.figure, value: readAll(value, ["value"]) }) : figure;
      }
      return readAll(source, []);
    })
    .meta({ unit: `list of ${unit}`, example, noun }) as unknown as z.ZodType<readonly Type[], unknown>;
}

export const power = quantity<MW>("MW", "a power", "120 MW");
export const energy = quantity<MWh>("MWh", "an energy", "400 MWh");
export const money = quantity<USD>("$", "an amount of money", "$4B");
export const share = quantity<Share>("1", "a ratio", "85 %");
export const perYear = quantity<PerYear>("1/yr", "a rate per year", "8.5 %/yr");
export const perQuarter = quantity<Share>("1/quarter", "a rate per quarter", "15 %/quarter");
export const quarters = quantity<Quarters>("quarter", "a number of quarters", "5 quarters");
export const years = quantity<Years>("yr", "a number of years", "5 yr");
export const hours = quantity<Hours>("h", "a length of time", "6 h");
export const minutes = quantity<number & { readonly minutes?: never }>("min", "a length of time", "5 min");
export const milliseconds = quantity<Milliseconds>("ms", "a round trip", "40 ms");
export const celsius = quantity<Celsius>("C", "a temperature", "18 C");
export const compute = quantity<H100e>("H100e", "compute", "8000 H100e");
export const flop = quantity<Flop>("FLOP", "a count of FLOP", "6e25 FLOP");
export const teraflops = quantity<number>("TFLOP/s", "a dense peak", "5000 TFLOP/s");
export const gigabytes = quantity<number>("GB", "a size", "186 GB");
export const terabytes = quantity<number>("TB", "a size", "6 TB");
export const terabytesPerSecond = quantity<number>("TB/s", "a bandwidth", "8 TB/s");
export const racks = quantity<Racks>("rack", "a number of racks", "300 racks");
export const workers = quantity<Workers>("worker", "a number of workers", "4000 workers");
export const acres = quantity<number>("acre", "an area", "600 acres");
export const usdPerMw = quantity<USD>("$/MW", "a cost per IT MW", "12.5 M$/MW");
export const usdPerMwYear = quantity<USD>("$/MW-yr", "a yearly cost per MW", "0.3 M$/MW-yr");
export const usdPerMwMonth = quantity<USD>("$/MW-month", "a monthly price per MW", "0.95 M$/MW-month");
export const usdPerMwh = quantity<USD>("$/MWh", "a price of energy", "61 $/MWh");
export const usdPerH100eHour = quantity<USD>("$/H100e-hour", "a price of compute", "2.40 $/H100e-hour");
export const usdPerQuarter = quantity<USD>("$/quarter", "an amount per quarter", "$600M/quarter");
export const usdPerYear = quantity<USD>("$/yr", "an amount per year", "$150M/yr");
export const kgPerMwh = quantity<KgPerMWh>("kg/MWh", "a carbon intensity", "334 g/kWh");
export const failuresPerDay = quantity<number>("1/day", "a rate per day", "1.67e-4 /day");
export const count = quantity<number>("1", "a whole number", "8");

export const racksByQuarter = series<Racks>("rack", "a number of racks", "300 racks");
export const computeByQuarter = series<H100e>("H100e", "compute", "8000 H100e");
export const moneyByQuarter = series<USD>("$", "an amount of money", "$100B");
export const pricesByQuarter = series<USD>("$/H100e-hour", "a price of compute", "2.00 $/H100e-hour");
export const slotsByQuarter = series<number>("slot", "a number of slots", "4 slots");

export const shares = list<Share>("1", "ratios", "[15 %, 25 %, 60 %]");
export const workerCounts = list<Workers>("worker", "worker counts", "[150 workers, 350 workers]");

/** A calendar quarter, bare or sourced. */
export const quarter = z
  .any()
  .transform((source, context) => {
    const read = (value: unknown, path: string[] = []): Quarter => {
      const found = typeof value === "string" ? parseQuarter(value) : undefined;
      if (!found) context.addIssue({ code: "custom", path, message: `expected a quarter such as 2027-Q2, got ${show(value)}` });
      return found ?? ("" as Quarter);
    };
    if (!isRecord(source)) return read(source);
    const { value, low: _low, high: _high, ...rest } = source;
    const figure = sourced({ value: 0, ...rest }, "quarter", context, () => 0);
    return figure instanceof Sourced ? new Sourced({ ...figure.figure, value: read(value, ["value"]) }) : read(value);
  })
  .meta({ unit: "quarter", example: "2027-Q2", noun: "a quarter" }) as unknown as z.ZodType<Quarter, unknown>;

/** A calendar day. */
export const day = z
  .string({ error: (issue) => `expected a day such as 2027-06-30, got ${show(issue.input)}` })
  .regex(/^\d{4}-\d{2}-\d{2}$/, "expected a day such as 2027-06-30")
  .meta({ unit: "day", example: "2027-06-30", noun: "a day" }) as unknown as z.ZodType<Day, unknown>;

function scalar(source: unknown, unit: string, context: z.core.$RefinementCtx, path: string[]): number {
  const reading = typeof source === "string" || typeof source === "number" ? readQuantity(source, unit) : { ok: false as const, reason: `got ${kindOf(source)}` };
  if (reading.ok) return reading.value;
  context.addIssue({ code: "custom", path, message: `expected a quantity in ${unit}, got ${show(source)}: ${reading.reason}` });
  return Number.NaN;
}

const figureKeys = new Set(["value", "low", "high", "source", "confidence", "reason", "learnt"]);

function sourced(source: Record<string, unknown>, unit: string, context: z.core.$RefinementCtx, read: (value: unknown, path: string[]) => number): Sourced | number {
  for (const key of Object.keys(source)) {
    if (!figureKeys.has(key)) context.addIssue({ code: "unrecognized_keys", keys: [key], input: source, path: [], message: `unknown key "${key}", expected ${[...figureKeys].join(", ")}` });
  }
  if (!("value" in source)) {
    context.addIssue({ code: "custom", path: [], message: `expected a value in ${unit}: { value, low, high, source, confidence }` });
    return Number.NaN;
  }
  const confidence = source["confidence"];
  if (confidence !== undefined && !confidences.includes(confidence as Confidence)) context.addIssue({ code: "custom", path: ["confidence"], message: `expected one of ${confidences.join(", ")}, got ${show(confidence)}` });
  const figure: Figure = {
    value: read(source["value"], ["value"]),
    unit,
    ...("low" in source ? { low: read(source["low"], ["low"]) } : {}),
    ...("high" in source ? { high: read(source["high"], ["high"]) } : {}),
    ...(typeof source["source"] === "string" ? { source: source["source"] } : {}),
    ...(confidence === undefined ? {} : { confidence: confidence as Confidence }),
    ...(typeof source["reason"] === "string" ? { reason: source["reason"] } : {}),
    ...(typeof source["learnt"] === "string" ? { learnt: source["learnt"] as Day } : {}),
  };
  return new Sourced(figure);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}

function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return `"${value}"`;
  return typeof value === "object" ? kindOf(value) : String(value);
}
