// The whole linear programme of a case: columns, every family's rows, the objective.

import type { PlanningCase } from "./case.ts";
import { columnsOf, type Draft } from "./columns.ts";
import { families } from "./families/families.ts";
import { type LinearModel, ModelBuilder, type Rows } from "./lp/model.ts";
import { addObjective } from "./objective.ts";

/** Writes the case into a model that may hold other cases already (scenarios). */
export function draftInto(study: PlanningCase, rows: Rows): Draft {
  const draft = columnsOf(study, rows);
  for (const family of families) family.build(draft);
  return draft;
}

/** The case as a model of its own, with the objective of docs/model.md. */
export function draftOf(study: PlanningCase): { readonly draft: Draft; readonly model: LinearModel } {
  const builder = new ModelBuilder();
  const draft = draftInto(study, builder);
  addObjective(draft);
  return { draft, model: builder.build() };
}
