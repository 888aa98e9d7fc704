// Where does each step's power come from, and what does it cost?

import type { Plants } from "./plants.ts";
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
  /** What else the connection does; absent: nothing. */
  readonly grid?: GridInput | undefined;
}

/** Outages, curtailment, calls, and charges on peaks of a connection. */
export interface GridInput {
  /** Share of the connection that is there, by step; null: all, always. */
  readonly available: Float32Array | null;
  /** Share that the grid's operator takes away, by step. */
  readonly curtailed: Float32Array | null;
  readonly response: ResponseInput | null;
  readonly differences: readonly DifferenceInput[];
  /** Share of the highest draw of eleven months before, below which the billed peak does not fall. */
  readonly ratchet: number;
  /** Hours in which the system peaks, and the charge for each, $/MW by hour in the list. */
  readonly coincident: { readonly hours: Int32Array; readonly usdPerMw: Float64Array } | null;
}

export interface ResponseInput {
  readonly facilityMw: number;
  /** 1 in each hour that is called. */
  readonly called: Uint8Array;
  readonly noticeHours: number;
  readonly usdPerMwYear: number;
  readonly usdPerMwh: number;
}

/** A contract for differences: volume by hour of the day and month is in `share`, null for a flat one. */
export interface DifferenceInput {
  readonly id: string;
  readonly facilityMw: number;
  readonly strike: number;
  /** Volume over `facilityMw` by hour of the calendar. */
  readonly share: Float64Array | null;
}

export interface OnsiteInput {
  readonly id: string;
  /** By quarter: nameplate where `sun` or `available` say what of it there is, else its firm share. */
  readonly mw: Float64Array;
  /** Output over nameplate in each step, for plant that follows the sun. */
  readonly sun: Float64Array | null;
  /** Share of units that are there in each step; null: all. */
  readonly available?: Float32Array | null;
  /** Variable cost, $/MWh by quarter. */
  readonly variable: Float64Array;
  readonly carbonKgPerMwh: number;
  /** One unit, MW; absent: the whole plant. */
  readonly unitMw?: number;
  /** Least output of a unit that runs, over its full one. */
  readonly least?: number;
  /** Hours from nothing to full output. */
  readonly fullInHours?: number;
  /** Cost of a start, $/MW. */
  readonly startUsdPerMw?: number;
  /** Fuel over electricity. */
  readonly fuel?: number;
  /** Most full-load hours a year. */
  readonly permitHours?: number;
}

export const hoursPerDay = 24;

/** What one step's dispatch gives: mean power in MW, cost in USD an hour, carbon of the plant on site in kg an hour. */
export class Dispatch {
  gridMw = 0;
  onsiteMw = 0;
  gridUsd = 0;
  onsiteUsd = 0;
  onsiteKg = 0;

  /**
   * Covers `loadMw` in merit order: purchased energy, market energy (price + delivery) and each plant on site, cheapest first and the grid first among equals.
   * So plant runs when market energy costs more than its variable cost, or when the grid is short; one that costs something to start
   * runs when it is committed, at its least output at least, or when all else is short.
   * @param gridLimitMw what the connection gives in this step
   * @param marketPrice price + delivery, $/MWh
   */
  run(power: PowerInput, plants: Plants, quarter: number, day: number, gridLimitMw: number, loadMw: number, marketPrice: number): void {
    this.gridMw = 0;
    this.gridUsd = 0;
    this.onsiteMw = 0;
    this.onsiteUsd = 0;
    this.onsiteKg = 0;
    let purchase = Math.min(gridLimitMw, power.purchaseMw[day]!);
    let market = gridLimitMw - purchase;
    const purchasePrice = power.purchasePrice[day]!;
    const count = plants.count;
    let left = loadMw;
    plants.outputMw.fill(0);
    // Least output of what is committed comes first: it cannot be had otherwise.
    for (let plant = 0; plant < count && left > 0; plant += 1) {
      const taken = Math.min(left, plants.floorMw[plant]!);
      plants.outputMw[plant] = taken;
      left -= taken;
    }
    let next = 0;
    while (left > 0) {
      while (next < count && plants.standsBy[next] === 1) next += 1;
      const plantPrice = next < count ? plants.variable(next, quarter) : Number.POSITIVE_INFINITY;
      const fromPurchase = purchase > 0 && purchasePrice <= plantPrice && (market <= 0 || purchasePrice <= marketPrice);
      if (fromPurchase || (market > 0 && (marketPrice <= plantPrice || next === count))) {
        const taken = Math.min(left, fromPurchase ? purchase : market);
        if (fromPurchase) purchase -= taken;
        else market -= taken;
        this.gridMw += taken;
        this.gridUsd += taken * (fromPurchase ? purchasePrice : marketPrice);
        left -= taken;
      } else if (next < count) {
        left -= plants.take(next, left);
        next += 1;
      } else break;
    }
    for (let plant = 0; plant < count && left > 0; plant += 1) if (plants.standsBy[plant] === 1) left -= plants.take(plant, left);
    for (let plant = 0; plant < count; plant += 1) {
      const output = plants.outputMw[plant]!;
      this.onsiteMw += output;
      this.onsiteUsd += output * plants.variable(plant, quarter);
      this.onsiteKg += output * plants.carbon[plant]!;
    }
  }
}
