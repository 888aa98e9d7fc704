// Which rows, and which bounds of columns, make up one rule that a person can name? A family and what it speaks of, over all quarters.

import type { PlanningCase } from "../case.ts";
import type { Key, LinearModel } from "../lp/model.ts";

/** One rule of a case, for example `power.firm` of `abilene-tx`, with everything in the model that states it. */
export interface Rule {
  readonly family: string;
  /** A site, an accelerator, a milestone ...; empty where the rule speaks of the whole programme. */
  readonly subject: string;
  readonly rows: readonly number[];
  /** Columns whose lower bound, or whose upper bound, says the same. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Rules of docs/model.md that a person can name as a reason. All other rows say what a word means: standing racks, spending so far, what a hall feeds. */
const named = new Set([
  "site.open",
  "site.fewest",
  "site.land",
  "site.phase",
  "site.water",
  "site.pace",
  "build.ready",
  "build.crew",
  "build.equipment",
  "power.group",
  "power.firm",
  "power.permit",
  "chip.supply",
  "compute.milestone",
  "serve.demand",
  "serve.research",
  "cloud.most",
  "agreement.power-cap",
  "agreement.first-refusal",
  "agreement.take-or-pay",
  "money.budget",
  "money.cash",
  "money.calls",
  "money.debt",
  "money.coverage",
]);

/** Bounds that state a rule, by family of column: the rule, and where in the column's key its subject stands. */
const upperBounds: Readonly<Record<string, readonly [family: string, at: number]>> = {
  "chip.racks": ["chip.supply", 1],
  "work.inference": ["serve.demand", 1],
  "work.cloud": ["cloud.most", 0],
  "money.draw": ["money.debt", 0],
  "money.repay": ["money.debt", 0],
  "money.debt": ["money.debt", 0],
};
const lowerBounds: Readonly<Record<string, readonly [family: string, at: number]>> = { "money.cash": ["money.cash", -1] };

/** Families whose rows all speak of the programme, not of one subject. */
const whole = new Set(["money.budget", "money.cash", "money.coverage"]);

/** The rules of a model, in its order. */
export function rulesOf(study: PlanningCase, model: LinearModel): Rule[] {
  const rules = new Map<string, { family: string; subject: string; rows: number[]; lower: number[]; upper: number[] }>();
  const rule = (family: string, subject: string) => {
    const key = `${family} ${subject}`;
    const known = rules.get(key) ?? { family, subject, rows: [], lower: [], upper: [] };
    rules.set(key, known);
    return known;
  };
  for (let row = 0; row < model.rows.length; row++) {
    const { family, index } = model.rows.key(row);
    if (named.has(family)) rule(family, whole.has(family) ? "" : (index[0] ?? "")).rows.push(row);
  }
  const subject = (key: Key, at: number) => (at < 0 ? "" : key.index[at]!);
  for (let column = 0; column < model.columns.length; column++) {
    const key = model.columns.key(column);
    // A fixed column is a decision, not a rule.
    if (model.lower[column] === model.upper[column]) continue;
    const upper = key.family === "build.start" ? startBound(study, key.index[0]!, model.upper[column]!) : upperBounds[key.family];
    if (upper && model.upper[column]! < Infinity) rule(upper[0], subject(key, upper[1])).upper.push(column);
    const lower = lowerBounds[key.family];
    if (lower && model.lower[column]! > -Infinity) rule(lower[0], subject(key, lower[1])).lower.push(column);
  }
  return [...rules.values()];
}

/** Starts of a quarter are bounded by the site's pace or, where that is no less, by its land. */
function startBound(study: PlanningCase, site: string, bound: number): readonly [string, number] {
  return [study.programme.sites[site]?.startsPerQuarter === bound ? "site.pace" : "site.land", 0];
}

/** Bounds of a model in which only the given rules (and the definitions) hold. */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

export function boundsWithout(model: LinearModel, gone: Iterable<Rule>): Bounds {
  const out = { lower: model.lower.slice(), upper: model.upper.slice(), rowLower: model.rowLower.slice(), rowUpper: model.rowUpper.slice() };
  for (const { rows, lower, upper } of gone) {
    for (const row of rows) {
      out.rowLower[row] = -Infinity;
      out.rowUpper[row] = Infinity;
    }
    for (const column of lower) out.lower[column] = -Infinity;
    for (const column of upper) out.upper[column] = Infinity;
  }
  return out;
}

/** Relative to a row's or a bound's size, what a solver counts as kept. */
const kept = 1e-6;

/** Rules that column values break. */
export function brokenRules(model: LinearModel, rules: readonly Rule[], values: Float64Array): Rule[] {
  const outside = (value: number, low: number, high: number): boolean => value < low - kept * Math.max(1, Math.abs(low)) || value > high + kept * Math.max(1, Math.abs(high));
  const rowBroken = (row: number): boolean => {
    let activity = 0;
    for (let at = model.starts[row]!; at < model.starts[row + 1]!; at++) activity += model.values[at]! * values[model.indices[at]!]!;
    return outside(activity, model.rowLower[row]!, model.rowUpper[row]!);
  };
  return rules.filter(
    ({ rows, lower, upper }) =>
      rows.some(rowBroken) ||
      lower.some((column) => outside(values[column]!, model.lower[column]!, Infinity)) ||
      upper.some((column) => outside(values[column]!, -Infinity, model.upper[column]!)),
  );
}
