// What did each site do, and what did its energy cost and emit?

import type { SiteEnergy } from "../fleet-file/fleet-study.ts";
import type { JobEngine } from "./engine.ts";

export interface SiteBill {
  readonly site: string;
  /** Facility over IT energy. */
  readonly pue: number;
  /** Cost and carbon of a MWh of IT energy at an hour; 0 where none is given. */
  readonly usdPerItMwh: (hour: number) => number;
  readonly kgPerItMwh: (hour: number) => number;
  readonly acceleratorHours: number;
  readonly failures: number;
  readonly itMwh: number;
  readonly facilityMwh: number;
  /** Null where the fleet file gives no price, or no carbon. */
  readonly costUsd: number | null;
  readonly carbonT: number | null;
}

/** By site. @param energy of the fleet's sites, in their order */
export function siteBills(engine: JobEngine, energy: readonly SiteEnergy[]): readonly SiteBill[] {
  const { sites, pools } = engine.hierarchy;
  const hours = engine.hours.cut();
  const failures = engine.failures.cut();
  return sites.map(({ id }, site): SiteBill => {
    const { pue, priceUsdPerMwh, carbonKgPerMwh } = energy[site];
    const at = (series: Float64Array | undefined) => (hour: number) => (series === undefined ? 0 : series[Math.min(hour, series.length - 1)] * pue);
    const [usdPerItMwh, kgPerItMwh] = [at(priceUsdPerMwh), at(carbonKgPerMwh)];
    let [itMwh, cost, carbon, held] = [0, 0, 0, 0];
    for (const [row, pool] of hours.pool.entries()) {
      if (pools[pool].site !== site) continue;
      const energyMwh = hours.itEnergyJ[row] / 3.6e9;
      itMwh += energyMwh;
      cost += energyMwh * usdPerItMwh(hours.hour[row]);
      carbon += energyMwh * kgPerItMwh(hours.hour[row]);
      // Means over the hour; the last one may be cut short.
      held += hours.allocated[row] * Math.min(1, engine.endedAt / 3600 - hours.hour[row]);
    }
    return {
      site: id,
      pue,
      usdPerItMwh,
      kgPerItMwh,
      acceleratorHours: held,
      failures: failures.site.reduce((count, where) => count + (where === site ? 1 : 0), 0),
      itMwh,
      facilityMwh: itMwh * pue,
      costUsd: priceUsdPerMwh === undefined ? null : cost,
      carbonT: carbonKgPerMwh === undefined ? null : carbon / 1000,
    };
  });
}
