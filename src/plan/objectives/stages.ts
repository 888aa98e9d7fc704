// How do an objective's stages stand in a model? One row for each measure, free until its stage is done, and the costs to maximise.

import type { Draft } from "../columns.ts";
import { type Expression, type LinearModel, sum } from "../lp/model.ts";
import { usefulCompute } from "./compute.ts";
import { everything, exclusive, late, unserved } from "./missed.ts";
import { type MeasureName, measures } from "./measure.ts";
import { costOf, objectiveParts, worthOf } from "./parts.ts";

/** Something that the linear programme maximises: `cost . x + offset`. */
export interface Aim {
  readonly cost: Float64Array;
  readonly offset: number;
  /** Its row; undefined when no decision moves it. */
  readonly row: number | undefined;
  /** Share of its result that later stages may give away. */
  readonly kept: number;
}

export interface Stage extends Aim {
  readonly measure: MeasureName;
}

export const stageFamily = "objective.stage";

/** The measure to maximise, in the linear programme's unit. */
export function expressionOf(draft: Draft, measure: Exclude<MeasureName, "change">): Expression {
  switch (measure) {
    case "worth":
      return worthOf(objectiveParts(draft));
    case "cost":
      return costOf(objectiveParts(draft));
    case "compute":
      return usefulCompute(draft);
    case "service":
      return sum().merge(late(draft).merge(unserved(draft, exclusive)), -1);
    case "demand":
      return sum().merge(late(draft).merge(unserved(draft, everything)), -1);
  }
}

/** Adds a free row for each measure; `stagesOf` finds them again in the finished model. */
export function addStages(draft: Draft, expressions: ReadonlyMap<MeasureName, Expression>): void {
  for (const [measure, expression] of expressions) draft.model.atLeast(stageFamily, [measure], measures[measure].unit, expression, -Infinity);
}

export function stagesOf(draft: Draft, model: LinearModel, expressions: ReadonlyMap<MeasureName, Expression>): Stage[] {
  const rows = new Map<string, number>();
  for (let row = model.rows.length - 1; row >= 0; row--) {
    const { family, index } = model.rows.key(row);
    if (family === stageFamily) rows.set(index[0]!, row);
  }
  const kept: Readonly<Record<string, number | undefined>> = draft.study.programme.objective.kept;
  return [...expressions].map(([measure, expression]) => {
    const cost = new Float64Array(model.columns.length);
    for (const [position, column] of expression.columns.entries()) cost[column]! += expression.factors[position]!;
    return { measure, cost, offset: expression.constant, row: rows.get(measure), kept: kept[measure] ?? measures[measure].kept.share };
  });
}

/** What an aim comes to at a solution, as it is maximised. */
export function at({ cost, offset }: Pick<Aim, "cost" | "offset">, values: Float64Array): number {
  let total = offset;
  for (let column = 0; column < cost.length; column++) if (cost[column] !== 0) total += cost[column]! * values[column]!;
  return total;
}

/** Least value that later stages must keep of what a stage reached: (1 - kept) of a gain, (1 + kept) of a loss, the share of at least `atLeast`, and a hair for floating point. */
export function leastKept(reached: number, kept: number, atLeast = 0): number {
  return reached - kept * Math.max(atLeast, Math.abs(reached)) - hair * Math.max(1, Math.abs(reached));
}

/** Below the solver's feasibility tolerance of a row of size one. */
const hair = 1e-7;
