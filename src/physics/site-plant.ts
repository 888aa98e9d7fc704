// What does a site draw beyond its IT load in one step, stage by stage, with the plant that stands there?

import { type ElectricalChain, indoorLosses, transformerLosses } from "./electrical-chain.ts";
import { HeatRejection, type PlantDesign } from "./heat-rejection.ts";
import { lossesOf, type PowerStage, stageLosses, type StageLosses } from "./power-chain.ts";

/** What stands between the interconnection and the racks of a site. */
export interface SitePlantDesign {
  readonly cooling: PlantDesign;
  readonly chain: ElectricalChain;
  /** Stages with losses by load, from the rack outwards; empty: the constant efficiencies of `chain`. */
  readonly stages: readonly PowerStage[];
  /** Facility over IT power that the stages out of doors are built for. */
  readonly designFacilityRatio: number;
  /** Station pressure, pascal. */
  readonly pressurePa: number;
}

/** Facility power of a site, step by step: {@link SitePlant.run} fills the fields and allocates nothing. */
export class SitePlant {
  lossesMw = 0;
  coolingMw = 0;
  houseMw = 0;
  waterM3PerHour = 0;
  /** IT + losses + cooling + house, MW. */
  loadMw = 0;
  /** Of `losses`: given off inside the building. */
  indoorMw = 0;
  readonly heat = new HeatRejection();
  /** What each stage loses, MW: the stages of the design, or transformer, UPS with distribution. */
  readonly stageMw: Float64Array;
  readonly stageNames: readonly string[];
  readonly #design: SitePlantDesign;
  #hall: StageLosses[] = [];
  #yard: StageLosses[] = [];
  #designItMw = Number.NaN;

  constructor(design: SitePlantDesign) {
    this.#design = design;
    this.stageNames = design.stages.length === 0 ? ["ups and distribution", "transformer"] : design.stages.filter(({ place }) => place !== "rack").map(({ id }) => id);
    this.stageMw = new Float64Array(this.stageNames.length);
  }

  /** Counts units for the IT power that halls stand ready for, MW. */
  size(designItMw: number): void {
    if (designItMw === this.#designItMw) return;
    this.#designItMw = designItMw;
    const { stages, designFacilityRatio } = this.#design;
    this.#hall = stages.filter(({ place }) => place === "hall").map((stage) => lossesOf(stage, designItMw));
    this.#yard = stages.filter(({ place }) => place === "yard").map((stage) => lossesOf(stage, designItMw * designFacilityRatio));
  }

  /**
   * Heat that leaves to the outside less heat that comes in: IT, losses indoors, cooling. MW; 0 but for rounding.
   * @param itMw what {@link SitePlant.run} was given
   */
  heatGap(itMw: number): number {
    return this.heat.latentMw + this.heat.sensibleMw - (itMw + this.indoorMw + this.coolingMw);
  }

  /** @param dry true when an evaporative plant has no water to evaporate */
  run(itMw: number, dryBulbC: number, wetBulbC: number, dry: boolean): void {
    const { cooling, chain, stages, pressurePa } = this.#design;
    const staged = stages.length > 0;
    if (itMw <= 0) return this.#off();
    let indoorMw = 0;
    if (staged) {
      for (let stage = 0; stage < this.#hall.length; stage += 1) {
        const lost = stageLosses(this.#hall[stage]!, itMw + indoorMw);
        this.stageMw[stage] = lost;
        indoorMw += lost;
      }
    } else {
      indoorMw = indoorLosses(chain, itMw);
      this.stageMw[0] = indoorMw;
    }
    this.heat.run(cooling, itMw, this.#designItMw, indoorMw, dryBulbC, wetBulbC, pressurePa, dry);
    this.houseMw = itMw * chain.house;
    this.coolingMw = this.heat.coolingMw;
    let outdoorsMw = 0;
    if (staged) {
      const carriedMw = itMw + indoorMw + this.coolingMw + this.houseMw;
      for (let stage = 0; stage < this.#yard.length; stage += 1) {
        const lost = stageLosses(this.#yard[stage]!, carriedMw + outdoorsMw);
        this.stageMw[this.#hall.length + stage] = lost;
        outdoorsMw += lost;
      }
    } else {
      outdoorsMw = transformerLosses(chain, itMw + indoorMw + this.coolingMw + this.houseMw);
      this.stageMw[1] = outdoorsMw;
    }
    this.indoorMw = indoorMw;
    this.lossesMw = indoorMw + outdoorsMw;
    this.waterM3PerHour = this.heat.waterM3PerHour;
    this.loadMw = itMw + this.lossesMw + this.coolingMw + this.houseMw;
  }

  /** Without IT load the site is switched off: no standing losses, no fans. */
  #off(): void {
    const { cooling, pressurePa } = this.#design;
    this.heat.run(cooling, 0, 0, 0, 0, 0, pressurePa, false);
    this.stageMw.fill(0);
    this.lossesMw = 0;
    this.coolingMw = 0;
    this.houseMw = 0;
    this.waterM3PerHour = 0;
    this.loadMw = 0;
    this.indoorMw = 0;
  }
}
