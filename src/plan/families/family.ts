// What is a constraint family? A sentence for people, and the rows it adds to the draft.

import type { Draft } from "../columns.ts";

export interface Family {
  /** Name of the rule in docs/model.md; rows carry it. */
  readonly family: string;
  /** One sentence of reason. */
  readonly sentence: string;
  /** True for rules of policy or money that a person may relax; false for physics and arithmetic. */
  readonly policy: boolean;
  readonly build: (draft: Draft) => void;
}
