// What is a constraint family? What it says to people, and the rows that it adds to the draft.

import type { PlanningCase } from "../case.ts";
import type { Draft } from "../columns.ts";

/** What the rule says: the source of its page in docs/families and of `plan --explain-model`. */
export interface Statement {
  /** Name of the rule in docs/model.md; rows carry it. */
  readonly family: string;
  /** One sentence: that of docs/model.md, where the verifier has a rule for it. */
  readonly sentence: string;
  /** True for rules of policy or money that a person may relax; false for physics and arithmetic. */
  readonly policy: boolean;
  /** Its inequalities in the symbols of `notation.ts`. */
  readonly formula: readonly Inequality[];
  /** Why there is such a rule, and what it stands for in the field. */
  readonly meaning: string;
  /** What data ask for a row: "a site that gives `water`". */
  readonly asks: string;
  readonly limits: readonly Limit[];
}

export interface Inequality {
  readonly states: string;
  /** "site and quarter": there is one for each; nothing where there is one in all. */
  readonly each?: string;
}

/** What a rule does not model. */
export interface Limit {
  readonly text: string;
  /** Does it matter to this programme? Without it: wherever the rule has a row. */
  readonly touches?: (study: PlanningCase) => boolean;
}

export interface Family extends Statement {
  /** Names of further rows of its own: running sums. */
  readonly sums?: readonly string[];
  readonly build: (draft: Draft) => void;
}

/** A rule without rows: what it forbids has no column (columns.ts). */
export interface Exclusion extends Statement {
  /** Does the programme ask for it? */
  readonly asked: (study: PlanningCase) => boolean;
}
