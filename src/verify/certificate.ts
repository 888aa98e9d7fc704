// What does a verification hand over? Every rule checked, with its two sides, and what it refuses.

import type { PastBreach } from "../plan/plan.ts";

export interface CertificateRow {
  /** Rule family of docs/model.md, or `derived` and `objective` for recomputed numbers. */
  readonly family: string;
  /** `site, kind, 2027-Q2`: what the row speaks of. */
  readonly index: string;
  readonly left: number;
  readonly right: number;
  /** Positive or zero: kept; negative: broken. */
  readonly slack: number;
  readonly unit: string;
}

export interface Refusal {
  readonly family: string;
  readonly index: string;
  readonly sentence: string;
}

export interface Certificate {
  readonly accepted: boolean;
  readonly rows: readonly CertificateRow[];
  readonly refusals: readonly Refusal[];
  /** Rows that what happened has broken and no later decision can mend: told, not refused. */
  readonly facts: readonly PastBreach[];
}
