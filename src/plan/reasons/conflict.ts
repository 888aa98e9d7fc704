// Which rules cannot hold together? The smallest set: take any one of them away and the rest can be kept.

import type { PlanningCase } from "../case.ts";
import type { LinearModel } from "../lp/model.ts";
import { exactly, type SolveLimits, type Solver } from "../lp/solver.ts";
import { InterruptedError } from "../no-plan.ts";
import { withSlacks } from "./elastic.ts";
import { boundsWithout, type Rule, rulesOf } from "./rules.ts";

export interface Conflicting {
  readonly rules: readonly Rule[];
  /** True when only whole numbers (whole buildings, one campus) make the rules conflict: fractions would keep them all. */
  readonly whole: boolean;
  /** True when every rule was shown to be needed; false where a probe ran into its limit and a rule was kept unproved. */
  readonly smallest: boolean;
}

/** A probe is small: whether a choice exists matters, not how good it is. */
const probe: SolveLimits = { gap: 1, nodes: 100, seconds: 10, seed: 1 };
/** Probes that may end at their limits before what is left is kept unproved. */
const patience = 6;

/**
 * The smallest conflicting rules of an infeasible model. Where its linear relaxation is infeasible, those that carry the proof of it come first;
 * else all rules. Then rules are left out, in halves and one by one, as long as what stays conflicts.
 * @returns undefined when the proof does not hold by itself
 */
export async function conflictingRules(study: PlanningCase, model: LinearModel, solver: Solver, signal?: AbortSignal): Promise<Conflicting | undefined> {
  const rules = rulesOf(study, model);
  const proof = await proofOf(model, rules, solver);
  const integer = proof ? new Uint8Array(model.integer.length) : model.integer;
  const session = await solver.open({ ...model, cost: new Float64Array(model.cost.length), offset: 0, integer });
  let unknown = 0;
  const conflicts = async (kept: ReadonlySet<Rule>): Promise<boolean> => {
    InterruptedError.check(signal, "while looking for the rules that conflict");
    if (unknown >= patience) return false;
    const gone = rules.filter((rule) => !kept.has(rule));
    const { status, values } = await session.solve({ limits: probe }, boundsWithout(model, gone));
    if (values.length === 0 && status !== "infeasible") unknown++;
    return status === "infeasible";
  };
  try {
    let kept = new Set(proof ?? rules);
    // What carries a proof in floating point must conflict on its own.
    if (proof && !(await conflicts(kept))) return undefined;
    // Rules in halves: most go many at a time, and what is needed is found one by one.
    const thin = async (part: readonly Rule[]): Promise<void> => {
      if (part.length === 0) return;
      const rest = new Set([...kept].filter((rule) => !part.includes(rule)));
      if (await conflicts(rest)) kept = rest;
      else if (part.length > 1) {
        const middle = part.length >> 1;
        await thin(part.slice(middle));
        await thin(part.slice(0, middle));
      }
    };
    await thin([...kept]);
    return { rules: rules.filter((rule) => kept.has(rule)), whole: proof === undefined, smallest: unknown === 0 };
  } finally {
    await session.close();
  }
}

/**
 * Rules that carry the proof that the linear relaxation is infeasible: where the least sum of what is missing from them is more than nothing, its
 * duals are a Farkas certificate, and a rule whose rows have no dual and whose bounds have no reduced cost has no part in it.
 * @returns undefined when the relaxation is feasible
 */
async function proofOf(model: LinearModel, rules: readonly Rule[], solver: Solver): Promise<Rule[] | undefined> {
  const slacks = rules.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      const weight = 1 / Math.max(1, Math.abs(model.rowUpper[row]! < Infinity ? model.rowUpper[row]! : model.rowLower[row]!));
      return [
        ...(model.rowUpper[row]! < Infinity ? [{ family: "missing", index: [String(row), "above"], moves: [{ row, factor: -1 }], weight }] : []),
        ...(model.rowLower[row]! > -Infinity ? [{ family: "missing", index: [String(row), "below"], moves: [{ row, factor: 1 }], weight }] : []),
      ];
    }),
  );
  const { objective, duals, reducedCosts } = await solver.solve(
    { ...withSlacks(model, slacks), integer: new Uint8Array(model.integer.length + slacks.length) },
    { limits: exactly },
  );
  // Definitions and bounds alone conflict: every rule may have a part.
  if (objective === null) return [...rules];
  if (objective > -missing) return undefined;
  return rules.filter(
    ({ rows, lower, upper }) => rows.some((row) => Math.abs(duals[row]!) > tolerance) || [...lower, ...upper].some((column) => Math.abs(reducedCosts[column]!) > tolerance),
  );
}

/** Below this a dual is floating point; and, relative to the rules' own sizes, what is missing. */
const tolerance = 1e-9;
const missing = 1e-6;
