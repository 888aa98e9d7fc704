// How often do jobs stop for reasons that are not their nodes' hardware: bugs, users, libraries?

/** Stops for each day of a job beyond those of its hardware: first x nodes^exponent. An exponent of 0 is one hazard for each job whatever its size. */
export interface Excess {
  readonly firstPerDay: number;
  readonly exponent: number;
}

/** Excess hazard seen at one size. */
export interface ExcessSeen {
  readonly nodes: number;
  readonly perDay: number;
}

/** The law through two sizes. Our own form: the two figures of Kokolis et al., HPCA 2025 (8 and 1,024 GPUs), ask for an exponent near 1, not for a constant. */
export function fitExcess(one: ExcessSeen, other: ExcessSeen): Excess {
  const exponent = Math.log(one.perDay / other.perDay) / Math.log(one.nodes / other.nodes);
  return { firstPerDay: one.perDay / one.nodes ** exponent, exponent };
}

/** Stops for each day of a job of this size, beyond its hardware's. */
export function excessHazard({ firstPerDay, exponent }: Excess, nodes: number): number {
  return firstPerDay * nodes ** exponent;
}
