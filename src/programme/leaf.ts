// How is one value read, bare or with its source, and what is wrong with it in words?

import { z } from "zod";
import type { Day, Quarter } from "../units/brand.ts";
import { parseQuarter } from "../units/calendar.ts";
import type { ErrorCode } from "../units/errors.ts";
import { readQuantity } from "../units/quantity.ts";
import { didYouMean } from "../units/suggest.ts";

export const confidences = ["measured", "vendor", "press", "estimate", "assumption"] as const;
export type Confidence = (typeof confidences)[number];

/** Where a number of the world comes from. `low` and `high` are in the base unit of `value`; of a series they are those of its last entry, of a list those of its first. */
export interface Figure {
  readonly value: number | readonly number[] | Readonly<Record<string, number>> | string;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  /** `low` and `high` of a date. */
  readonly earliest?: Quarter;
  readonly latest?: Quarter;
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

/** Describes a leaf to the JSON Schema and the documentation table; `unit` is `MW`, `MW by quarter` or `list of MW`. */
export interface LeafMeta {
  readonly unit: string;
  readonly noun: string;
  readonly example: string;
}

/** How a leaf reads: `unit` is the base unit of the number inside, `example` one such number as it is written. */
export interface Leaf extends LeafMeta {
  readonly range?: Range;
}

/** Which numbers are possible, in the base unit. */
export interface Range {
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

/** What an issue of a leaf carries beside its message: its code, and whether it is about the key or what stands behind it. */
export interface IssueParams {
  readonly code: ErrorCode;
  readonly at: "key" | "value";
}

type Fail = (path: readonly string[], code: ErrorCode, message: string, at?: "key" | "value") => void;
type Read<Value> = (source: unknown, path: readonly string[], fail: Fail) => Value;

/** A number with a unit. */
export function quantityLeaf<Type>(meta: Leaf): z.ZodType<Type, unknown> {
  const read = scalar(meta);
  return leaf(meta, meta, read, read, isRecord);
}

/** Numbers by calendar quarter or year; a bare one stands for every quarter. */
export function seriesLeaf<Type>(meta: Leaf): z.ZodType<Type, unknown> {
  const one = scalar(meta);
  const read: Read<Record<string, number>> = (source, path, fail) => {
    if (!isRecord(source)) {
      if (typeof source === "string" || typeof source === "number") return { always: one(source, path, fail) };
      fail(path, source === undefined ? "value.missing" : "value.kind", `${expected(source)}${meta.noun} by quarter such as { 2026-Q1: ${meta.example} }${got(source)}`);
      return {};
    }
    const out: Record<string, number> = {};
    for (const [key, value] of Object.entries(source)) {
      if (/^\d{4}(-Q[1-4])?$/.test(key)) out[key] = one(value, [...path, key], fail);
      else fail([...path, key], "key.unknown", `expected a quarter such as 2026-Q1 or a year such as 2026, got "${key}"`, "key");
    }
    return out;
  };
  return leaf(meta, { ...meta, unit: `${meta.unit} by quarter` }, read, one, (source) => isRecord(source) && "value" in source);
}

/** Numbers in order; `example` shows the whole list. */
export function listLeaf<Type>(meta: Leaf, example: string): z.ZodType<Type, unknown> {
  const one = scalar(meta);
  const read: Read<number[]> = (source, path, fail) => {
    if (Array.isArray(source)) return source.map((item, position) => one(item, [...path, String(position)], fail));
    fail(path, source === undefined ? "value.missing" : "value.kind", `${expected(source)}a list of ${meta.noun} such as ${example}${got(source)}`);
    return [];
  };
  return leaf(meta, { ...meta, unit: `list of ${meta.unit}`, example }, read, one, isRecord);
}

/** A calendar quarter. */
export function quarterLeaf(meta: Leaf): z.ZodType<Quarter, unknown> {
  const read: Read<Quarter> = (source, path, fail) => {
    const found = typeof source === "string" ? parseQuarter(source) : undefined;
    if (!found) fail(path, source === undefined ? "value.missing" : "value.kind", `${expected(source)}${meta.noun} such as ${meta.example}${got(source)}`);
    return found ?? ("0000-Q1" as Quarter);
  };
  return leaf(meta, meta, read, read, isRecord, true);
}

/** A calendar day; it has no source of its own. */
export function dayLeaf(meta: Leaf): z.ZodType<Day, unknown> {
  return leaf(
    meta,
    meta,
    readDay(meta),
    () => 0,
    () => false,
  );
}

function readDay(meta: Leaf): Read<Day> {
  return (source, path, fail) => {
    if (typeof source === "string" && isDay(source)) return source as Day;
    fail(
      path,
      source === undefined ? "value.missing" : "value.kind",
      `${expected(source)}${meta.noun} such as ${meta.example}${got(source)}${typeof source === "string" && /^\d{4}-\d{2}-\d{2}$/.test(source) ? ", which is no day of the calendar" : ""}`,
    );
    return "" as Day;
  };
}

function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const date = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  return date.getUTCMonth() === Number(parts[2]) - 1 && date.getUTCDate() === Number(parts[3]);
}

function leaf<Type>(
  meta: Leaf,
  { unit, noun, example }: LeafMeta,
  read: Read<unknown>,
  bound: Read<number | Quarter>,
  isSourced: (source: unknown) => boolean,
  dated = false,
): z.ZodType<Type, unknown> {
  return z
    .any()
    .transform((source, context) => {
      const fail: Fail = (path, code, message, at = "value") => context.addIssue({ code: "custom", path: [...path], message, params: { code, at } satisfies IssueParams });
      return isSourced(source) ? sourced(source as Record<string, unknown>, meta, read, bound, dated, fail) : read(source, [], fail);
    })
    .meta({ unit, noun, example, range: meta.range ?? usual }) as unknown as z.ZodType<Type, unknown>;
}

/** Which numbers are possible unless a leaf says otherwise. */
const usual: Range = { least: 0 };

function scalar({ unit, noun, example, range = usual }: Leaf): Read<number> {
  return (source, path, fail) => {
    if (typeof source !== "string" && typeof source !== "number") {
      fail(path, source === undefined ? "value.missing" : "value.kind", `${expected(source)}${noun} such as "${example}"${got(source)}`);
      return 0;
    }
    const reading = readQuantity(source, unit);
    if (!reading.ok) fail(path, "value.unit", `expected ${noun} such as "${example}", got ${show(source)}: ${reading.reason}`);
    else if (range.whole && !Number.isInteger(reading.value))
      fail(path, "value.range", `expected ${noun} such as "${example}", got ${show(source)}: that is ${Number(reading.value.toPrecision(4))}, not a whole number`);
    else if (range.least !== undefined && reading.value < range.least) fail(path, "value.range", `expected ${written(range.least, unit)} or more, got ${show(source)}`);
    else if (range.most !== undefined && reading.value > range.most) {
      const bare = unit === "1" && typeof source === "number" && source >= 2 && source <= 100 ? `: that is ${source * 100} %, did you mean "${source} %"?` : "";
      fail(path, "value.range", `expected ${written(range.most, unit)} or less, got ${show(source)}${bare}`);
    } else return reading.value;
    return 0;
  };
}

const figureKeys: readonly string[] = ["value", "low", "high", "source", "confidence", "reason", "learnt"];
const readLearnt = readDay({ unit: "day", noun: "a day", example: "2027-06-30" });

function sourced(source: Record<string, unknown>, meta: Leaf, read: Read<unknown>, bound: Read<number | Quarter>, dated: boolean, fail: Fail): Sourced {
  for (const key of Object.keys(source)) {
    if (!figureKeys.includes(key)) fail([key], "key.unknown", `unknown key "${key}"${didYouMean(key, figureKeys) || `, expected ${figureKeys.join(", ")}`}`, "key");
  }
  const text = (key: string): Record<string, string> => {
    const value = source[key];
    if (value === undefined) return {};
    if (typeof value === "string" && value.trim() !== "") return { [key]: value };
    fail([key], "value.kind", `expected a text, got ${show(value)}`);
    return {};
  };
  const confidence = source["confidence"];
  if (confidence !== undefined && !confidences.includes(confidence as Confidence)) {
    fail(
      ["confidence"],
      "value.choice",
      `expected one of ${confidences.join(", ")}, got ${show(confidence)}${typeof confidence === "string" ? didYouMean(confidence, confidences) : ""}`,
    );
  }
  if (!("value" in source))
    fail([], "value.missing", `expected ${meta.noun} such as "${meta.example}" or { value: ${meta.example}, low, high, source, confidence }, got a map without value`);
  const limit = (key: "low" | "high", name: "low" | "high" | "earliest" | "latest") => (key in source ? { [name]: bound(source[key], [key], fail) } : {});
  return new Sourced({
    value: ("value" in source ? read(source["value"], ["value"], fail) : 0) as Figure["value"],
    unit: meta.unit,
    ...limit("low", dated ? "earliest" : "low"),
    ...limit("high", dated ? "latest" : "high"),
    ...text("source"),
    ...(confidence === undefined ? {} : { confidence: confidence as Confidence }),
    ...text("reason"),
    ...("learnt" in source ? { learnt: readLearnt(source["learnt"], ["learnt"], fail) } : {}),
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function expected(source: unknown): string {
  return source === undefined ? "missing, expected " : "expected ";
}

function got(source: unknown): string {
  return source === undefined ? "" : `, got ${show(source)}`;
}

function written(value: number, unit: string): string {
  if (unit.startsWith("$")) return `$${value}${unit.slice(1)}`;
  if (unit !== "1") return `${value} ${unit}`;
  return value === 1 ? "100 %" : String(value);
}

/** A value of the file in a message. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 57)}...` : value}"`;
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : String(value);
}
