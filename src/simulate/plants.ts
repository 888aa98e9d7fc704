// What can the plant on site give in this step, after outages, sun, ramps, starts and permits, and what has it done?

import { committed } from "./commitment.ts";
import { hoursPerDay, type OnsiteInput, type PowerInput } from "./energy.ts";

/** The plants of a site, cheapest first. {@link Plants.begin} opens a step, {@link Plants.end} closes it; nothing is allocated between. */
export class Plants {
  readonly count: number;
  /** In this step: the most that each can give, the least that it must, 1 when it only stands by for a shortage, and what it gives. MW. */
  readonly mostMw: Float64Array;
  readonly floorMw: Float64Array;
  readonly standsBy: Uint8Array;
  readonly outputMw: Float64Array;
  readonly carbon: Float64Array;
  /** Of this step: cost of starts, USD; sun that no one took, MW; fuel, MWh a hour; nameplate out by outages, MW. */
  startUsd = 0;
  spilledMw = 0;
  fuelMw = 0;
  outMw = 0;
  starts = 0;
  readonly #plants: readonly OnsiteInput[];
  readonly #stepHours: number;
  readonly #before: Float64Array;
  readonly #units: Float64Array;
  /** MWh that permits leave in this quarter. */
  readonly #permitMwh: Float64Array;
  readonly #committed: readonly (Uint8Array | null)[];

  /**
   * @param market price + delivery of each step, $/MWh: commitment knows those of the day and the next
   * @param quarterOf quarter of each day
   */
  constructor(power: PowerInput, stepHours: number, market: () => Float64Array, quarterOf: Int32Array) {
    const plants = power.onsite;
    this.count = plants.length;
    this.#plants = plants;
    this.#stepHours = stepHours;
    const each = () => new Float64Array(plants.length);
    this.mostMw = each();
    this.floorMw = each();
    this.standsBy = new Uint8Array(plants.length);
    this.outputMw = each();
    this.#before = each();
    this.#units = each();
    this.#permitMwh = each().fill(Number.POSITIVE_INFINITY);
    this.carbon = Float64Array.from(plants, ({ carbonKgPerMwh }) => carbonKgPerMwh);
    const prices = plants.some(starts) ? market() : new Float64Array(0);
    this.#committed = plants.map((plant) => {
      if (!starts(plant)) return null;
      const stepsPerDay = Math.round(hoursPerDay / stepHours);
      const marginUsdPerMwh = prices.map((price, step) => price - plant.variable[quarterOf[Math.floor(step / stepsPerDay)]!]!);
      return committed({ marginUsdPerMwh, stepHours, least: plant.least ?? 0, startUsdPerMw: plant.startUsdPerMw ?? 0 });
    });
  }

  /** Opens the quarter's permits: hours a year, pro rata. */
  turn(quarter: number, quarterHours: number): void {
    for (let plant = 0; plant < this.count; plant += 1) {
      const { permitHours, mw } = this.#plants[plant]!;
      // As docs/model.md, `power.permit`: a year is 8,766 hours.
      if (permitHours !== undefined) this.#permitMwh[plant] = (permitHours * mw[quarter]! * quarterHours) / 8766;
    }
  }

  variable(plant: number, quarter: number): number {
    return this.#plants[plant]!.variable[quarter]!;
  }

  /** What each can give in this step. */
  begin(step: number, quarter: number): void {
    this.outMw = 0;
    for (let plant = 0; plant < this.count; plant += 1) {
      const { mw, sun, available, fullInHours, least } = this.#plants[plant]!;
      const nameplate = mw[quarter]!;
      let most = sun ? nameplate * sun[step]! : nameplate;
      if (available) {
        const there = available[step]!;
        this.outMw += nameplate * (1 - there);
        most *= there;
      }
      if (fullInHours !== undefined && fullInHours > 0) most = Math.min(most, this.#before[plant]! + (nameplate * this.#stepHours) / fullInHours);
      most = Math.min(most, this.#permitMwh[plant]! / this.#stepHours);
      const on = this.#committed[plant];
      this.mostMw[plant] = most;
      this.standsBy[plant] = on && on[step] === 0 ? 1 : 0;
      this.floorMw[plant] = on && on[step] === 1 ? most * (least ?? 0) : 0;
    }
  }

  /** Most that all can give, MW. */
  limitMw(): number {
    let sum = 0;
    for (let plant = 0; plant < this.count; plant += 1) sum += this.mostMw[plant]!;
    return sum;
  }

  /** Most that those give that run for less than `price`, $/MWh. */
  cheaperMw(quarter: number, price: number): number {
    let sum = 0;
    for (let plant = 0; plant < this.count; plant += 1) if (this.standsBy[plant] === 0 && this.#plants[plant]!.variable[quarter]! < price) sum += this.mostMw[plant]!;
    return sum;
  }

  /** Most that those give that follow the sun and cost less than `price`, $/MWh. */
  sunMw(quarter: number, price: number): number {
    let sum = 0;
    for (let plant = 0; plant < this.count; plant += 1) {
      const { sun, variable } = this.#plants[plant]!;
      if (sun && variable[quarter]! < price) sum += this.mostMw[plant]!;
    }
    return sum;
  }

  /** Gives up to `mw` more from a plant. @returns what it gives, MW */
  take(plant: number, mw: number): number {
    const taken = Math.max(0, Math.min(mw, this.mostMw[plant]! - this.outputMw[plant]!));
    this.outputMw[plant]! += taken;
    return taken;
  }

  /** Closes the step: starts, fuel, permits and sun that no one took. */
  end(quarter: number): void {
    this.startUsd = 0;
    this.spilledMw = 0;
    this.fuelMw = 0;
    this.starts = 0;
    for (let plant = 0; plant < this.count; plant += 1) {
      const { sun, mw, unitMw, startUsdPerMw, fuel } = this.#plants[plant]!;
      const output = this.outputMw[plant]!;
      this.#before[plant] = output;
      this.#permitMwh[plant]! -= output * this.#stepHours;
      if (sun) this.spilledMw += this.mostMw[plant]! - output;
      if (fuel !== undefined) this.fuelMw += output * fuel;
      if (startUsdPerMw === undefined) continue;
      const size = unitMw ?? mw[quarter]!;
      const units = size > 0 ? Math.ceil(output / size - 1e-9) : 0;
      const started = Math.max(0, units - this.#units[plant]!);
      this.#units[plant] = units;
      this.starts += started;
      this.startUsd += started * size * startUsdPerMw;
    }
  }
}

function starts({ startUsdPerMw, least }: OnsiteInput): boolean {
  return (startUsdPerMw ?? 0) > 0 || (least ?? 0) > 0;
}
