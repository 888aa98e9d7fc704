// The whole linear programme of a case: columns, every family's rows, the objective.

import type { PlanningCase } from "./case.ts";
import { columnsOf, type Draft } from "./columns.ts";
import { families } from "./families/families.ts";
import { type Expression, type LinearModel, ModelBuilder, type Rows } from "./lp/model.ts";
import type { MeasureName } from "./objectives/measure.ts";
import { objectiveParts, worthOf } from "./objectives/parts.ts";
import { addStages, expressionOf, type Stage, stagesOf } from "./objectives/stages.ts";

/** Writes the case into a model that may hold other cases already (scenarios). */
export function draftInto(study: PlanningCase, rows: Rows): Draft {
  const draft = columnsOf(study, rows);
  for (const family of families) family.build(draft);
  return draft;
}

/** The case as a model of its own, with the worth of docs/model.md as its objective. */
export function draftOf(study: PlanningCase): { readonly draft: Draft; readonly model: LinearModel } {
  const builder = new ModelBuilder();
  const draft = draftInto(study, builder);
  builder.reward(worthOf(objectiveParts(draft)));
  return { draft, model: builder.build() };
}

export interface Staged {
  readonly draft: Draft;
  readonly model: LinearModel;
  /** In the order asked for. */
  readonly stages: readonly Stage[];
}

/**
 * The case with a row for each measure, to be searched stage by stage; the model's own objective is the first stage's.
 * @param change what least change means against a plan before; without it the measure `change` is left out
 * @param more rows and columns of the caller's own
 */
export function stagedDraftOf(study: PlanningCase, names: readonly MeasureName[], change?: (draft: Draft) => Expression, more?: (draft: Draft) => void): Staged {
  const builder = new ModelBuilder();
  const draft = draftInto(study, builder);
  const expressions = new Map<MeasureName, Expression>();
  for (const name of names) {
    if (name !== "change") expressions.set(name, expressionOf(draft, name));
    else if (change) expressions.set(name, change(draft));
  }
  more?.(draft);
  addStages(draft, expressions);
  const built = builder.build();
  const stages = stagesOf(draft, built, expressions);
  return { draft, model: { ...built, cost: stages[0]!.cost, offset: stages[0]!.offset }, stages };
}
