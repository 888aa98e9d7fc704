// What is a case, and when does it pass?

import type { Facts, PublishedFigure, PublishedRow, RowKind, Tolerance } from "./facts.ts";

/** One line of a table beside a row: how much the result hangs on an input. */
export type Sensitivity = Readonly<Record<string, number | string>>;

/** What a case found: our figures in the order of the published ones, and what it wants to show beside them. */
export interface Ours {
  readonly figures: readonly number[];
  readonly sensitivity?: readonly Sensitivity[];
  readonly note?: string;
}

/** What is missing before a case can run. */
interface Needs {
  readonly needs: string;
}

/** A published row and how ours is made; pure, its chance from streams named by the seed. Or what is missing before it can run, always or with these facts. */
export type ValidationCase = { readonly id: string } & ({ run(facts: Facts, row: PublishedRow, seed: number): Ours | Needs } | Needs);

export type Verdict = "pass" | "miss" | "not run";

export interface ComparedFigure {
  readonly name: string;
  readonly published: number;
  readonly ours: number;
  readonly unit: string;
  readonly difference: number;
  readonly tolerance: string;
  readonly within: boolean;
}

/** A row as `gigasite validate` tells it; the first figure is the headline. */
export interface ValidatedRow {
  readonly id: string;
  readonly title: string;
  readonly kind: RowKind;
  readonly published: number;
  readonly ours: number | null;
  readonly unit: string;
  /** Ours less published, in their unit. */
  readonly difference: number | null;
  readonly tolerance: string;
  readonly source: string;
  readonly verdict: Verdict;
  readonly needs?: string;
  readonly knownMiss?: string;
  readonly figures: readonly ComparedFigure[];
  readonly sensitivity?: readonly Sensitivity[];
  readonly note?: string;
}

/** Runs one case and compares it. */
export function validateRow(one: ValidationCase, facts: Facts, seed: number): ValidatedRow {
  const row = facts.rows[one.id];
  if (row === undefined) throw new TypeError(`data/validation.yaml has no row ${one.id}`);
  const [headline] = row.figures;
  const { title, kind, source } = row;
  const common = { id: one.id, title, kind, published: headline!.published, unit: headline!.unit, tolerance: toleranceText(headline!), source };
  const found = "needs" in one ? one : one.run(facts, row, seed);
  if ("needs" in found) return { ...common, ours: null, difference: null, verdict: "not run", needs: found.needs, figures: [] };
  const { figures: ours, sensitivity, note } = found;
  const figures = row.figures.map((published, index) => compare(published, ours[index] ?? Number.NaN));
  const knownMiss = facts.knownMisses[one.id];
  return {
    ...common,
    ours: figures[0]!.ours,
    difference: figures[0]!.difference,
    verdict: figures.every(({ within }) => within) ? "pass" : "miss",
    figures,
    ...(knownMiss === undefined ? {} : { knownMiss }),
    ...(sensitivity === undefined ? {} : { sensitivity }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Ours beside a published figure. What is not a number is never within. */
export function compare(figure: PublishedFigure, ours: number): ComparedFigure {
  const { name, published, unit } = figure;
  const rounded = figure.digits === undefined ? ours : Number(ours.toPrecision(figure.digits));
  const [low, high] = accepted(published, figure.tolerance);
  // A figure on the edge is within: the edge is computed too.
  const slack = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
  const within = rounded >= low - slack && rounded <= high + slack;
  return { name, published, ours, unit, difference: ours - published, tolerance: toleranceText(figure), within };
}

/** Least and most that ours may be. */
function accepted(published: number, tolerance: Tolerance): readonly [number, number] {
  if ("share" in tolerance) return [published - Math.abs(published) * tolerance.share, published + Math.abs(published) * tolerance.share];
  if ("plus" in tolerance) return [published - tolerance.plus, published + tolerance.plus];
  return [tolerance.from, tolerance.to];
}

function toleranceText({ tolerance, unit, digits }: PublishedFigure): string {
  const rounded = digits === undefined ? "" : `, to ${digits} digits`;
  if ("share" in tolerance) return `±${Number((tolerance.share * 100).toPrecision(3))} %${rounded}`;
  if ("plus" in tolerance) return `±${tolerance.plus} ${unit}${rounded}`;
  return `${tolerance.from} to ${tolerance.to}${rounded}`;
}

/** A number among a row's inputs. @throws TypeError when it is none */
export function input({ inputs, title }: PublishedRow, name: string): number {
  const value = inputs[name];
  if (typeof value !== "number") throw new TypeError(`data/validation.yaml: ${title}: expected a number at inputs.${name}`);
  return value;
}

/** A list among a row's inputs, of numbers or of texts. @throws TypeError when it is none */
export function list<Kind extends "number" | "string">({ inputs, title }: PublishedRow, name: string, kind: Kind): readonly (Kind extends "number" ? number : string)[] {
  const value = inputs[name];
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === kind)) throw new TypeError(`data/validation.yaml: ${title}: expected a list of ${kind}s at inputs.${name}`);
  return value;
}
