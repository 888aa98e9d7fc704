// Is a solver's answer right? Checked from the model and the answer alone: no solver is asked.

import { nameOf } from "./key-store.ts";
import type { LinearModel } from "./model.ts";
import type { Solution } from "./solver.ts";

export type CheckName =
  | "columns within bounds"
  | "rows within bounds"
  | "whole numbers"
  | "objective"
  | "bound"
  | "stationarity"
  | "dual signs"
  | "complementary slackness"
  | "duality gap"
  | "Farkas"
  | "direction";

export interface Check {
  readonly name: CheckName;
  /** The largest violation, scaled; at most the tolerance when the check holds. */
  readonly worst: number;
  /** Where it is, by key; empty when nothing is violated. */
  readonly where: string;
  readonly holds: boolean;
}

/** Scaled violations up to this are rounding: ten times what solvers are asked for. */
const tolerance = 1e-6;

/**
 * Checks what comes with a solution: values against bounds, rows, whole numbers and objective; with duals also that they prove it optimal
 * (stationarity, signs, complementary slackness, no duality gap); a `ray` as a proof that nothing is feasible; a `direction` as a proof that
 * there is no end. A violation of a row is scaled by the largest of 1, its bound and its terms. An answer without any of these has no checks.
 */
export function certify(model: LinearModel, solution: Solution): readonly Check[] {
  const checks: Check[] = [];
  if (solution.ray !== undefined) checks.push(farkas(model, solution.ray));
  if (solution.direction !== undefined) checks.push(...unending(model, solution.direction));
  if (solution.objective === null || solution.values.length !== model.columns.length) return checks;
  checks.push(...primal(model, solution.values), ...objectiveChecks(model, solution));
  if (solution.duals.length === model.rows.length && solution.reducedCosts.length === model.columns.length && !model.integer.includes(1)) checks.push(...dual(model, solution));
  return checks;
}

/** Keeps the worst violation of one check. */
class Worst {
  readonly #name: CheckName;
  #worst = 0;
  #where: () => string = () => "";

  constructor(name: CheckName) {
    this.#name = name;
  }

  see(violation: number, where: () => string): void {
    // Written so that a violation that is no number is the worst of all.
    if (violation <= this.#worst) return;
    this.#worst = Number.isNaN(violation) ? Infinity : violation;
    this.#where = where;
  }

  check(): Check {
    return { name: this.#name, worst: this.#worst, where: this.#where(), holds: this.#worst <= tolerance };
  }
}

const rowAt = (model: LinearModel, row: number) => () => nameOf(model.rows.key(row).family, model.rows.key(row).index);
const columnAt = (model: LinearModel, column: number) => () => nameOf(model.columns.key(column).family, model.columns.key(column).index);

function outside(value: number, lower: number, upper: number): number {
  return Math.max(lower - value, value - upper, Number.isNaN(value) ? Infinity : 0);
}

/** A x, and for each row the largest size of a term. */
function activityOf({ starts, indices, values }: LinearModel, at: Float64Array): { readonly activity: Float64Array; readonly size: Float64Array } {
  const [activity, size] = [new Float64Array(starts.length - 1), new Float64Array(starts.length - 1)];
  for (let row = 0; row < activity.length; row++) {
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const term = values[entry]! * at[indices[entry]!]!;
      activity[row]! += term;
      size[row] = Math.max(size[row]!, Math.abs(term));
    }
  }
  return { activity, size };
}

/** A' y, and for each column the largest size of a term. */
function combined({ starts, indices, values, columns }: LinearModel, multipliers: Float64Array): { readonly sum: Float64Array; readonly size: Float64Array } {
  const [sum, size] = [new Float64Array(columns.length), new Float64Array(columns.length)];
  for (let row = 0; row < multipliers.length; row++) {
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const term = values[entry]! * multipliers[row]!;
      sum[indices[entry]!]! += term;
      size[indices[entry]!] = Math.max(size[indices[entry]!]!, Math.abs(term));
    }
  }
  return { sum, size };
}

const sizeOf = (bound: number): number => (Number.isFinite(bound) ? Math.abs(bound) : 0);

function primal(model: LinearModel, values: Float64Array): Check[] {
  const [bounds, rows, whole] = [new Worst("columns within bounds"), new Worst("rows within bounds"), new Worst("whole numbers")];
  for (const [column, value] of values.entries()) {
    const [low, high] = [model.lower[column]!, model.upper[column]!];
    bounds.see(outside(value, low, high) / Math.max(1, sizeOf(low), sizeOf(high)), columnAt(model, column));
    if (model.integer[column] === 1) whole.see(Math.abs(value - Math.round(value)), columnAt(model, column));
  }
  const { activity, size } = activityOf(model, values);
  for (const [row, value] of activity.entries()) {
    const [low, high] = [model.rowLower[row]!, model.rowUpper[row]!];
    rows.see(outside(value, low, high) / Math.max(1, sizeOf(low), sizeOf(high), size[row]!), rowAt(model, row));
  }
  return [bounds.check(), rows.check(), whole.check()];
}

function objectiveChecks(model: LinearModel, { values, objective, bound, status, gap }: Solution): Check[] {
  const [value, limit] = [new Worst("objective"), new Worst("bound")];
  let total = model.offset;
  for (const [column, amount] of values.entries()) total += amount * model.cost[column]!;
  const scale = Math.max(1, Math.abs(total));
  value.see(Math.abs(total - objective!) / scale, () => `${total} by the values, ${objective} said`);
  if (bound !== null) {
    limit.see((total - bound) / scale, () => `${total} is above the bound ${bound}`);
    if (status === "optimal" || gap !== null) limit.see((bound - total) / scale - (status === "optimal" ? 0 : gap!), () => `the bound ${bound} is farther from ${total} than said`);
  }
  return [value.check(), limit.check()];
}

function dual(model: LinearModel, { values, duals, reducedCosts, objective }: Solution): Check[] {
  const [stationarity, signs, slackness, gap] = [new Worst("stationarity"), new Worst("dual signs"), new Worst("complementary slackness"), new Worst("duality gap")];
  const { sum, size } = combined(model, duals);
  const { activity } = activityOf(model, values);
  const scale = Math.max(1, Math.abs(objective!));
  let bound = model.offset;
  /** A price above 0 speaks of the upper bound, one below of the lower. */
  const priced = (price: number, value: number, low: number, high: number, priceScale: number, where: () => string): void => {
    const at = price > 0 ? high : low;
    if (price === 0) return;
    if (!Number.isFinite(at)) return signs.see(Number.isNaN(price) ? Infinity : Math.abs(price) / priceScale, where);
    bound += price * at;
    slackness.see(Math.abs(price * (value - at)) / scale, where);
  };
  for (const [column, cost] of model.cost.entries()) {
    const where = columnAt(model, column);
    const priceScale = Math.max(1, Math.abs(cost), size[column]!);
    stationarity.see(Math.abs(cost - sum[column]! - reducedCosts[column]!) / priceScale, where);
    priced(reducedCosts[column]!, values[column]!, model.lower[column]!, model.upper[column]!, priceScale, where);
  }
  for (const [row, price] of duals.entries()) priced(price, activity[row]!, model.rowLower[row]!, model.rowUpper[row]!, 1, rowAt(model, row));
  gap.see(Math.abs(bound - objective!) / scale, () => `${bound} by the duals, ${objective} by the values`);
  return [stationarity.check(), signs.check(), slackness.check(), gap.check()];
}

/**
 * Farkas: with multipliers y, every x within the rows has y' A x at least the sum of y's sides (a multiplier above 0 takes the lower one), and
 * every x within its bounds has it at most the sum of the bounds of A' y. When the first is above the second there is no x.
 */
function farkas(model: LinearModel, ray: Float64Array): Check {
  const worst = new Worst("Farkas");
  const largest = ray.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scaled = ray.map((value) => value / largest);
  const { sum, size } = combined(model, scaled);
  let [atLeast, atMost, terms] = [0, 0, 0];
  for (const [row, multiplier] of scaled.entries()) {
    // Without a side such a multiplier proves nothing; one that is rounding is taken as 0, and its row with it.
    const side = multiplier > 0 ? model.rowLower[row]! : model.rowUpper[row]!;
    if (multiplier === 0) continue;
    if (!Number.isFinite(side)) worst.see(Math.abs(multiplier), rowAt(model, row));
    else atLeast += multiplier * side;
    if (Number.isFinite(side)) terms = Math.max(terms, Math.abs(multiplier * side));
  }
  for (const [column, factor] of sum.entries()) {
    if (Math.abs(factor) <= 1e-12 * size[column]!) continue;
    const at = factor > 0 ? model.upper[column]! : model.lower[column]!;
    if (!Number.isFinite(at)) worst.see(Math.abs(factor) / Math.max(1, size[column]!), columnAt(model, column));
    else atMost += factor * at;
    if (Number.isFinite(at)) terms = Math.max(terms, Math.abs(factor * at));
  }
  const margin = (atLeast - atMost) / Math.max(terms, Number.MIN_VALUE);
  if (!(margin > 1e-9)) worst.see(Infinity, () => `the rows give at least ${atLeast}, the bounds at most ${atMost}: that is no contradiction`);
  return worst.check();
}

/** A direction that no bound ends and along which the objective grows. */
function unending(model: LinearModel, direction: Float64Array): Check[] {
  const worst = new Worst("direction");
  const largest = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scaled = direction.map((value) => value / largest);
  const see = (step: number, low: number, high: number, scale: number, where: () => string): void =>
    worst.see(Math.max(Number.isFinite(low) ? -step : 0, Number.isFinite(high) ? step : 0, Number.isNaN(step) ? Infinity : 0) / scale, where);
  for (const [column, step] of scaled.entries()) see(step, model.lower[column]!, model.upper[column]!, 1, columnAt(model, column));
  const { activity, size } = activityOf(model, scaled);
  for (const [row, step] of activity.entries()) see(step, model.rowLower[row]!, model.rowUpper[row]!, Math.max(1, size[row]!), rowAt(model, row));
  const growth = scaled.reduce((total, step, column) => total + step * model.cost[column]!, 0);
  if (!(growth > 1e-9)) worst.see(Infinity, () => `the objective changes by ${growth} along it`);
  return [worst.check()];
}
