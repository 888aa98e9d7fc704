// Which rules cannot hold together? The smallest set: take any one of them away and the rest can be kept.

import type { PlanningCase } from "../case.ts";
import { families } from "../families/families.ts";
import type { LinearModel } from "../lp/model.ts";
import type { Solver } from "../lp/solver.ts";
import { ProofTree } from "./proof-tree.ts";
import { brokenRules, type Rule, rulesOf } from "./rules.ts";

export interface Conflicting {
  readonly rules: readonly Rule[];
  /** True when only whole numbers (whole buildings, one campus) make the rules conflict: fractions would keep them all. */
  readonly whole: boolean;
  /** Rules of which it is not proved that the others can be kept without them: the limits ended that search. The set is the smallest where there is none. */
  readonly unproved: readonly Rule[];
}

/**
 * The smallest conflicting rules of an infeasible model: those that carry the proof of it, then without all that can be left out, families at a time and one by one.
 * What physics and sites say is left out first, so that of several conflicts the one is told that people can do something about.
 * Every limit is counted: the same model gives the same rules on any machine.
 * @returns undefined when some plan keeps every rule
 */
export async function conflictingRules(study: PlanningCase, model: LinearModel, solver: Solver, signal?: AbortSignal): Promise<Conflicting | undefined> {
  const rules = rulesOf(study, model);
  const tree = new ProofTree(model, rules, solver, signal);
  // What solutions break that were found on the way: rules without any of it can be kept together.
  const broken: (readonly Rule[])[] = [];
  /** Rules among those tried that conflict already; undefined where they do not, or where that is not known. */
  const conflictIn = async (tried: ReadonlySet<Rule>): Promise<{ readonly proved: boolean; readonly rules?: ReadonlySet<Rule> }> => {
    if (broken.some((some) => some.every((rule) => !tried.has(rule)))) return { proved: true };
    const verdict = await tree.verdict(tried);
    if (verdict.holds === undefined) return { proved: false };
    if (verdict.holds) {
      broken.push(brokenRules(model, rules, verdict.values));
      return { proved: true };
    }
    return { proved: true, rules: verdict.rules };
  };
  try {
    const all = await conflictIn(new Set(rules));
    if (!all.rules) return all.proved ? undefined : { rules, whole: true, unproved: rules };
    let kept = all.rules;
    const unproved = new Set<Rule>();
    const thin = async (part: readonly Rule[]): Promise<void> => {
      const left = part.filter((rule) => kept.has(rule));
      if (left.length === 0) return;
      const found = await conflictIn(new Set([...kept].filter((rule) => !left.includes(rule))));
      if (found.rules) kept = found.rules;
      else if (left.length > 1) {
        const middle = left.length >> 1;
        await thin(left.slice(middle));
        await thin(left.slice(0, middle));
      } else if (!found.proved) unproved.add(left[0]!);
    };
    for (const group of groupsOf(rules)) await thin(group);
    // With fewer rules around it, what was not proved may be.
    const open = [...unproved];
    unproved.clear();
    for (const rule of open) await thin([rule]);
    const { holds } = await tree.inFractions(kept);
    return { rules: rules.filter((rule) => kept.has(rule)), whole: holds !== false, unproved: [...unproved].filter((rule) => kept.has(rule)) };
  } finally {
    await tree.close();
  }
}

/** Rules of a family together, in the order in which they are left out: what is wanted last, before it money, before that what else people decide. */
function groupsOf(rules: readonly Rule[]): readonly (readonly Rule[])[] {
  const policy = new Set(families.filter((family) => family.policy).map(({ family }) => family));
  const order = (family: string): number => (wanted.has(family) ? 3 : family.startsWith("money.") ? 2 : policy.has(family) ? 1 : 0);
  const names = [...new Set(rules.map(({ family }) => family))].toSorted((one, other) => order(one) - order(other));
  return names.map((name) => rules.filter(({ family }) => family === name));
}

const wanted = new Set(["compute.milestone", "agreement.take-or-pay"]);
