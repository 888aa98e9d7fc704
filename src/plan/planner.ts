// From a programme to a plan: greedy start, the objective's stages one after the other, whole racks, exact money, and the reasons.

import { fixedAt, frameOf, type Resumable, solveStages, type Standing, type Stages, wholeRackColumns } from "./bench.ts";
import { type Baseline, withDone } from "./replan/baseline.ts";
import { planningCase } from "./case.ts";
import { addChange } from "./replan/change.ts";
import type { Draft } from "./columns.ts";
import { decisionsOf } from "./decisions.ts";
import { derive } from "./derive.ts";
import { type Staged, stagedDraftOf } from "./draft.ts";
import { exact } from "./exact.ts";
import { greedy } from "./greedy.ts";
import { type HeldPast, holdPast, withPast, withPastNotices } from "./replan/held-past.ts";
import { ownStages, searchFrom } from "./replan/search.ts";
import { holdLast } from "./replan/warm-start.ts";
import { type Held, hold, limitsOf, type SearchOptions } from "./held.ts";
import { ladderLimits, largeRows, openLadder } from "./ladder/ladder.ts";
import type { LinearModel } from "./lp/model.ts";
import type { SolveLimits } from "./lp/solver.ts";
import { InterruptedError, NoPlanError } from "./no-plan.ts";
import { type MeasureName, measures, valueOf } from "./objectives/measure.ts";
import { objectives } from "./objectives/objectives.ts";
import { at, expressionOf, type Stage } from "./objectives/stages.ts";
import type { Plan } from "./plan.ts";
import { bindingRules } from "./reasons/binding.ts";
import { reasonsOf } from "./reasons/infeasible.ts";
import { nearestPlan } from "./reasons/nearest.ts";
import { solverReport } from "./report.ts";
import type { Library } from "../programme/library.ts";
import type { Programme, ResolvedProgramme } from "../programme/programme.ts";

export interface PlannerOptions extends SearchOptions {
  /** SHA-256 of `programme.json`, written into the plan. */
  readonly inputs: string;
  /** The last plan: what is past in it is held, and what is not moves as little as the objective lets it. */
  readonly baseline?: Baseline;
  /** Told what of the last plan is held. */
  readonly onHeld?: (past: HeldPast) => void;
  /** Rows and columns of the caller's own: decisions that scenarios have in common, protection against losses. */
  readonly more?: (draft: Draft) => void;
  /** What a search of the same programme (and of the same last plan) that was stopped had come to: it goes on from there. */
  readonly standing?: Standing;
  /** Told of every better solution on the way: what `standing` needs. */
  readonly onStanding?: (standing: Standing) => void;
  /** In steps (`ladder/`) whatever the size; a large model goes so anyway. */
  readonly ladder?: boolean;
  /** Told what the first plan, of the greedy start, comes to. */
  readonly onFirst?: (values: readonly { readonly measure: MeasureName; readonly value: number }[]) => void;
}

/**
 * Plans a programme by its objective.
 * @returns a plan; `feasible` is false when rules had to give way (then `relaxations` says which, and the plan keeps the relaxed rules)
 * @throws NoPlanError when not even the relaxed rules can be kept
 * @throws InterruptedError when the signal is aborted before there is a plan to keep
 */
export async function makePlan({ programme }: ResolvedProgramme, library: Library, options: PlannerOptions): Promise<Plan> {
  const say = options.onProgress ?? (() => {});
  const { signal } = options;
  say("reading");
  const { baseline } = options;
  const { stages: measured } = objectives[programme.objective.kind];
  const drafted = (asked: Programme): Staged =>
    baseline
      ? againAfterChange(
          stagedDraftOf(
            withDone(planningCase(asked, library), baseline),
            measured.includes("change") ? measured : [...measured, "change"],
            (draft) => addChange(draft, baseline),
            options.more,
          ),
        )
      : stagedDraftOf(planningCase(asked, library), measured, undefined, options.more);
  const staged = drafted(programme);
  const { draft, stages } = staged;
  const large = options.ladder === true || staged.model.rows.length >= largeRows;
  return hold(staged, large ? { ...options, limits: { ...ladderLimits(staged.stages.length), ...options.limits } } : options, async (held) => {
    const { session, solver, limits } = held;
    say("greedy");
    const last = baseline && (await holdLast(staged, session, baseline));
    if (last) options.onHeld?.(last.past);
    const model = last?.model ?? staged.model;
    const first = last ?? (await solveStages(session, stages, fixedAt(frameOf(model), greedy(draft))));
    if (!last && first.values.length > 0) options.onFirst?.(stages.map((stage) => ({ measure: stage.measure, value: valueOf(stage.measure, at(stage, first.values)) })));
    if (large) say("screening");
    const own = last ? ownStages(stages) : stages;
    const ladder = large ? await held.stoppable(() => openLadder(held, draft, own, frameOf(model))) : undefined;
    say("solving");
    const resumed: Resumable = { ...resumable(options, own, model, limits), ...(ladder ? { solve: ladder.solve } : {}) };
    const found = last ? await searchFrom(held, staged, last, resumed) : await held.search("solving", stages, frameOf(model), first.values, undefined, resumed);
    if (found.values.length > 0) {
      say("rounding");
      const plan = await finish(options, staged, held, model, found, first.values, { conflict: [], relaxations: [] }, last?.past);
      return ladder ? { ...plan, solver: { ...plan.solver, screened: ladder.screened() } } : plan;
    }
    InterruptedError.check(signal, "before a plan was found");
    if (found.results[0]!.solution.status !== "infeasible") throw new NoPlanError(`the solver found no plan within ${limits.nodes} nodes and ${limits.seconds} s`);
    say("relaxing");
    // Other inputs of the same: with the same rows of the caller's, and the same past held.
    const modelOf = (asked: Programme): LinearModel => {
      const other = drafted(asked);
      return last && baseline ? { ...other.model, ...boundsOf(holdPast(other.draft, other.model, baseline, last.past.scope)) } : other.model;
    };
    const reasons = await held.stoppable(() => reasonsOf(draft, modelOf, model, wholeRackColumns(draft, model.integer), solver, signal));
    const near = await nearestPlan(held, draft, stages, reasons.relaxed, reasons.values);
    if (near.values.length === 0) InterruptedError.check(signal, "before a plan was found");
    if (near.values.length === 0) throw new NoPlanError("the relaxed rules leave no plan");
    say("rounding");
    const plan = await finish(options, staged, held, reasons.relaxed, near, first.values, reasons, last?.past);
    return reasons.stoppedByClock ? { ...plan, solver: { ...plan.solver, stoppedByClock: true } } : plan;
  });
}

function boundsOf({ lower, upper, rowLower, rowUpper }: HeldPast): Pick<LinearModel, "lower" | "upper" | "rowLower" | "rowUpper"> {
  return { lower, upper, rowLower, rowUpper };
}

/** A stopped search of another model is none of this one; a stage that had not come as near as is asked now is searched on. */
function resumable({ standing, onStanding }: PlannerOptions, stages: readonly Stage[], { columns }: LinearModel, limits: SolveLimits): Resumable {
  const told = onStanding ? { onStanding } : {};
  if (standing?.values.length !== columns.length) return told;
  const short = standing.done.findIndex(
    ({ solution: { status, gap } }, position) => status !== "optimal" && (gap === null || gap > limitsOf(limits, stages[position]!.measure, position).gap * (1 + 1e-9)),
  );
  return { ...told, standing: short === -1 ? standing : { ...standing, done: standing.done.slice(0, short) } };
}

/** Least change leaves open what does not change anything: the measure before it is made best once more, with the change held. */
function againAfterChange(staged: Staged): Staged {
  const change = staged.stages.findIndex(({ measure }) => measure === "change");
  return change < 1 ? staged : { ...staged, stages: [...staged.stages, staged.stages[change - 1]!] };
}

async function finish(
  { inputs, baseline }: PlannerOptions,
  { draft, model: asked, stages }: Staged,
  { session, solver }: Held,
  model: LinearModel,
  search: Stages,
  first: Float64Array,
  { conflict, relaxations }: Pick<Plan, "conflict" | "relaxations">,
  past: HeldPast | undefined,
): Promise<Plan> {
  const { study } = draft;
  const promised = search.results.map((result) => result.promised);
  const { linear, whole } = await exact(draft, session, stages, frameOf(model), search.values, promised);
  const decided = decisionsOf(draft, past ? withPast(whole.values, past) : whole.values);
  const decisions = baseline ? withPastNotices(decided, baseline) : decided;
  const { derived, objective } = derive(study, decisions);
  // What binds is told in dollars: by the last stage that counts them, earlier stages held.
  const money = linear.results.findLast(({ stage }) => measures[stage.measure].unit === "USD");
  const feasible = relaxations.length === 0;
  return {
    gigasite: 1,
    programme: study.programme.programme,
    inputs,
    calendar: study.calendar,
    feasible,
    decisions,
    derived,
    objective,
    binding: money && money.solution.duals.length > 0 ? bindingRules(study, model, money.solution, 12) : [],
    relaxations,
    conflict,
    solver: solverReport({ name: solver.name, asked, worth: expressionOf(draft, "worth"), search, greedy: first, fixed: whole, feasible }),
  };
}
