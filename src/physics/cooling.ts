// What power and water does it take to carry the heat out, at a given weather?

/** A cooling design. Temperatures in degrees Celsius, `approach` in kelvin, `pumps` and `fans` as shares of IT power. */
export interface CoolingDesign {
  readonly kind: "dry-cooler" | "evaporative" | "chiller";
  /** Share of IT heat that goes to liquid; the rest, and the indoor electrical losses, go to air. */
  readonly liquidShare: number;
  readonly supplyLiquid: number;
  readonly supplyAir: number;
  readonly approach: number;
  readonly pumps: number;
  readonly fans: number;
  readonly copCap: number;
  readonly carnotShare: number;
  /** Kelvin: rise of a loop over its load, differences at evaporator and condenser, least lift of a compressor. */
  readonly loopRise: number;
  readonly evaporator: number;
  readonly condenser: number;
  readonly leastLift: number;
  readonly cycles?: number | undefined;
}

export interface CoolingPower {
  /** Pumps, fans and compressors. */
  readonly coolingMw: number;
  /** Evaporated and blown down. */
  readonly waterM3PerHour: number;
}

/** Water evaporated per MWh of heat: 3.6 GJ over a latent heat of 2.45 GJ/t (water at 20 to 25 C, ASHRAE Fundamentals ch. 1), all heat taken as latent. */
export const evaporatedM3PerMwh = 3.6 / 2.45;

/**
 * Power and water to carry heat away. The outside alone (dry cooler on dry bulb, tower on wet bulb) carries a loop while
 * outside + approach is at most the loop's supply temperature; up to the loop's return temperature it pre-cools and a
 * chiller carries the rest at COP = min(copCap, carnotShare x Tevap / (Tcond - Tevap)) in kelvin.
 * Water is used by evaporative designs only: latent heat x cycles / (cycles - 1).
 * @param itMw IT power: liquid carries its share of it; pumps and fans are shares of it
 * @param indoorLossesMw electrical losses given off to room air
 */
export function coolingPower(design: CoolingDesign, itMw: number, indoorLossesMw: number, dryBulbC: number, wetBulbC: number): CoolingPower {
  const evaporative = design.kind === "evaporative";
  const made = (evaporative ? wetBulbC : dryBulbC) + design.approach;
  const liquidMw = itMw * design.liquidShare;
  const airMw = itMw - liquidMw + indoorLossesMw;
  const compressorsMw = liquidMw * compressorShare(design, made, design.supplyLiquid) + airMw * compressorShare(design, made, design.supplyAir);
  const coolingMw = itMw * (design.pumps + design.fans) + compressorsMw;
  if (!evaporative) return { coolingMw, waterM3PerHour: 0 };
  const rejectedMw = liquidMw + airMw + compressorsMw;
  const blowdown = design.cycles === undefined ? 1 : design.cycles / (design.cycles - 1);
  return { coolingMw, waterM3PerHour: rejectedMw * evaporatedM3PerMwh * blowdown };
}

/** Compressor power per unit of heat of one loop that is supplied at `supply`. `made` is the water that the outside makes, degrees Celsius. */
export function compressorShare(design: CoolingDesign, made: number, supply: number): number {
  if (made <= supply) return 0;
  const chilled = Math.min(1, (made - supply) / design.loopRise);
  const evaporating = supply - design.evaporator + 273.15;
  const lift = Math.max(design.leastLift, made + design.condenser + 273.15 - evaporating);
  return chilled / Math.min(design.copCap, (design.carnotShare * evaporating) / lift);
}
