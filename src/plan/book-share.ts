// What is an asset still worth on the books?

/** How an asset loses its book value. */
export interface WritingOff {
  readonly lifeQuarters: number;
  readonly residual?: number;
  readonly decline?: number | undefined;
}

/** Share of the cost still on the books after `age` quarters in service: straight down to the residual, or by a share of itself each year. */
export function bookShare(age: number, { lifeQuarters, residual = 0, decline }: WritingOff): number {
  if (age < 0) return 1;
  return decline === undefined ? residual + (1 - residual) * Math.max(0, 1 - age / lifeQuarters) : (1 - decline) ** (age / 4);
}
