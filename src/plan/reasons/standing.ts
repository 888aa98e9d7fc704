// How is a plan put back into its linear programme? Its whole numbers as bounds of columns, and the stages solved at them.

import { fixedAt, type Frame, frameOf, solveStages, type StageResult, type Stages, wholeColumns } from "../bench.ts";
import { type PlanningCase, planningCase } from "../case.ts";
import { none, type Draft } from "../columns.ts";
import { type Staged, stagedDraftOf } from "../draft.ts";
import { exactly, type Session, type SolveLimits, type Solver, type Start } from "../lp/solver.ts";
import { measures, type MeasureName } from "../objectives/measure.ts";
import { objectives } from "../objectives/objectives.ts";
import type { Stage } from "../objectives/stages.ts";
import type { Plan } from "../plan.ts";
import type { Library } from "../../programme/library.ts";
import type { Programme } from "../../programme/programme.ts";
import { withoutRepeatedBounds } from "./binding.ts";

/** A case opened by a solver. */
export interface Opened extends Staged {
  readonly study: PlanningCase;
  readonly session: Session;
  readonly frame: Frame;
}

/** A plan as a point of its model: whole numbers fixed, all else solved again. */
export interface Standing extends Opened {
  readonly whole: Start;
  /** The stages at the fixed whole numbers, with duals and ranging. */
  readonly linear: Stages;
  /** The stage in dollars: what prices are told in. */
  readonly money: StageResult;
}

/**
 * Opens a case.
 * @param more rows of the caller's own
 */
export async function openCase(programme: Programme, library: Library, solver: Solver, more?: (draft: Draft) => void): Promise<Opened> {
  const study = planningCase(programme, library);
  const staged = stagedDraftOf(study, objectives[programme.objective.kind].stages, undefined, more);
  const model = withoutRepeatedBounds(staged.draft, staged.model);
  return { ...staged, model, study, session: await solver.open(model), frame: frameOf(model) };
}

/**
 * Puts a plan's decisions back; close its session when done.
 * @returns undefined when the model has no point with these decisions (a plan whose rules were relaxed)
 */
export async function standingOf(opened: Opened, plan: Pick<Plan, "decisions">): Promise<Standing | undefined> {
  const { session, stages, frame } = opened;
  const decided = decidedBounds(opened.draft, frame, plan.decisions);
  // Whole numbers that no decision names follow from the rest.
  const found = await solveStages(session, stages, decided, { options: () => ({ limits: { ...exactly, gap: 1e-6, nodes: 2000 } }) });
  return found.values.length === 0 ? undefined : fixedStanding(opened, found);
}

/** The stages at a solution's whole numbers. */
export async function fixedStanding(opened: Opened, { values, results }: Stages): Promise<Standing | undefined> {
  const whole = wholeColumns(opened.frame.integer, values);
  const linear = await solveFixed(opened, whole, promisedOf(results));
  const money = moneyOf(linear);
  return money ? { ...opened, whole, linear, money } : undefined;
}

/** The stages at fixed whole numbers, in the frame given or the case's own. */
export function solveFixed({ session, stages, frame }: Opened, whole: Start, promised?: readonly number[], within: Frame = frame): Promise<Stages> {
  return solveStages(session, stages, fixedAt(within, whole), { ...(promised ? { promised } : {}), options: () => ({ limits: exactly, ranging: true }) });
}

/** The stages with every decision free, from what is known. */
export function solveFree({ session, stages, frame }: Opened, limits: SolveLimits, before?: Float64Array, within: Frame = frame): Promise<Stages> {
  return solveStages(session, stages, within, { ...(before ? { before } : {}), options: () => ({ limits }) });
}

export const promisedOf = (results: readonly StageResult[]): number[] => results.map(({ promised }) => promised);

/** The last stage in dollars whose linear programme has duals. */
export function moneyOf({ results }: Stages): StageResult | undefined {
  return results.findLast(({ stage, solution }) => inDollars(stage.measure) && solution.values.length > 0);
}

export function inDollars(measure: MeasureName): boolean {
  return measures[measure].unit === "USD";
}

/** Whether one search's stages are at least as good as another's: the first stage that differs by more than later stages may give away decides. */
export function atLeastAsGood(stages: readonly Stage[], one: Stages, other: Stages): boolean {
  for (const [position] of stages.entries()) {
    const [mine, theirs] = [one.results[position], other.results[position]];
    if (!mine || mine.reached === -Infinity) return false;
    if (!theirs) return true;
    const last = position === stages.length - 1;
    if (mine.reached < (last ? theirs.reached : theirs.promised)) return false;
    if (!last && mine.promised > theirs.reached) return true;
  }
  return true;
}

/** Bounds that hold what the plan decided: sites opened, options taken, buildings started, campuses. */
function decidedBounds(draft: Draft, frame: Frame, { sites, campus }: Plan["decisions"]): Frame {
  const { study } = draft;
  const lower = frame.lower.slice();
  const upper = frame.upper.slice();
  const fix = (column: number, value: number) => {
    if (column !== none && column !== undefined) lower[column] = upper[column] = value;
  };
  for (const [s, site] of study.sites.entries()) {
    const decided = sites[site.id];
    const columns = draft.sites[s]!;
    for (const [t, quarter] of study.names.entries()) {
      fix(columns.open[t]!, decided?.opened === quarter ? 1 : 0);
      for (const [b, { id }] of study.buildings.entries()) fix(columns.starts[b]![t]!, decided?.starts[id]?.[t] ?? 0);
    }
    for (const [k, { id }] of site.options.entries()) fix(columns.options[k]!, decided?.options.includes(id) ? 1 : 0);
  }
  const places = [...study.sites, ...study.clouds].map(({ id }) => id);
  for (const [m, { id }] of study.trainings.entries()) for (const [p, column] of draft.campus[m]!.entries()) fix(column, campus[id] === places[p] ? 1 : 0);
  return { ...frame, lower, upper };
}
