// What is a scenario? One way the uncertain entries of a programme may turn out, with its probability, and its place in the tree.

/** How one entry of `uncertain` turns out: a factor on the value at its path, or a delay. */
export interface Move {
  /** Position in the programme's `uncertain` list. */
  readonly entry: number;
  readonly path: string;
  readonly factor?: number;
  readonly slipQuarters?: number;
}

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

/** The move as a reader names it: `sites.x.power.y.energized 2 quarters late`, `workloads.chat.demand x 1.60`. */
export function moveText({ path, factor, slipQuarters }: Move): string {
  if (slipQuarters !== undefined) return slipQuarters === 0 ? `${path} on time` : `${path} ${slipQuarters} ${slipQuarters === 1 ? "quarter" : "quarters"} late`;
  return `${path} x ${factor!.toFixed(2)}`;
}
