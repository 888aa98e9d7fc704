// How does one uncertain entry of a programme turn out?

/** A factor on the value at the entry's path, or a delay. */
export interface Move {
  /** Position in the programme's `uncertain` list. */
  readonly entry: number;
  readonly path: string;
  readonly factor?: number;
  readonly slipQuarters?: number;
}

/** The number that the move is: a factor, or quarters late. */
export function valueOf({ factor, slipQuarters }: Move): number {
  return slipQuarters ?? factor!;
}

/** The move as a reader names it: `sites.x.power.y.energized 2 quarters late`, `workloads.chat.demand x 1.60`. */
export function moveText({ path, factor, slipQuarters }: Move): string {
  if (slipQuarters !== undefined) return slipQuarters === 0 ? `${path} on time` : `${path} ${slipQuarters} ${slipQuarters === 1 ? "quarter" : "quarters"} late`;
  return `${path} x ${factor!.toFixed(2)}`;
}
