// What power and water does a cooling plant take at part load, at the pressure of its place, with or without water?

import { type CoolingDesign, compressorShare, evaporatedM3PerMwh } from "./cooling.ts";

/** A cooling design with what its plant does at part load and when water is short. Without these it is as {@link CoolingDesign}: pumps and fans in proportion to IT power. */
export interface PlantDesign extends CoolingDesign {
  /** Least share of full speed of pumps and fans, 0 to 1: their flow follows the load down to it. */
  readonly leastSpeed?: number | undefined;
  /** Water carried off as drops, over the water evaporated. */
  readonly drift?: number | undefined;
  /** Kelvin to dry bulb when an evaporative plant runs without water; without one it cannot. */
  readonly dryApproach?: number | undefined;
}

/** Pressure at which the fans' power of a design is stated: the standard atmosphere at sea level (ISO 2533), pascal. */
const seaLevelPa = 101_325;

/**
 * The cooling plant of a site. {@link HeatRejection.run} fills the fields and allocates nothing.
 *
 * - Pumps and fans: flow goes with the load, power with its cube (affinity laws: ASHRAE Handbook, HVAC Systems and Equipment, on fans and on centrifugal pumps),
 *   not below `leastSpeed`. Where the air is thinner, fans take (sea level / pressure)^2 of the power for the same mass of air: its volume grows as its density falls,
 *   and power goes with density x volume^3 (fan laws, same place).
 * - Compressors: see {@link compressorShare}.
 * - Water: evaporation carries the heat; blowdown and drift carry the salts of the make-up: blowdown = evaporation / (cycles - 1) - drift, not below 0
 *   (ASHRAE Handbook, HVAC Systems and Equipment, on cooling towers).
 * - Heat: what IT, electrical losses indoors, compressors, pumps and fans give off leaves as vapour or as warm air.
 */
export class HeatRejection {
  pumpsMw = 0;
  fansMw = 0;
  compressorsMw = 0;
  /** Heat into the plant, and what leaves to the outside. MW. */
  heatMw = 0;
  latentMw = 0;
  sensibleMw = 0;
  evaporatedM3 = 0;
  driftM3 = 0;
  blowdownM3 = 0;

  get coolingMw(): number {
    return this.pumpsMw + this.fansMw + this.compressorsMw;
  }

  /** Make-up water, m3 per hour. */
  get waterM3PerHour(): number {
    return this.evaporatedM3 + this.driftM3 + this.blowdownM3;
  }

  /**
   * @param itMw IT power at the rack
   * @param designItMw IT power that pumps and fans are built for
   * @param indoorLossesMw electrical losses given off to room air
   * @param pressurePa station pressure
   * @param dry true when an evaporative plant has no water to evaporate
   */
  run(design: PlantDesign, itMw: number, designItMw: number, indoorLossesMw: number, dryBulbC: number, wetBulbC: number, pressurePa: number, dry: boolean): void {
    const wet = design.kind === "evaporative" && !dry;
    const made = wet ? wetBulbC + design.approach : dryBulbC + (dry && design.dryApproach !== undefined ? design.dryApproach : design.approach);
    const liquidMw = itMw * design.liquidShare;
    const airMw = itMw - liquidMw + indoorLossesMw;
    this.compressorsMw = liquidMw * compressorShare(design, made, design.supplyLiquid) + airMw * compressorShare(design, made, design.supplyAir);
    if (design.leastSpeed === undefined) {
      this.pumpsMw = itMw * design.pumps;
      this.fansMw = itMw * design.fans;
    } else {
      // Racks may hold more than the halls are ready for by a rounding; the plant then runs at full speed.
      const builtMw = Math.max(designItMw, itMw);
      const speed = builtMw > 0 ? Math.max(design.leastSpeed, itMw / builtMw) : 0;
      const thinner = seaLevelPa / pressurePa;
      this.pumpsMw = builtMw * design.pumps * speed ** 3;
      this.fansMw = builtMw * design.fans * speed ** 3 * thinner * thinner;
    }
    this.heatMw = itMw + indoorLossesMw + this.compressorsMw + this.pumpsMw + this.fansMw;
    const evaporating = wet ? liquidMw + airMw + this.compressorsMw : 0;
    this.latentMw = evaporating;
    this.sensibleMw = this.heatMw - evaporating;
    this.evaporatedM3 = evaporating * evaporatedM3PerMwh;
    this.driftM3 = this.evaporatedM3 * (design.drift ?? 0);
    this.blowdownM3 = design.cycles === undefined ? 0 : Math.max(0, this.evaporatedM3 / (design.cycles - 1) - this.driftM3);
  }
}
