// What is a scenario? One way the uncertain entries of a programme may turn out, with its probability, and its place in the tree.

import type { Move } from "../../programme/uncertain/move.ts";

export interface Scenario {
  readonly id: string;
  readonly probability: number;
  readonly moves: readonly Move[];
}

/** Scenarios share every decision taken before quarter `horizon`; in three stages those of one branch share theirs until `second`. */
export interface ScenarioTree {
  readonly scenarios: readonly Scenario[];
  /** Quarter at whose start the scenarios part. */
  readonly horizon: number;
  /** Quarter at whose start they part again; undefined in two stages. */
  readonly second?: number;
  /** Branch of each scenario between the two partings; in two stages every scenario is its own. */
  readonly branches: readonly number[];
}
