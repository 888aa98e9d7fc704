// If nothing keeps every rule, which rules must give way, and by how much? An elastic model over the rules of policy and money.

import { withSlacks } from "./elastic.ts";
import { effort } from "./effort.ts";
import { leastOf } from "./least.ts";
import { type LinearModel, withBounds } from "../lp/model.ts";
import type { Solver } from "../lp/solver.ts";
import { families } from "../families/families.ts";
import type { Relaxation } from "../plan.ts";

export interface Relaxed {
  /** The model with the rules moved as far as needed. */
  readonly model: LinearModel;
  readonly relaxations: readonly Omit<Relaxation, "sentence">[];
  /** Columns of a plan that keeps the moved rules. */
  readonly values: Float64Array;
}

/**
 * Finds the least relaxation of policy rules, each measured against its own size: sites, halls, options and campuses with racks in fractions, then whole racks for them.
 * Both at once takes many times as long, and ends farther from the least.
 * @param racks the columns that are whole when racks are whole too: rules moved only as far as fractions of racks need would leave no room for whole ones
 * @returns undefined when even that finds nothing (the physics of the case conflict)
 */
export async function relax(model: LinearModel, racks: Uint8Array, solver: Solver, signal?: AbortSignal): Promise<Relaxed | undefined> {
  const policy = new Set(families.filter((family) => family.policy).map(({ family }) => family));
  const rows = Array.from({ length: model.rows.length }, (_, row) => row).filter((row) => policy.has(model.rows.key(row).family));
  const slacks = rows
    .flatMap((row) => [...(model.rowUpper[row]! < Infinity ? [{ row, sign: -1 }] : []), ...(model.rowLower[row]! > -Infinity ? [{ row, sign: 1 }] : [])])
    .filter(({ row, sign }) => !(model.rows.key(row).family === "compute.milestone" && sign === -1));
  const elastic = withSlacks(
    model,
    slacks.map(({ row, sign }) => ({ family: "slack", index: [String(row), String(sign)], moves: [{ row, factor: sign }], weight: weight(model, row) })),
  );
  const chosen = await leastOf(elastic, solver, signal);
  if (chosen.values.length === 0) return undefined;
  const limits = { ...effort(model, 0.3), gap: 1e-4 };
  const fixed = withRacks(elastic, chosen.values, racks);
  const whole = await solver.solve(fixed, { limits });
  // What gives way by a rack's worth may not have to where others give way a little more.
  const little = slacks.flatMap(({ row }, position) => {
    const amount = whole.values[model.columns.length + position] ?? 0;
    return amount > 0 && amount <= littleShare * Math.max(1, Math.abs(bound(model, row))) ? [model.columns.length + position] : [];
  });
  const fewer = little.length === 0 ? whole : await solver.solve({ ...fixed, upper: fixed.upper.map((upper, column) => (little.includes(column) ? 0 : upper)) }, { limits });
  const found = [fewer, whole, chosen].find(({ values }) => values.length > 0)!;
  const rowLower = Float64Array.from(model.rowLower);
  const rowUpper = Float64Array.from(model.rowUpper);
  const relaxations = slacks.flatMap(({ row, sign }, position) => {
    const amount = found.values[model.columns.length + position]!;
    if (amount <= 1e-6 * Math.max(1, Math.abs(bound(model, row)))) return [];
    // A hair more than needed, so that the moved rule can be kept in floating point.
    if (sign === -1) rowUpper[row]! += amount * (1 + 1e-6);
    else rowLower[row]! -= amount * (1 + 1e-6);
    const { family, index, unit } = model.rows.key(row);
    return [{ family, index: index.join(", "), amount, unit }];
  });
  return { model: { ...model, rowLower, rowUpper }, relaxations, values: found.values.subarray(0, model.columns.length) };
}

/** Of a rule's own size: a tenth of a percent of a run, or of a budget. */
const littleShare = 1e-3;

/** The elastic model with its choices fixed at a solution's, and racks whole. */
function withRacks(elastic: LinearModel, values: Float64Array, racks: Uint8Array): LinearModel {
  const lower = elastic.lower.slice();
  const upper = elastic.upper.slice();
  const integer = new Uint8Array(elastic.integer.length);
  for (const [column, flag] of racks.entries()) {
    if (elastic.integer[column] === 1) lower[column] = upper[column] = Math.round(values[column]!);
    else integer[column] = flag;
  }
  return { ...withBounds(elastic, lower, upper, true), integer };
}

function bound(model: LinearModel, row: number): number {
  return model.rowUpper[row]! < Infinity ? model.rowUpper[row]! : model.rowLower[row]!;
}

/** A relaxation counts relative to the rule's own size; what was promised gives way after what can be bought, cash that is simply missing last. */
function weight(model: LinearModel, row: number): number {
  return (reluctance[model.rows.key(row).family] ?? 1) / Math.max(1, Math.abs(bound(model, row)));
}

const reluctance: Readonly<Record<string, number>> = { "compute.milestone": 10, "money.cash": 100 };
