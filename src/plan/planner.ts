// From a programme to a plan: greedy start, MILP, whole racks, exact money, and the reasons.

import { planningCase } from "./case.ts";
import { activityOf, bindingRules } from "./binding.ts";
import { decisionsOf } from "./decisions.ts";
import { derive } from "./derive.ts";
import { draftOf } from "./draft.ts";
import { none, type Draft } from "./columns.ts";
import { greedy } from "./greedy.ts";
import { openHighs } from "./lp/highs.ts";
import { type LinearModel, withBounds } from "./lp/model.ts";
import { exactly, type Progress, type Solution, type Solver, type SolveLimits, type Start } from "./lp/solver.ts";
import type { Binding, Plan, Relaxation, SolverReport } from "./plan.ts";
import { latenessOf } from "./lateness.ts";
import { relax } from "./relax.ts";
import { relaxationSentence } from "./sentences.ts";
import { wholeRacks } from "./whole.ts";
import type { Library } from "../programme/library.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";

export interface PlannerOptions {
  /** SHA-256 of `programme.json`, written into the plan. */
  readonly inputs: string;
  readonly limits?: Partial<SolveLimits>;
  readonly onProgress?: (stage: Stage, progress?: Progress) => void;
  /** Aborting keeps the best plan found so far. */
  readonly signal?: AbortSignal;
  readonly solver?: Solver;
}

export type Stage = "reading" | "greedy" | "solving" | "relaxing" | "rounding";

/** Ctrl-C came before there was a plan to keep. */
class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

/** There is no plan, and no rule that could give way to make one. */
class NoPlanError extends Error {
  override readonly name = "NoPlanError";
}

const defaults: SolveLimits = { gap: 0.01, nodes: 5000, seconds: 60, seed: 1 };

/**
 * Plans a programme.
 * @returns a plan; `feasible` is false when rules had to give way (then `relaxations` says which, and the plan keeps the relaxed rules)
 * @throws Error when not even the relaxed rules can be kept
 */
export async function makePlan({ programme }: ResolvedProgramme, library: Library, options: PlannerOptions): Promise<Plan> {
  const limits = { ...defaults, ...options.limits };
  const say = options.onProgress ?? (() => {});
  say("reading");
  const study = planningCase(programme, library);
  const { draft, model } = draftOf(study);
  const solver = options.solver ?? openHighs();
  const stop = () => solver.stop();
  try {
    say("greedy");
    const start = greedy(draft);
    const first = await solver.solve(fixed(model, start), { limits: exactly });
    options.signal?.addEventListener("abort", stop);
    say("solving");
    // Stopped before the search began: the greedy plan is the answer, and nothing is known of a bound.
    const unsearched: Solution = { ...first, status: "interrupted", bound: null, gap: null };
    const found =
      options.signal?.aborted && first.values.length > 0
        ? unsearched
        : await solver.solve(model, { limits, ...(first.values.length > 0 ? { start } : {}), onProgress: (progress) => say("solving", progress) });
    const greedyObjective = first.objective;
    if (found.values.length > 0 || (first.values.length > 0 && found.status !== "infeasible")) {
      const best =
        first.values.length > 0 && (first.objective ?? -Infinity) > (found.objective ?? -Infinity)
          ? { ...found, values: first.values, objective: first.objective, gap: gapOf(first.objective, found.bound) }
          : found;
      say("rounding");
      const status = best !== found && found.status !== "interrupted" ? "greedy" : found.status;
      return await finish(options, draft, model, model, solver, best, greedyObjective, [], status);
    }
    if (found.status === "interrupted") throw new InterruptedError("interrupted before a plan was found");
    if (found.status !== "infeasible") throw new NoPlanError(`the solver found no plan within ${limits.nodes} nodes and ${limits.seconds} s`);
    say("relaxing");
    // Rules moved only as far as fractions of racks need would leave no room for whole ones.
    const relaxed = await relax({ ...model, integer: wholeRackColumns(draft, model.integer) }, solver, limits);
    if (!relaxed) throw new NoPlanError("no plan exists even with every rule of policy and money relaxed: what is built or committed contradicts itself");
    const near = await solver.solve({ ...relaxed.model, integer: model.integer }, { limits, onProgress: (progress) => say("solving", progress) });
    if (near.values.length === 0) throw new NoPlanError("the relaxed rules leave no plan");
    say("rounding");
    const short = [...new Set(relaxed.relaxations.flatMap(({ family, index }) => (family === "compute.milestone" ? [index.split(", ")[0]!] : [])))];
    const late = short.length > 0 && !options.signal?.aborted ? await latenessOf(programme, library, short, solver, limits) : undefined;
    const relaxations = relaxed.relaxations.map((relaxation): Relaxation => ({ ...relaxation, sentence: relaxationSentence(study, relaxation, late) }));
    return await finish(options, draft, { ...relaxed.model, integer: model.integer }, model, solver, near, greedyObjective, relaxations, "infeasible");
  } finally {
    options.signal?.removeEventListener("abort", stop);
    if (!options.solver) await solver.close();
  }
}

async function finish(
  options: PlannerOptions,
  draft: Draft,
  model: LinearModel,
  asked: LinearModel,
  solver: Solver,
  found: Solution,
  greedyObjective: number | null,
  relaxations: readonly Relaxation[],
  status: SolverReport["status"] | Solution["status"],
): Promise<Plan> {
  const { study } = draft;
  const start = wholeColumns(model, found.values);
  const linear = await solver.solve(fixed(model, start), { limits: exactly });
  const base = linear.values.length > 0 ? linear : found;
  const nearest = wholeRacks(draft, base.values);
  const rounded = await solver.solve(fixed(model, { ...start, racks: rackColumns(draft, nearest) }), { limits: exactly });
  const exact = rounded.values.length > 0 ? rounded : await searched(draft, model, solver, start);
  const decisions = decisionsOf(draft, exact.values);
  const { derived, objective } = derive(study, decisions);
  const binding: Binding[] = linear.duals.length > 0 ? bindingRules(study, model, linear.duals, activityOf(model, linear.values), 12) : [];
  const million = (value: number | null) => (value === null ? null : value * 1e6);
  return {
    gigasite: 1,
    programme: study.programme.programme,
    inputs: options.inputs,
    calendar: study.calendar,
    feasible: relaxations.length === 0,
    decisions,
    derived,
    objective,
    binding,
    relaxations,
    solver: {
      name: solver.name,
      status: status as SolverReport["status"],
      incumbent: million(found.objective),
      bound: million(found.bound),
      gap: gapOf(found.objective, found.bound),
      nodes: found.nodes,
      rows: asked.rows.length,
      columns: asked.columns.length,
      integers: asked.integer.reduce((sum, flag) => sum + flag, 0),
      nonzeros: asked.values.length,
      greedy: million(greedyObjective),
      fixed: million(exact.objective),
      stoppedByClock: found.stoppedByClock,
    },
  };
}

/** Whole racks by search, where a rule is so tight that the nearest whole numbers break it. */
async function searched(draft: Draft, model: LinearModel, solver: Solver, start: Start): Promise<Solution> {
  const integer = wholeRackColumns(draft, new Uint8Array(model.integer.length));
  const found = await solver.solve({ ...fixed(model, start), integer }, { limits: { ...exactly, gap: 1e-3, nodes: 2000, seconds: 60 } });
  if (found.values.length === 0) throw new Error("whole racks leave no plan: a rule holds only for fractions of racks");
  const whole = found.values.map((value, column) => (integer[column] === 1 ? Math.round(value) : value));
  for (const site of draft.sites) for (const kind of site.standing) for (const column of kind) if (column !== none) whole[column] = Math.round(whole[column]!);
  const exact = await solver.solve(fixed(model, { ...start, racks: rackColumns(draft, whole) }), { limits: exactly });
  if (exact.values.length === 0) throw new Error("whole racks leave no plan: a rule holds only for fractions of racks");
  return exact;
}

/** Marks racks delivered and running as whole numbers too. */
function wholeRackColumns({ sites }: Draft, integer: Uint8Array): Uint8Array {
  const out = Uint8Array.from(integer);
  for (const site of sites) for (const lists of [site.racks, site.running]) for (const kind of lists) for (const column of kind) if (column !== none) out[column] = 1;
  return out;
}

/** (bound - incumbent) / |incumbent|; null without both. */
function gapOf(incumbent: number | null, bound: number | null): number | null {
  return incumbent === null || bound === null ? null : Math.max(0, bound - incumbent) / Math.max(1e-9, Math.abs(incumbent));
}

/** The linear programme with whole-number columns (and racks, when given) fixed. */
function fixed(model: LinearModel, { indices, values, racks }: Start & { readonly racks?: ReadonlyMap<number, number> }): LinearModel {
  const lower = Float64Array.from(model.lower);
  const upper = Float64Array.from(model.upper);
  for (const [position, column] of indices.entries()) lower[column] = upper[column] = values[position]!;
  for (const [column, value] of racks ?? []) lower[column] = upper[column] = value;
  return withBounds(model, lower, upper, true);
}

function wholeColumns(model: LinearModel, values: Float64Array): Start {
  const indices = Int32Array.from([...model.integer.keys()].filter((column) => model.integer[column] === 1));
  return { indices, values: Float64Array.from(indices, (column) => Math.round(values[column]!)) };
}

function rackColumns({ sites }: Draft, values: Float64Array): Map<number, number> {
  const out = new Map<number, number>();
  for (const site of sites)
    for (const lists of [site.racks, site.standing, site.running]) for (const kind of lists) for (const column of kind) if (column !== none) out.set(column, values[column]!);
  return out;
}
