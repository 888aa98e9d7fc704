// Where does each hour's power come from, and what does it cost?

import type { StorageInput } from "./storage.ts";

/** Supply of a site: by quarter where steps are by quarter, by day where clauses begin and end. MW facility, USD nominal. */
export interface PowerInput {
  readonly gridMw: Float64Array;
  /** Plant on site, cheapest first. */
  readonly onsite: readonly OnsiteInput[];
  readonly storage: readonly StorageInput[];
  /** Delivery charge, $/MWh by quarter. */
  readonly delivery: Float64Array;
  /** Demand charge on the month's highest grid draw, $/MW-month by quarter. */
  readonly demand: Float64Array;
  /** Multiplies the price table, by quarter. */
  readonly escalation: Float64Array;
  /** Power cap in force, Infinity when none, by day. */
  readonly capMw: Float64Array;
  /** Bought under purchase clauses, and at what price, by day. */
  readonly purchaseMw: Float64Array;
  readonly purchasePrice: Float64Array;
}

export interface OnsiteInput {
  readonly id: string;
  /** Firm share of what is available, by quarter; all of it where `sun` says what share of that there is. */
  readonly mw: Float64Array;
  /** Output over nameplate in each hour, for plant that follows the sun. */
  readonly sun: Float64Array | null;
  /** Variable cost, $/MWh by quarter. */
  readonly variable: Float64Array;
  readonly carbonKgPerMwh: number;
}

const hoursPerDay = 24;

/** What one hour's dispatch gives: power in MW, cost in USD, carbon of the plant on site in kg. */
export class Dispatch {
  gridMw = 0;
  onsiteMw = 0;
  gridUsd = 0;
  onsiteUsd = 0;
  onsiteKg = 0;

  /**
   * Covers `loadMw` in merit order: purchased energy, market energy (price + delivery) and each plant on site, cheapest first and the grid first among equals.
   * So plant runs when market energy costs more than its variable cost, or when the grid is short.
   * @param marketPrice price + delivery of the hour, $/MWh
   */
  run(power: PowerInput, quarter: number, hour: number, loadMw: number, marketPrice: number): void {
    const day = Math.floor(hour / hoursPerDay);
    this.gridMw = 0;
    this.onsiteMw = 0;
    this.gridUsd = 0;
    this.onsiteUsd = 0;
    this.onsiteKg = 0;
    const grid = power.gridMw[quarter]!;
    let purchase = Math.min(grid, power.purchaseMw[day]!);
    let market = grid - purchase;
    const purchasePrice = power.purchasePrice[day]!;
    let next = 0;
    let left = loadMw;
    while (left > 0) {
      const plant = power.onsite[next];
      const plantPrice = plant ? plant.variable[quarter]! : Number.POSITIVE_INFINITY;
      const fromPurchase = purchase > 0 && purchasePrice <= plantPrice && (market <= 0 || purchasePrice <= marketPrice);
      if (fromPurchase || (market > 0 && (marketPrice <= plantPrice || !plant))) {
        const taken = Math.min(left, fromPurchase ? purchase : market);
        if (fromPurchase) purchase -= taken;
        else market -= taken;
        this.gridMw += taken;
        this.gridUsd += taken * (fromPurchase ? purchasePrice : marketPrice);
        left -= taken;
      } else if (plant) {
        const taken = Math.min(left, plantMw(plant, quarter, hour));
        this.onsiteMw += taken;
        this.onsiteUsd += taken * plantPrice;
        this.onsiteKg += taken * plant.carbonKgPerMwh;
        left -= taken;
        next += 1;
      } else break;
    }
  }
}

/** Most that a site's plant can give in an hour, MW; only that of plant that costs less than `price`, $/MWh, where one is given. */
export function onsiteLimit(power: PowerInput, quarter: number, hour: number, price = Number.POSITIVE_INFINITY): number {
  let sum = 0;
  for (const plant of power.onsite) if (plant.variable[quarter]! < price) sum += plantMw(plant, quarter, hour);
  return sum;
}

function plantMw({ mw, sun }: OnsiteInput, quarter: number, hour: number): number {
  return sun === null ? mw[quarter]! : mw[quarter]! * sun[hour]!;
}
