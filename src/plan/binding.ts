// What binds most? Row duals of the linear programme at the fixed whole numbers, in dollars per unit.

import type { PlanningCase } from "./case.ts";
import type { LinearModel } from "./lp/model.ts";
import type { Binding } from "./plan.ts";
import { worthSentence } from "./sentences.ts";

/** Rules a person can do something about, and the factor from the row's unit to the unit told. */
const told: Readonly<Record<string, { readonly unit: string; readonly perRowUnit: number }>> = {
  "chip.supply": { unit: "rack", perRowUnit: 1 },
  "chip.hall": { unit: "MW IT", perRowUnit: 1 },
  "power.firm": { unit: "MW facility", perRowUnit: 1 },
  "build.crew": { unit: "worker", perRowUnit: 1 },
  "serve.demand": { unit: "H100e", perRowUnit: 1e3 },
  "serve.research": { unit: "H100e", perRowUnit: 1e3 },
  "cloud.most": { unit: "H100e", perRowUnit: 1e3 },
  "compute.milestone": { unit: "% of the FLOP", perRowUnit: 1 },
  "money.budget": { unit: "$", perRowUnit: 1e6 },
  "money.calls": { unit: "$", perRowUnit: 1e6 },
  "money.debt": { unit: "$", perRowUnit: 1e6 },
  "agreement.take-or-pay": { unit: "$", perRowUnit: 1e6 },
};

/** Equalities that a contract or an owner set; other equalities are arithmetic and tell nothing. */
const contractual = new Set(["compute.milestone", "agreement.take-or-pay"]);

/**
 * The rules that bind most, by what their whole right side is worth; at most `most`, the first five on different subjects.
 * Values are in discounted USD per unit of the right side, valid at the fixed plan only.
 */
export function bindingRules(study: PlanningCase, model: LinearModel, duals: Float64Array, activity: Float64Array, most: number): Binding[] {
  const candidates = Array.from({ length: model.rows.length }, (_, row) => ({ ...model.rows.key(row), dual: duals[row]!, size: Math.abs(duals[row]! * activity[row]!) }))
   
    .filter(
      ({ family, dual }, row) =>
        family in told && (Math.abs(dual) * 1e6) / told[family]!.perRowUnit >= 0.01 && (model.rowLower[row] !== model.rowUpper[row] || contractual.has(family)),
    )
    .toSorted((a, b) => b.size - a.size || (a.family + a.index.join() < b.family + b.index.join() ? -1 : 1));
  // The first five speak of different things: one row of a rule and its subject, two of a rule.
  const subjects = new Set<string>();
  const families = new Map<string, number>();
  const first = candidates.filter(({ family, index }) => {
    const subject = `${family} ${index[0]}`;
    const count = (families.get(family) ?? 0) + 1;
    if (subjects.has(subject) || count > 2) return false;
    subjects.add(subject);
    families.set(family, count);
    return true;
  });
  const ordered = [...first.slice(0, 5), ...candidates.filter((candidate) => !first.slice(0, 5).includes(candidate))].slice(0, most);
  return ordered.map(({ family, index, dual }) => {
    const { unit, perRowUnit } = told[family]!;
    const worthUsd = (dual * 1e6) / perRowUnit;
    return { family, index: index.join(", "), worthUsd, unit, sentence: worthSentence(study, family, index, worthUsd, unit) };
  });
}

/** What each row's limited part adds up to: the total that its right side lets through. */
export function activityOf(model: LinearModel, values: Float64Array): Float64Array {
  const out = new Float64Array(model.rows.length);
  for (let row = 0; row < out.length; row++) {
    let positive = 0;
    for (let at = model.starts[row]!; at < model.starts[row + 1]!; at++) {
      const part = model.values[at]! * values[model.indices[at]!]!;
      if (part > 0) positive += part;
    }
    out[row] = positive;
  }
  return out;
}
