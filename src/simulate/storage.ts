// What do a site's batteries take in and give back in an hour?

import { LawBroken } from "./laws.ts";

export interface StorageInput {
  readonly id: string;
  /** Power, MW facility by quarter. */
  readonly mw: Float64Array;
  /** Energy that it gives back when full and new, over its power. */
  readonly hours: number;
  /** Energy out over energy in. */
  readonly roundTrip: number;
  /** Share of its power that counts as firm: that share of its energy waits for hours in which supply is short. */
  readonly firm: number;
  /** Full cycles that it is good for, the share of its energy that is gone after them, and its cost, $/MW. */
  readonly cycles?: number;
  readonly fade?: number;
  readonly usdPerMw?: number;
}

/** A step at a site before storage has its say, mean MW facility and $/MWh. */
export interface StorageStep {
  quarter: number;
  step: number;
  loadMw: number;
  /** What grid and plant can give. */
  supplyMw: number;
  /** What the load and charging may draw together. */
  capMw: number;
  /** What the grid would give: load that plant does not carry at less than the market's price. */
  boughtMw: number;
  /** Sun that would be lost. */
  spareMw: number;
  /** Grid draw that is billed this month anyway; Infinity where peaks cost nothing. */
  peakMw: number;
  /** True when a call for less is announced: storage fills up. */
  announced: boolean;
  price: number;
  delivery: number;
  escalation: number;
}

const hoursPerDay = 24;

/**
 * The batteries of a site, empty at first. When supply is short they give what is missing. Otherwise each takes what sun would be lost; keeps the grid's draw down, where peaks
 * cost something and the day before shows that its energy is enough for that; and buys in the cheapest hours of the day, as many as it holds, and gives back in the dearest, where
 * the day's prices pay for the round trip and its wear (sun that would have been lost has no price); at most one full cycle a day, never more than the grid would give, and
 * never so that charging makes a new peak. The firm share of its energy waits for a shortage and is bought back in any hour that is not dear. Energy fades with what has been given back.
 */
export class Storage {
  chargeMw = 0;
  dischargeMw = 0;
  /** All that was given back, MWh, and what that wears, USD. */
  givenMwh = 0;
  wearUsd = 0;
  readonly #batteries: readonly StorageInput[];
  readonly #stepHours: number;
  readonly #stepsPerDay: number;
  /** Energy that can still be given back, MWh, what was given back today, and ever. */
  readonly #stored: Float64Array;
  readonly #given: Float64Array;
  readonly #ever: Float64Array;
  /** Of what is stored: from sun that would have been lost, MWh. */
  readonly #free: Float64Array;
  /** What the grid would have given in each step of the day, MW. */
  readonly #bought: Float64Array;
  /** From the day before: its highest draw, and what lay above that less the power of all batteries, where they hold that much; else 0. MW and MWh. */
  #dayPeakMw = 0;
  #shaveMwh = 0;
  /** The day's prices at which each still buys and already sells, by battery and day. */
  readonly #low: readonly Float64Array[];
  readonly #high: readonly Float64Array[];

  /** @param prices energy price of each step, $/MWh before delivery and escalation */
  constructor(batteries: readonly StorageInput[], prices: ArrayLike<number>, stepHours = 1) {
    this.#batteries = batteries;
    this.#stepHours = stepHours;
    this.#stepsPerDay = Math.round(hoursPerDay / stepHours);
    this.#stored = new Float64Array(batteries.length);
    this.#given = new Float64Array(batteries.length);
    this.#ever = new Float64Array(batteries.length);
    this.#free = new Float64Array(batteries.length);
    this.#bought = new Float64Array(Math.round(hoursPerDay / stepHours));
    const perDay = this.#stepsPerDay;
    const days = batteries.length === 0 ? [] : Array.from({ length: Math.floor(prices.length / perDay) }, (_, day) => sortedDay(prices, day, perDay));
    const rank = ({ hours }: StorageInput) => Math.min(perDay / 2, Math.ceil(hours / stepHours)) - 1;
    this.#low = batteries.map((battery) => Float64Array.from(days, (day) => day[rank(battery)]!));
    this.#high = batteries.map((battery) => Float64Array.from(days, (day) => day[perDay - 1 - rank(battery)]!));
  }

  /** The most that they can give back in this step, mean MW. */
  deliverableMw(quarter: number): number {
    let sum = 0;
    for (let b = 0; b < this.#batteries.length; b += 1) sum += Math.min(this.#batteries[b]!.mw[quarter]!, this.#stored[b]! / this.#stepHours);
    return sum;
  }

  /** Decides the step: sets `chargeMw` and `dischargeMw`, which make grid and plant give `loadMw + chargeMw - dischargeMw`. */
  run({ quarter, step, loadMw, supplyMw, capMw, boughtMw, spareMw, peakMw, announced, price, delivery, escalation }: StorageStep): void {
    this.chargeMw = 0;
    this.dischargeMw = 0;
    const day = Math.floor(step / this.#stepsPerDay);
    const hours = this.#stepHours;
    const ofDay = step % this.#stepsPerDay;
    if (ofDay === 0) this.#lookBack(quarter);
    this.#bought[ofDay] = boughtMw;
    const shaving = this.#shaveMwh > 0;
    const billedMw = Math.max(peakMw, shaving ? this.#dayPeakMw - this.#powerMw(quarter) : this.#dayPeakMw);
    for (let b = 0; b < this.#batteries.length; b += 1) {
      const battery = this.#batteries[b]!;
      if (ofDay === 0) this.#given[b] = 0;
      const power = battery.mw[quarter]!;
      if (power === 0) continue;
      const capacity = this.#capacityMwh(b, power);
      if (this.#stored[b]! > capacity) this.#stored[b] = capacity;
      const stored = this.#stored[b]!;
      const { roundTrip, firm } = battery;
      const [low, high] = [this.#low[b]![day]!, this.#high[b]![day]!];
      const pays = (high * escalation + delivery - wearUsdPerMwh(battery)) * roundTrip > low * escalation + delivery;
      const missing = loadMw - supplyMw - this.dischargeMw;
      const spare = spareMw - this.chargeMw;
      const above = shaving && peakMw < Number.POSITIVE_INFINITY ? boughtMw - billedMw - this.dischargeMw : 0;
      const kept = Math.max(firm * capacity, peakMw < Number.POSITIVE_INFINITY ? (this.#shaveMwh * power) / this.#powerMw(quarter) : 0);
      const worthMwh = pays ? stored : high * escalation + delivery > wearUsdPerMwh(battery) ? this.#free[b]! : 0;
      if (missing > 0) this.#give(b, Math.min(missing, power, stored / hours));
      else if (spare > 0 && stored < capacity) {
        const taken = this.#take(b, capacity, Math.min(power, (capacity - stored) / roundTrip / hours, spare, Math.min(supplyMw, capMw) - loadMw - this.chargeMw));
        this.#free[b]! += taken * roundTrip * hours;
      } else if (above > 0 && stored > firm * capacity) this.#give(b, Math.min(above, power, (stored - firm * capacity) / hours));
      else if (worthMwh > 0 && price >= high && !announced)
        this.#give(b, Math.max(0, Math.min(power, (stored - kept) / hours, worthMwh / hours, (capacity - this.#given[b]!) / hours, boughtMw - this.dischargeMw)));
      else {
        const target = announced || (pays && price <= low) ? capacity : Math.min(capacity, kept);
        const room = Math.min(supplyMw, capMw, Math.max(billedMw, loadMw)) - loadMw - this.chargeMw;
        this.#take(b, capacity, Math.min(power, (target - stored) / roundTrip / hours, room));
      }
      if (!(this.#stored[b]! >= 0 && this.#stored[b]! <= capacity)) throw new LawBroken(3, `step ${step}: a battery of ${capacity} MWh holds ${this.#stored[b]!} MWh`);
    }
  }

  /** What it holds when full, after what it has given back. */
  #capacityMwh(b: number, powerMw: number): number {
    const { hours, cycles, fade } = this.#batteries[b]!;
    const fresh = powerMw * hours;
    if (cycles === undefined || fade === undefined) return fresh;
    return fresh * Math.max(0, 1 - (fade * this.#ever[b]!) / (cycles * fresh));
  }

  /** A day begins: what the day before would have needed of the batteries to keep its peak down by all their power. */
  #lookBack(quarter: number): void {
    this.#dayPeakMw = 0;
    for (const mw of this.#bought) this.#dayPeakMw = Math.max(this.#dayPeakMw, mw);
    const levelMw = this.#dayPeakMw - this.#powerMw(quarter);
    let aboveMwh = 0;
    for (const mw of this.#bought) aboveMwh += Math.max(0, mw - levelMw) * this.#stepHours;
    let holdMwh = 0;
    for (let b = 0; b < this.#batteries.length; b += 1) holdMwh += this.#batteries[b]!.mw[quarter]! > 0 ? this.#capacityMwh(b, this.#batteries[b]!.mw[quarter]!) : 0;
    this.#shaveMwh = aboveMwh <= holdMwh ? aboveMwh : 0;
  }

  #powerMw(quarter: number): number {
    let sum = 0;
    for (let b = 0; b < this.#batteries.length; b += 1) sum += this.#batteries[b]!.mw[quarter]!;
    return sum;
  }

  #take(b: number, capacity: number, mw: number): number {
    const taken = Math.max(0, mw);
    this.chargeMw += taken;
    this.#stored[b] = Math.min(capacity, this.#stored[b]! + taken * this.#batteries[b]!.roundTrip * this.#stepHours);
    return taken;
  }

  #give(b: number, mw: number): void {
    const mwh = mw * this.#stepHours;
    this.dischargeMw += mw;
    this.#given[b]! += mwh;
    this.#ever[b]! += mwh;
    this.givenMwh += mwh;
    this.wearUsd += mwh * wearUsdPerMwh(this.#batteries[b]!);
    this.#stored[b] = Math.max(0, this.#stored[b]! - mwh);
    this.#free[b] = Math.max(0, this.#free[b]! - mwh);
  }
}

/** Cost of a battery over all that it can give back in its life, $/MWh. */
function wearUsdPerMwh({ usdPerMw, cycles, hours }: StorageInput): number {
  return usdPerMw === undefined || cycles === undefined ? 0 : usdPerMw / (cycles * hours);
}

function sortedDay(prices: ArrayLike<number>, day: number, stepsPerDay: number): Float64Array {
  return Float64Array.from({ length: stepsPerDay }, (_, step) => prices[day * stepsPerDay + step]!).toSorted();
}
