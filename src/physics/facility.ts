// What does a building draw beyond its IT load, and how much water does it use, in a given hour?

import { type CoolingDesign, coolingPower } from "./cooling.ts";
import { type ElectricalChain, indoorLosses, transformerLosses } from "./electrical-chain.ts";

export type { CoolingDesign } from "./cooling.ts";
export type { ElectricalChain } from "./electrical-chain.ts";

export interface FacilityPower {
  /** From the interconnection to the rack. */
  readonly lossesMw: number;
  /** Pumps, fans and compressors. */
  readonly coolingMw: number;
  /** Lights, offices, controls. */
  readonly houseMw: number;
  readonly waterM3PerHour: number;
}

/**
 * The parts of facility power. IT + losses + cooling + house is what the interconnection delivers.
 * Every part is proportional to `itMw`, so a year at 1 MW can be scaled.
 * @param itMw IT power at the rack, MW
 * @param dryBulbC outside dry bulb, degrees Celsius
 * @param wetBulbC outside wet bulb, degrees Celsius
 */
export function facilityPower(design: CoolingDesign, chain: ElectricalChain, itMw: number, dryBulbC: number, wetBulbC: number): FacilityPower {
  const houseMw = itMw * chain.house;
  const indoorMw = indoorLosses(chain, itMw);
  const { coolingMw, waterM3PerHour } = coolingPower(design, itMw, indoorMw, dryBulbC, wetBulbC);
  const lossesMw = indoorMw + transformerLosses(chain, itMw + indoorMw + coolingMw + houseMw);
  return { lossesMw, coolingMw, houseMw, waterM3PerHour };
}

/** Facility over IT power (ISO/IEC 30134-2) at one weather. */
export function pue(design: CoolingDesign, chain: ElectricalChain, dryBulbC: number, wetBulbC: number): number {
  return pueOf(facilityPower(design, chain, 1, dryBulbC, wetBulbC));
}

/** Facility over IT power, of the parts at 1 MW of IT. */
export function pueOf({ lossesMw, coolingMw, houseMw }: FacilityPower): number {
  return 1 + lossesMw + coolingMw + houseMw;
}
