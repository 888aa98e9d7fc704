// What do a site's batteries take in and give back in an hour?

import { LawBroken } from "./laws.ts";

export interface StorageInput {
  readonly id: string;
  /** Power, MW facility by quarter. */
  readonly mw: Float64Array;
  /** Energy that it gives back when full, over its power. */
  readonly hours: number;
  /** Energy out over energy in. */
  readonly roundTrip: number;
  /** Share of its power that counts as firm: that share of its energy waits for hours in which supply is short. */
  readonly firm: number;
}

/** An hour at a site before storage has its say, MW facility and $/MWh. */
export interface StorageHour {
  readonly quarter: number;
  readonly hour: number;
  readonly loadMw: number;
  /** What grid and plant can give. */
  readonly supplyMw: number;
  /** What the load and charging may draw together. */
  readonly capMw: number;
  /** What the grid would give: load that plant does not carry at less than the market's price. */
  readonly boughtMw: number;
  readonly price: number;
  readonly delivery: number;
  readonly escalation: number;
}

const hoursPerDay = 24;

/**
 * The batteries of a site, empty at first. When supply is short they give what is missing. Otherwise each buys in the cheapest hours of
 * the day, as many as it holds, and gives back in the dearest, where the day's prices pay for the round trip; at most one full cycle a day, never more than
 * the grid would give. The firm share of its energy waits for a shortage and is bought back in any hour that is not dear.
 */
export class Storage {
  chargeMw = 0;
  dischargeMw = 0;
  readonly #batteries: readonly StorageInput[];
  /** Energy that can still be given back, MWh, and what was given back today. */
  readonly #stored: Float64Array;
  readonly #given: Float64Array;
  /** The day's prices at which each still buys and already sells, by battery and day. */
  readonly #low: readonly Float64Array[];
  readonly #high: readonly Float64Array[];

  /** @param prices energy price of each hour, $/MWh before delivery and escalation */
  constructor(batteries: readonly StorageInput[], prices: ArrayLike<number>) {
    this.#batteries = batteries;
    this.#stored = new Float64Array(batteries.length);
    this.#given = new Float64Array(batteries.length);
    const days = batteries.length === 0 ? [] : Array.from({ length: Math.floor(prices.length / hoursPerDay) }, (_, day) => sortedDay(prices, day));
    const rank = ({ hours }: StorageInput) => Math.min(hoursPerDay / 2, Math.ceil(hours)) - 1;
    this.#low = batteries.map((battery) => Float64Array.from(days, (day) => day[rank(battery)]!));
    this.#high = batteries.map((battery) => Float64Array.from(days, (day) => day[hoursPerDay - 1 - rank(battery)]!));
  }

  /** The most that they can give back in this hour, MW. */
  deliverableMw(quarter: number): number {
    let sum = 0;
    for (let b = 0; b < this.#batteries.length; b += 1) sum += Math.min(this.#batteries[b]!.mw[quarter]!, this.#stored[b]!);
    return sum;
  }

  /** Decides the hour: sets `chargeMw` and `dischargeMw`, which make grid and plant give `loadMw + chargeMw - dischargeMw`. */
  run({ quarter, hour, loadMw, supplyMw, capMw, boughtMw, price, delivery, escalation }: StorageHour): void {
    this.chargeMw = 0;
    this.dischargeMw = 0;
    const day = Math.floor(hour / hoursPerDay);
    for (let b = 0; b < this.#batteries.length; b += 1) {
      const { mw, hours, roundTrip, firm } = this.#batteries[b]!;
      if (hour % hoursPerDay === 0) this.#given[b] = 0;
      const power = mw[quarter]!;
      if (power === 0) continue;
      const capacity = power * hours;
      const stored = this.#stored[b]!;
      const [low, high] = [this.#low[b]![day]!, this.#high[b]![day]!];
      const pays = (high * escalation + delivery) * roundTrip > low * escalation + delivery;
      const missing = loadMw - supplyMw - this.dischargeMw;
      if (missing > 0) this.#give(b, Math.min(missing, power, stored));
      else if (pays && price >= high) this.#give(b, Math.max(0, Math.min(power, stored - firm * capacity, capacity - this.#given[b]!, boughtMw - this.dischargeMw)));
      else {
        const target = pays && price <= low ? capacity : firm * capacity;
        const room = Math.min(supplyMw, capMw) - loadMw - this.chargeMw;
        const taken = Math.max(0, Math.min(power, (target - stored) / roundTrip, room));
        this.chargeMw += taken;
        this.#stored[b] = Math.min(capacity, stored + taken * roundTrip);
      }
      if (!(this.#stored[b]! >= 0 && this.#stored[b]! <= capacity)) throw new LawBroken(3, `hour ${hour}: a battery of ${capacity} MWh holds ${this.#stored[b]!} MWh`);
    }
  }

  #give(b: number, mw: number): void {
    this.dischargeMw += mw;
    this.#given[b]! += mw;
    this.#stored[b] = Math.max(0, this.#stored[b]! - mw);
  }
}

function sortedDay(prices: ArrayLike<number>, day: number): Float64Array {
  return Float64Array.from({ length: hoursPerDay }, (_, hour) => prices[day * hoursPerDay + hour]!).toSorted();
}
