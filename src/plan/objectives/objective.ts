// What is an objective? An order of measures: each is made best while those before it keep what they reached.

import type { MeasureName, ObjectiveKind } from "../plan.ts";

export type { ObjectiveKind } from "../plan.ts";

export interface Objective {
  readonly kind: ObjectiveKind;
  /** What it asks for, one sentence. */
  readonly sentence: string;
  readonly stages: readonly MeasureName[];
}
