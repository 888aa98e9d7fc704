// What can be said of what happened? Measures of a site at the end of a quarter, each in one unit.

import { z } from "zod";
import type { Quarter } from "../units/brand.ts";
import { didYouMean } from "../units/suggest.ts";
import { day, quarter } from "./fields.ts";
import { id } from "./names.ts";

/** `starts:` and `racks:` are followed by the id of a building or an accelerator. */
export const actualMeasures = {
  "energized-mw": { unit: "MW", says: "facility power energized at the quarter's end" },
  "it-ready-mw": { unit: "MW", says: "IT power of halls with power at the quarter's end" },
  "running-mw": { unit: "MW", says: "IT power of running racks at the quarter's end" },
  "spend-to-date-usd": { unit: "USD", says: "capital spent up to the quarter's end, from the last plan's first quarter on" },
  "starts:": { unit: "buildings", says: "buildings started in the quarter" },
  "racks:": { unit: "racks", says: "racks delivered up to the quarter's end" },
} as const;

export type ActualMeasure = keyof typeof actualMeasures;

/** One figure of what happened. */
export interface Actual {
  readonly site: string;
  readonly quarter: Quarter;
  /** A measure; with the id of its kind behind `starts:` and `racks:`. */
  readonly measure: string;
  readonly value: number;
  readonly source: string;
}

export type Actuals = readonly Actual[];

/** The measure's own name, and the kind that follows `starts:` or `racks:`; undefined for any other text. */
export function measureOf(text: string): { readonly name: ActualMeasure; readonly kind?: string } | undefined {
  const colon = text.indexOf(":");
  if (colon === -1) return text in actualMeasures ? { name: text as ActualMeasure } : undefined;
  const name = text.slice(0, colon + 1);
  return name in actualMeasures && colon + 1 < text.length ? { name: name as ActualMeasure, kind: text.slice(colon + 1) } : undefined;
}

/** Of a programme, what the figures name; parts may be missing where they did not parse. */
export interface Named {
  readonly sites?: object;
  readonly catalogue?: { readonly buildings?: object; readonly accelerators?: object };
}

/** What is wrong with a figure whose site, measure, value or unit a file gives, by column. */
export function faultsOf(
  { site, measure: text, value, unit }: { readonly site: string; readonly measure: string; readonly value: number; readonly unit: string },
  { sites, catalogue }: Named,
): { readonly column: "site" | "measure" | "value" | "unit"; readonly message: string }[] {
  const out: ReturnType<typeof faultsOf> = [];
  const known = (column: "site" | "measure", name: string, of: object | undefined, what: string) => {
    const ids = Object.keys(of ?? {});
    if (of && !ids.includes(name)) out.push({ column, message: `"${name}" is no ${what} of the programme${didYouMean(name, ids)}` });
  };
  known("site", site, sites, "site");
  const measure = measureOf(text);
  if (!measure) out.push({ column: "measure", message: `expected one of ${Object.keys(actualMeasures).join(", ")} (an id follows the colon), got "${text}"` });
  else if (measure.name === "starts:") known("measure", measure.kind!, catalogue?.buildings, "building");
  else if (measure.name === "racks:") known("measure", measure.kind!, catalogue?.accelerators, "accelerator");
  if (measure?.kind !== undefined && value >= 0 && !Number.isInteger(value))
    out.push({ column: "value", message: `expected a whole number of ${actualMeasures[measure.name].unit}, got ${value}` });
  const counted = measure && actualMeasures[measure.name].unit;
  if (counted && unit !== counted) out.push({ column: "unit", message: `${text} is counted in ${counted}, got "${unit}"` });
  return out;
}

/** The figures of `later` in the place of those of `earlier` that say the same thing. */
export function updated(earlier: Actuals, later: Actuals): Actuals {
  const key = ({ site, quarter: at, measure }: Actual) => `${site} ${measure} ${at}`;
  const said = new Set(later.map(key));
  return [...earlier.filter((actual) => !said.has(key(actual))), ...later].toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** A figure in the programme file. */
export const actual = z.strictObject({
  site: id.describe("Site."),
  quarter: quarter.describe("Quarter that it speaks of."),
  measure: z.string().describe("`energized-mw`, `it-ready-mw`, `running-mw`, `spend-to-date-usd`, `starts:BUILDING` or `racks:ACCELERATOR`; each is explained in docs/replan.md."),
  value: z.number().min(0).describe("The figure, in `unit`."),
  unit: z.string().describe("MW, USD, buildings or racks, as the measure is counted."),
  source: z.string().min(1).describe("Who says so."),
  learnt: day.optional().describe("Day on which it was learnt."),
});
