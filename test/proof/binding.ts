// Which rules of docs/model.md are there in a model, and which of them hold the plan back at its optimum?

import type { LinearModel } from "../../src/plan/lp/model.ts";

/** The rules of docs/model.md, in its order. */
export const rules = [
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
  "power.storage",
  "power.balance",
  "chip.supply",
  "chip.hall",
  "chip.running",
  "compute.capacity",
  "compute.peak",
  "compute.milestone",
  "serve.demand",
  "serve.latency",
  "serve.research",
  "cloud.most",
  "agreement.exclusivity",
  "agreement.first-refusal",
  "agreement.take-or-pay",
  "money.budget",
  "money.cash",
  "money.calls",
  "money.debt",
  "money.coverage",
] as const;

/** These take decisions away and have no rows: they bind when the plan without them is worth more. */
export const withoutRows = ["serve.latency", "agreement.exclusivity", "agreement.first-refusal"] as const;

const hair = 1e-6;

/** Families of the rows there are. */
export function present({ rows }: LinearModel): Set<string> {
  return new Set(Array.from({ length: rows.length }, (_, row) => rows.key(row).family));
}

/**
 * Families with a row that is tight and speaks of something: one of its terms is not nothing. An equation is tight always; one of
 * `take-or-pay` counts when something is missing or carried on, and `money.cash` when money has come in and all of it, to the floor, is spent.
 */
export function binding(model: LinearModel, values: Float64Array): Set<string> {
  const out = new Set<string>();
  for (let row = 0; row < model.rows.length; row++) {
    const { family } = model.rows.key(row);
    let [activity, size] = [0, 0];
    let [short, atFloor] = [false, false];
    for (let at = model.starts[row]!; at < model.starts[row + 1]!; at++) {
      const column = model.indices[at]!;
      const term = model.values[at]! * values[column]!;
      activity += term;
      size = Math.max(size, Math.abs(term));
      const of = model.columns.key(column).family;
      if ((of === "money.shortfall" || of === "money.carried") && Math.abs(term) > hair) short = true;
      if (of === "money.cash" && model.values[at] === -1 && values[column]! - model.lower[column]! <= hair) atFloor = true;
    }
    if (size <= hair) continue;
    const [low, high] = [model.rowLower[row]!, model.rowUpper[row]!];
    const tight = Math.min(Math.abs(activity - low), Math.abs(activity - high)) <= hair * Math.max(1, size);
    if (!tight || (family === "agreement.take-or-pay" && !short) || (family === "money.cash" && !atFloor)) continue;
    out.add(family);
  }
  return out;
}
