// Why is there no plan, and what would make one? Checks of the data, the smallest conflict, and the least that must give way: never a bare no.

import type { Draft } from "../columns.ts";
import { type LinearModel, withBounds } from "../lp/model.ts";
import type { Solver } from "../lp/solver.ts";
import { InterruptedError, NoPlanError } from "../no-plan.ts";
import type { Conflict, Relaxation } from "../plan.ts";
import type { Programme } from "../../programme/programme.ts";
import { dataChecks } from "./checks.ts";
import { conflictingRules } from "./conflict.ts";
import { conflictSentences } from "./conflict-sentences.ts";
import { watched } from "./effort.ts";
import { latenessOf } from "./lateness.ts";
import { moreOfSomething } from "./more.ts";
import { relax } from "./relax.ts";
import { listed } from "./names.ts";
import type { Rule } from "./rules.ts";
import { relaxationSentence } from "./sentences.ts";

export interface Reasons {
  readonly conflict: readonly Conflict[];
  readonly relaxations: readonly Relaxation[];
  /** The model with the rules moved as far as `relaxations` says. */
  readonly relaxed: LinearModel;
  /** Columns of a plan that keeps the moved rules. */
  readonly values: Float64Array;
  /** True when a clock, not a counted limit, ended a search for them: another machine may find other words. */
  readonly stoppedByClock: boolean;
}

/**
 * The reasons of an infeasible case.
 * @param modelOf the model of other inputs, with whatever else this one holds
 * @param model the case with its whole-number columns
 * @param racks the columns that are whole when racks are whole too: rules moved only as far as fractions of racks need would leave no room for whole ones
 * @throws NoPlanError when nothing that people decide could make a plan
 */
export async function reasonsOf(
  draft: Draft,
  modelOf: (programme: Programme) => LinearModel,
  model: LinearModel,
  racks: Uint8Array,
  given: Solver,
  signal?: AbortSignal,
): Promise<Reasons> {
  const { study } = draft;
  const { solver, stoppedByClock } = watched(given);
  const found = await conflictingRules(study, model, solver, signal);
  InterruptedError.check(signal, "before a plan was found");
  const relaxed = await relax(model, racks, solver, signal);
  // Where the limits left nothing proved, what conflicts at the whole numbers of the nearest plan: fewer rules, and proved.
  const near = found && found.unproved.length === found.rules.length && relaxed ? await conflictingRules(study, withWholeAt(model, relaxed.values), solver, signal) : undefined;
  const { rules, unproved } = near ?? found ?? { rules: [], unproved: [] };
  const checks = dataChecks(study);
  // What a check has said of a rule, with numbers, is not said again.
  const told = conflictSentences(study, rules).filter(({ family, index }) => !checks.some((check) => check.family === family && check.index === index));
  const opening = [...(near ? ["With the sites, halls and campuses of the nearest plan:"] : []), ...(unproved.length > 0 ? [unprovedSentence(unproved, rules)] : [])]
    .map((text) => `${text} `)
    .join("");
  const conflict = [...checks, ...told.map((rule, position) => (position === 0 ? { ...rule, sentence: `${opening}${rule.sentence}` } : rule))];
  if (!relaxed) {
    const why = conflict.map(({ sentence }) => sentence).join(" ");
    throw new NoPlanError(`no plan exists even with every rule of policy and money relaxed. ${why === "" ? "What is built or committed contradicts itself." : why}`);
  }
  const short = [...new Set(relaxed.relaxations.flatMap(({ family, index }) => (family === "compute.milestone" ? [index.split(", ")[0]!] : [])))];
  const ways =
    short.length === 0 || signal?.aborted
      ? undefined
      : {
          milestones: short,
          lateQuarters: await latenessOf(study.programme, modelOf, short, solver, signal),
          more: await moreOfSomething(draft, model, relaxed.values, short, solver, signal),
        };
  const firstShort = relaxed.relaxations.findIndex(({ family }) => family === "compute.milestone");
  const relaxations = relaxed.relaxations.map((relaxation, position): Relaxation => ({
    ...relaxation,
    sentence: relaxationSentence(study, relaxation, position === firstShort ? ways : undefined),
  }));
  return { conflict, relaxations, relaxed: { ...relaxed.model, integer: model.integer }, values: relaxed.values, stoppedByClock: stoppedByClock() };
}

/** Said where the limits came before the proof that none of the rules can be spared. */
function unprovedSentence(unproved: readonly Rule[], rules: readonly Rule[]): string {
  const which = unproved.length === rules.length ? "any of these" : listed(unproved.map(({ family, subject }) => `${family}${subject === "" ? "" : ` of ${subject}`}`));
  return `These conflict; whether they still would without ${which} was not settled within the limits of the search.`;
}

/** The model with its whole numbers fixed at a solution's. */
function withWholeAt(model: LinearModel, values: Float64Array): LinearModel {
  const lower = model.lower.slice();
  const upper = model.upper.slice();
  for (const [column, flag] of model.integer.entries()) if (flag === 1) lower[column] = upper[column] = Math.round(values[column]!);
  return withBounds(model, lower, upper, true);
}
