// Where do numbers of a plan get their last digit?

/** Running sum. */
export function running(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** Compute and energy carry three decimals. */
export function thousandths(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}
