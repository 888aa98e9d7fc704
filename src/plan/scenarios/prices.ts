// What does each scenario pay for deciding as the others do? Multipliers of the common decisions, from the duals of the extensive form.

import { nameOf } from "./first-stage.ts";
import type { Extensive } from "./extensive.ts";
import type { Solution } from "../lp/solver.ts";
import type { Risk } from "./risk.ts";

export interface Prices {
  /** Weight of each scenario's measure in the bound: its probability, or more where the tail counts. */
  readonly weights: readonly number[];
  /** By scenario: what is taken off the measure of one unit of a root's column, in its unit times the weight. They add up to 0 over the scenarios. */
  readonly multipliers: readonly ReadonlyMap<string, number>[];
}

/**
 * Multipliers of the Lagrangian dual of non-anticipativity (Carøe and Schultz, "Dual decomposition in stochastic integer programming",
 * Operations Research Letters 24, 1999) at the optimum of the linear relaxation: each scenario's share of a common column's reduced cost.
 * With them the scenarios, solved apart and whole, bound the common plan at least as tightly as the relaxation does. Under risk
 * aversion the worst scenarios weigh more: the dual form of CVaR is the least mean over probabilities within its limits.
 * @param probabilities of the scenarios; `extensive` holds all of them
 * @param ids of the scenarios: the first label of their rows
 */
export function pricesOf({ model, shared, measures }: Extensive, { duals }: Solution, ids: readonly string[], probabilities: readonly number[], { aversion, level }: Risk): Prices {
  const numbers = new Map(ids.map((id, s) => [id, s]));
  const roots = new Map(shared.filter(({ node }) => node === "").map(({ column }, position) => [column, position]));
  const shares = ids.map(() => new Float64Array(roots.size));
  const tail = new Float64Array(ids.length);
  for (let row = 0; row < model.rows.length; row++) {
    const { family, index } = model.rows.key(row);
    const s = numbers.get(index[0]!)!;
    if (family === "risk.short") {
      tail[s] = Math.min((aversion * probabilities[s]!) / (1 - level), Math.abs(duals[row]!));
      continue;
    }
    if (duals[row] === 0) continue;
    for (let entry = model.starts[row]!; entry < model.starts[row + 1]!; entry++) {
      const root = roots.get(model.indices[entry]!);
      if (root !== undefined) shares[s]![root]! -= duals[row]! * model.values[entry]!;
    }
  }
  const found = tail.reduce((sum, weight) => sum + weight, 0);
  const weights = probabilities.map((probability, s) => (1 - aversion) * probability + (found > 0 ? (aversion * tail[s]!) / found : aversion * probability));
  for (const [s, { columns, factors }] of measures.entries())
    for (const [position, column] of columns.entries()) {
      const root = roots.get(column);
      if (root !== undefined) shares[s]![root]! += weights[s]! * factors[position]!;
    }
  const names = shared.filter(({ node }) => node === "").map(({ family, index }) => nameOf(family, index));
  const total = names.map((_, root) => shares.reduce((sum, share) => sum + share[root]!, 0));
  return { weights, multipliers: shares.map((share) => new Map(names.map((name, root) => [name, share[root]! - total[root]! / ids.length]))) };
}
