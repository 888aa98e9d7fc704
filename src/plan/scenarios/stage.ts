// What is made best of the scenarios in one stage, and what does each of them keep of the stages before?

import type { Draft } from "../columns.ts";
import type { Expression, Rows } from "../lp/model.ts";
import type { SolveLimits } from "../lp/solver.ts";
import { type MeasureName, measures } from "../objectives/measure.ts";
import { expressionOf, leastKept } from "../objectives/stages.ts";
import type { ObjectiveKind } from "../plan.ts";
import { objectives } from "../objectives/objectives.ts";

/** A measure of one plan by itself: least change needs a plan before, and scenarios have none. */
export type ScenarioMeasure = Exclude<MeasureName, "change">;

export interface ScenarioStage {
  readonly measure: ScenarioMeasure;
  readonly kept: readonly Kept[];
}

/** What stages to come keep of a measure, as it is maximised: in every scenario by itself, so that each can still be searched alone. */
export interface Kept {
  readonly measure: ScenarioMeasure;
  /** By scenario; the last is the mean's. */
  readonly least: readonly number[];
}

export function measuresOf(kind: ObjectiveKind): readonly ScenarioMeasure[] {
  return objectives[kind].stages.filter((measure) => measure !== "change");
}

/** What is kept of what a stage came to: less half of the share that the objective lets later stages give away; the other half is for whole racks, as in every search. */
export function keptOf(measure: ScenarioMeasure, reached: readonly number[], shares: Readonly<Partial<Record<MeasureName, number | undefined>>>): Kept {
  const share = (shares[measure] ?? measures[measure].kept.share) / 2;
  return { measure, least: reached.map((value) => leastKept(value, share)) };
}

/** Writes what a scenario keeps, and gives its measure, as it is maximised. */
export function addStage(draft: Draft, rows: Rows, { measure, kept }: ScenarioStage, scenario: number): Expression {
  for (const { measure: before, least } of kept) {
    const expression = expressionOf(draft, before);
    if (expression.columns.length > 0) rows.atLeast("objective.kept", [before], measures[before].unit, expression, least[scenario]!);
  }
  return expressionOf(draft, measure);
}

/** Limits of a model whose objective counts this much of the measure. */
export function weighted(limits: SolveLimits, weight: number): SolveLimits {
  return limits.atLeast === undefined ? limits : { ...limits, atLeast: limits.atLeast * weight };
}
