// The whole linear programme of a case: columns, every family's rows, the objective.

import type { PlanningCase } from "./case.ts";
import { columnsOf, type Draft } from "./columns.ts";
import { families } from "./families/families.ts";
import { addObjective } from "./objective.ts";

export function draftOf(study: PlanningCase): Draft {
  const draft = columnsOf(study);
  for (const family of families) family.build(draft);
  addObjective(draft);
  return draft;
}
