// What does one row of the model say? An inequality with the file's own numbers and names, in MW, racks, H100e and dollars.

import type { PlanningCase } from "./case.ts";
import { type ColumnWords, columnWords } from "./column-words.ts";
import type { LinearModel } from "./lp/model.ts";
import { dollars } from "./reasons/names.ts";

/** One row: `left` is at most, equal to or at least `right`; every term has a positive factor. */
export interface WrittenRow {
  readonly row: string;
  readonly left: readonly string[];
  readonly sense: "<=" | "=" | ">=";
  readonly right: readonly string[];
}

/**
 * The row that shows a family best: of those with the most kinds of columns the one with the fewest terms, the first of several.
 * @returns undefined when the family has none
 */
export function typicalRow(model: LinearModel, family: string): number | undefined {
  let best: { readonly row: number; readonly kinds: number; readonly terms: number } | undefined;
  for (let row = 0; row < model.rows.length; row++) {
    if (model.rows.key(row).family !== family) continue;
    const terms = model.starts[row + 1]! - model.starts[row]!;
    const kinds = new Set(Array.from({ length: terms }, (_, at) => model.columns.key(model.indices[model.starts[row]! + at]!).family)).size;
    if (!best || kinds > best.kinds || (kinds === best.kinds && terms < best.terms)) best = { row, kinds, terms };
  }
  return best?.row;
}

/** Writes a row out. Terms alike beyond the first two are counted, not listed. */
export function writtenRow(study: PlanningCase, model: LinearModel, row: number): WrittenRow {
  const { family, index, unit } = model.rows.key(row);
  const [low, high] = [model.rowLower[row]!, model.rowUpper[row]!];
  const sense = low === high ? "=" : high < Infinity ? "<=" : ">=";
  const constant = sense === ">=" ? low : high;
  const sides: readonly [Term[], Term[]] = [[], []];
  for (let at = model.starts[row]!; at < model.starts[row + 1]!; at++) {
    const key = model.columns.key(model.indices[at]!);
    const factor = model.values[at]!;
    sides[factor > 0 ? 0 : 1].push({ family: key.family, factor: Math.abs(factor), words: columnWords(study, key) });
  }
  const [left, right] = sides.map((terms) => listed(terms, unit));
  if (constant !== 0) (constant > 0 ? right! : left!).push(size(Math.abs(constant), unit));
  const named = { row: `${family}[${index.join(", ")}]`, sense } as const;
  // What is made of many things is named first.
  const turned = sense === "=" && right!.length === 1 && left!.length > 1;
  return { ...named, left: orNothing(turned ? right! : left!), right: orNothing(turned ? left! : right!) };
}

/** One term of an expression in a unit of rows: `5,184 USD per H100e x compute bought from azure ...`. */
export function writtenTerm(study: PlanningCase, model: LinearModel, column: number, factor: number, unit: string): string {
  return said(factor, columnWords(study, model.columns.key(column)), unit);
}

function orNothing(terms: readonly string[]): readonly string[] {
  return terms.length === 0 ? ["0"] : terms;
}

interface Term {
  readonly family: string;
  readonly factor: number;
  readonly words: ColumnWords;
}

const shownAlike = 2;

function listed(terms: readonly Term[], unit: string): string[] {
  const out: string[] = [];
  const alike = new Map<string, Term[]>();
  for (const term of terms) alike.set(term.family, [...(alike.get(term.family) ?? []), term]);
  for (const group of alike.values()) {
    // One more written out is shorter than a count.
    const shown = group.length === shownAlike + 1 ? group : group.slice(0, shownAlike);
    for (const { factor, words } of shown) out.push(said(factor, words, unit));
    const rest = group.length - shown.length;
    if (rest > 0) out.push(`${rest} more like ${shown.length === 1 ? "it" : "these"}`);
  }
  return out;
}

/** `0.15 MW IT per rack x racks of GB300 ...`; a choice is `26 MW facility if ...`; a factor of one of the same unit is left out. */
function said(factor: number, { unit: of, phrase }: ColumnWords, unit: string): string {
  const each = (factor * scaleOf(unit)) / (of === "H100e" ? 1e3 : of === "USD" ? 1e6 : 1);
  if (of === "") return `${size(factor, unit)} if ${phrase}`;
  const same = new RegExp(`\\b${of}s?\\b`).test(shownUnit(unit));
  if (same && Math.abs(each - 1) < 1e-9) return phrase;
  if (same) return `${plain(each)} x ${phrase}`;
  return `${sized(each, unit)} per ${of} x ${phrase}`;
}

/** An amount in a row's unit as a person reads it. */
function size(value: number, unit: string): string {
  return sized(value * scaleOf(unit), unit);
}

function sized(value: number, unit: string): string {
  if (unit === "M$") return value >= 1e4 ? dollars(value) : `${plain(value)} USD`;
  return `${plain(value)} ${shownUnit(unit)}`;
}

/** Rows in M$ and kH100e are read in dollars and H100e. */
function scaleOf(unit: string): number {
  return unit === "M$" ? 1e6 : unit === "kH100e" ? 1e3 : 1;
}

function shownUnit(unit: string): string {
  return unit === "M$" ? "USD" : unit === "kH100e" ? "H100e" : unit;
}

/** Whole above a thousand, four digits below. */
function plain(value: number): string {
  return value >= 1e3 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(4)));
}
