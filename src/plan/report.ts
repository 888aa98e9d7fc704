// What does the plan say of its search? Each stage's incumbent, bound and gap, in the measure's own unit.

import type { Stages, StageResult } from "./bench.ts";
import type { Expression, LinearModel } from "./lp/model.ts";
import { gapOf } from "./lp/solver.ts";
import { atLeastOf, valueOf } from "./objectives/measure.ts";
import { at } from "./objectives/stages.ts";
import type { SolverReport, StageReport } from "./plan.ts";

type Status = SolverReport["status"];

/** From best to worst: a plan's status is the worst of its stages'. */
const order: readonly string[] = ["optimal", "gap", "greedy", "limit", "interrupted", "infeasible"];

export interface SearchReport {
  readonly name: string;
  readonly asked: LinearModel;
  readonly worth: Expression;
  readonly search: Stages;
  /** The greedy plan's values, where it keeps every rule. */
  readonly greedy: Float64Array;
  /** The plan's values: whole numbers and racks fixed. */
  readonly fixed: Stages;
  readonly feasible: boolean;
}

export function solverReport({ name, asked, worth, search, greedy, fixed, feasible }: SearchReport): SolverReport {
  // A measure that is made best again after least change is told once.
  const results = search.results.filter(({ stage }, position, all) => all.findIndex((other) => other.stage.measure === stage.measure) === position);
  const stages = results.map((result, position) => stageReport(result, position < results.length - 1, fixed.values));
  const others = results.slice(1).filter(({ stage }) => stage.measure !== "change");
  const only = others.length === 0 && results[0]?.stage.measure === "worth" ? results[0] : undefined;
  // Least change only chooses among plans as good as each other: its own gap stands with its stage.
  const gaps = stages.flatMap(({ name: measure, gap }) => (measure === "change" && results.length > 1 ? [] : [gap]));
  return {
    name,
    status: feasible ? (stages.map(({ status }) => status).toSorted((one, other) => order.indexOf(other) - order.indexOf(one))[0] ?? "interrupted") : "infeasible",
    incumbent: worthAt(worth, search.values),
    bound: only ? (only.solution.bound === null ? null : only.solution.bound * 1e6) : null,
    gap: gaps.length === 0 || gaps.includes(null) ? null : Math.max(...(gaps as number[])),
    nodes: results.reduce((sum, { solution }) => sum + solution.nodes, 0),
    rows: asked.rows.length,
    columns: asked.columns.length,
    integers: asked.integer.reduce((sum, flag) => sum + flag, 0),
    nonzeros: asked.values.length,
    greedy: worthAt(worth, greedy),
    fixed: worthAt(worth, fixed.values),
    stoppedByClock: results.some(({ solution }) => solution.stoppedByClock),
    stages,
  };
}

function stageReport({ stage, solution, reached, promised }: StageResult, later: boolean, fixed: Float64Array): StageReport {
  const { measure } = stage;
  const { status, bound } = solution;
  // The search's own answer was no better than what it started from.
  const behind = solution.objective === null || solution.objective < reached - 1e-9 * Math.max(1, Math.abs(reached));
  return {
    name: measure,
    status: (behind && status !== "interrupted" ? "greedy" : status) as Status,
    incumbent: valueOf(measure, reached),
    bound: bound === null ? null : valueOf(measure, bound),
    gap: bound === null ? null : gapOf(bound, reached, atLeastOf(measure)),
    kept: later ? valueOf(measure, promised) : null,
    nodes: solution.nodes,
    stoppedByClock: solution.stoppedByClock,
    fixed: fixed.length > 0 ? valueOf(measure, at(stage, fixed)) : null,
  };
}

/** Worth of column values, USD. */
function worthAt({ columns, factors, constant }: Expression, values: Float64Array): number | null {
  if (values.length === 0) return null;
  return (constant + columns.reduce((sum, column, position) => sum + factors[position]! * values[column]!, 0)) * 1e6;
}
