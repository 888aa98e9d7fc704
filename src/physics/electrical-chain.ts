// What is lost between the interconnection and the rack?

/** Efficiencies between 0 and 1 in series from the interconnection to the rack, and house load as a share of IT power. */
export interface ElectricalChain {
  readonly transformer: number;
  readonly ups: number;
  readonly distribution: number;
  readonly house: number;
}

/**
 * Heat that UPS, busways and PDUs give off inside the building.
 * IT power passes distribution, UPS and transformer, each `out = in x efficiency`.
 * @returns MW
 */
export function indoorLosses(chain: ElectricalChain, itMw: number): number {
  return itMw / (chain.ups * chain.distribution) - itMw;
}

/**
 * Losses of the main transformers, outdoors: they carry IT power with its indoor losses, the cooling plant and the house load.
 * @returns MW
 */
export function transformerLosses(chain: ElectricalChain, carriedMw: number): number {
  return carriedMw / chain.transformer - carriedMw;
}
