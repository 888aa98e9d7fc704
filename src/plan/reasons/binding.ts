// What binds most? Row duals of the linear programme at the fixed whole numbers, in dollars per unit, and how far each holds.

import type { PlanningCase } from "../case.ts";
import { none, type Draft } from "../columns.ts";
import type { LinearModel } from "../lp/model.ts";
import type { Solution } from "../lp/solver.ts";
import type { Binding } from "../plan.ts";
import { worthSentence } from "./sentences.ts";

/** Rules a person can do something about, and the factor from the row's unit to the unit told. */
const told: Readonly<Record<string, { readonly unit: string; readonly perRowUnit: number }>> = {
  "chip.supply": { unit: "rack", perRowUnit: 1 },
  "chip.hall": { unit: "MW IT", perRowUnit: 1 },
  "power.firm": { unit: "MW facility", perRowUnit: 1 },
  "power.permit": { unit: "MW facility", perRowUnit: 1 },
  "agreement.power-cap": { unit: "MW facility", perRowUnit: 1 },
  "site.water": { unit: "m3", perRowUnit: 1 },
  "build.crew": { unit: "worker", perRowUnit: 1 },
  "build.equipment": { unit: "unit", perRowUnit: 1 },
  "serve.demand": { unit: "H100e", perRowUnit: 1e3 },
  "serve.research": { unit: "H100e", perRowUnit: 1e3 },
  "cloud.most": { unit: "H100e", perRowUnit: 1e3 },
  "compute.milestone": { unit: "% of the FLOP", perRowUnit: 1 },
  "money.budget": { unit: "$", perRowUnit: 1e6 },
  "money.calls": { unit: "$", perRowUnit: 1e6 },
  "money.debt": { unit: "$", perRowUnit: 1e6 },
  "money.coverage": { unit: "$", perRowUnit: 1e6 },
  "agreement.take-or-pay": { unit: "$", perRowUnit: 1e6 },
};

/** Equalities that a contract or an owner set; other equalities are arithmetic and tell nothing. */
const contractual = new Set(["compute.milestone", "agreement.take-or-pay"]);

/** Unit in which a rule's worth is told, and how many of them make one unit of the row; undefined for rules that tell a person nothing. */
export function toldUnit(family: string): { readonly unit: string; readonly perRowUnit: number } | undefined {
  return told[family];
}

/**
 * The rules that bind most, by what their whole right side is worth; at most `most`, the first five on different subjects.
 *
 * Sign: `worthUsd` is what one unit more of the row's right side adds to the objective, discounted USD. A limit (at most) is worth nothing or more. An
 * equality goes both ways: a milestone's worth is that of one percent more to do, a commitment's that of one dollar more committed; both are
 * negative where they cost, and the sentence then tells the other direction. A row whose dual does not hold for any more (or, where the sentence tells that, any less) has no such price and is left out. `more` and `fewer` are the units of the right side, up and down,
 * for which the same worth holds while the plan's whole numbers stay.
 * @param solution of the linear programme at the fixed whole numbers, without repeated bounds ({@link withoutRepeatedBounds}); with its ranging, or nothing is known of how far
 */
export function bindingRules(study: PlanningCase, model: LinearModel, { duals, values, ranging }: Pick<Solution, "duals" | "values" | "ranging">, most: number): Binding[] {
  const activity = activityOf(model, values);
  const candidates = Array.from({ length: model.rows.length }, (_, row) => ({ ...model.rows.key(row), row, dual: duals[row]!, size: Math.abs(duals[row]! * activity[row]!) }))
    .filter(
      ({ family, dual, row }) =>
        family in told && (Math.abs(dual) * 1e6) / told[family]!.perRowUnit >= 0.01 && (model.rowLower[row] !== model.rowUpper[row] || contractual.has(family)),
    )
    .filter(
      ({ row, family, dual }) =>
        ranging === undefined || (toldDirection(family, dual) > 0 ? ranging.greatest[row]! - rightSide(model, row) : rightSide(model, row) - ranging.least[row]!) > 1e-9,
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
  return ordered.map(({ family, index, dual, row }) => {
    const { unit, perRowUnit } = told[family]!;
    const worthUsd = (dual * 1e6) / perRowUnit;
    const right = rightSide(model, row);
    const reach = (limit: number | undefined, sign: number) =>
      limit === undefined || !Number.isFinite(limit) || Math.abs(limit) > 1e15 ? null : Math.max(0, sign * (limit - right) * perRowUnit);
    return {
      family,
      index: index.join(", "),
      worthUsd,
      unit,
      more: reach(ranging?.greatest[row], 1),
      fewer: reach(ranging?.least[row], -1),
      sentence: worthSentence(study, family, index, worthUsd, unit),
    };
  });
}

/** What each row's limited part adds up to: the total that its right side lets through. */
function activityOf(model: LinearModel, values: Float64Array): Float64Array {
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

/** Which way the sentence of a price goes: one unit more (1), or less (-1) of what costs and of a milestone, of which there is no more than all. */
export function toldDirection(family: string, worth: number): 1 | -1 {
  return worth < 0 || family === "compute.milestone" ? -1 : 1;
}

/** The side of a row that limits: the upper one where there is one. */
function rightSide(model: LinearModel, row: number): number {
  return model.rowUpper[row]! < Infinity ? model.rowUpper[row]! : model.rowLower[row]!;
}

/**
 * The same model without the bounds of columns that say again what a row says (a site's racks are at most the supply): with them, the worth of
 * the rule would be split between the row and the bound.
 */
export function withoutRepeatedBounds<Type extends Pick<LinearModel, "upper" | "integer">>({ sites, cloudInference }: Draft, model: Type): Type {
  const upper = model.upper.slice();
  const repeated = [...sites.flatMap((site) => [...site.racks, ...site.inference]), ...cloudInference.flat()];
  for (const list of repeated) for (const column of list) if (column !== none && model.integer[column] === 0) upper[column] = Infinity;
  return { ...model, upper };
}
