// On which power is the month's demand charge taken?

const monthsBack = 11;

/**
 * The peaks of a connection, month by month. A month is billed on its highest draw, but not on less than `ratchet` times the highest of the
 * eleven months before, as usual tariffs of large customers say.
 */
export class Tariff {
  readonly #ratchet: number;
  /** Highest draw of each month so far. */
  readonly #peaks: Float64Array;
  #months = 0;
  #peak = 0;

  constructor(ratchet: number, quarters: number) {
    this.#ratchet = ratchet;
    this.#peaks = new Float64Array(quarters * 3 + 1);
  }

  step(gridMw: number): void {
    if (gridMw > this.#peak) this.#peak = gridMw;
  }

  /** Draw that is billed this month anyway, MW. */
  billedMw(): number {
    return Math.max(this.#peak, this.#floorMw());
  }

  /** Ends the month. @returns its charge, USD */
  charge(usdPerMw: number): number {
    const billed = this.billedMw();
    this.#peaks[this.#months] = this.#peak;
    this.#months += 1;
    this.#peak = 0;
    return billed * usdPerMw;
  }

  #floorMw(): number {
    if (this.#ratchet === 0) return 0;
    let most = 0;
    for (let month = Math.max(0, this.#months - monthsBack); month < this.#months; month += 1) most = Math.max(most, this.#peaks[month]!);
    return this.#ratchet * most;
  }
}
