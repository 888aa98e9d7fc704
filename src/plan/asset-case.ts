// What does the planner need to know of a kind of building and of rack: its cost, how it is paid, and what it brings?

import { h100eTeraflops } from "../physics/compute.ts";
import type { Accelerator, Building } from "../programme/programme.ts";
import { amounts, heldAfter } from "../programme/series.ts";
import type { Calendar } from "../units/calendar.ts";
import { type Resale, resaleOf } from "./resale.ts";

export interface BuildingCase {
  readonly id: string;
  readonly building: Building;
  readonly cents: number;
  /** Cents paid in each quarter after the start. */
  readonly parts: readonly number[];
  readonly lifeQuarters: number;
  /** USD a quarter for one ready building that is rented; 0 for an own one. */
  readonly rentUsd: number;
}

export interface AcceleratorCase {
  readonly id: string;
  readonly accelerator: Accelerator;
  readonly rackMw: number;
  readonly rackH100e: number;
  /** Cost of a rack by the quarter of its delivery. */
  readonly rackCents: readonly number[];
  readonly supply: readonly number[];
  readonly lifeQuarters: number;
  /** Share of the price left after the useful life. */
  readonly residual: number;
  /** Share of its value that a rack loses in a year, where lenders see that in place of the straight line. */
  readonly decline: number | undefined;
  /** The market for used ones; undefined where racks stay. */
  readonly resale: Resale | undefined;
}

export function buildingCase(id: string, building: Building): BuildingCase {
  const cents = Math.round(building.cost * building.it * 100);
  return { id, building, cents, parts: partsOf(cents, building.spend), lifeQuarters: building.usefulLife * 4, rentUsd: 3 * (building.rent ?? 0) * building.it };
}

export function acceleratorCase(id: string, accelerator: Accelerator, calendar: Calendar): AcceleratorCase {
  const { network, storage, install } = accelerator.adders;
  return {
    id,
    accelerator,
    rackMw: accelerator.rackIt,
    rackH100e: (accelerator.packagesPerRack * accelerator.peak.fp8) / h100eTeraflops,
    rackCents: heldAfter(accelerator.rackPrice, accelerator.prices, calendar).map((price) => Math.round(price * (1 + network + storage + install) * 100)),
    supply: amounts(accelerator.supply, calendar).map((racks) => Math.floor(racks + 1e-9)),
    lifeQuarters: accelerator.usefulLife * 4,
    residual: accelerator.residual ?? 0,
    decline: accelerator.decline,
    resale: resaleOf(accelerator, calendar),
  };
}

/** Parts of a total by cumulative shares, each cumulative sum rounded: they always add up to the total. */
export function partsOf(total: number, shares: readonly number[]): number[] {
  let cumulative = 0;
  let before = 0;
  return shares.map((share, position) => {
    cumulative = position === shares.length - 1 ? 1 : cumulative + share;
    const here = Math.round(total * cumulative);
    const part = here - before;
    before = here;
    return part;
  });
}
