// What does a site's power do in one step: load, supply, storage, cost, carbon, water, and the balance of all?

import { SitePlant } from "../physics/site-plant.ts";
import { Dispatch, type GridInput, hoursPerDay } from "./energy.ts";
import { checkEnergy } from "./laws.ts";
import { Plants } from "./plants.ts";
import type { SiteInput } from "./site-input.ts";
import { type EnergySum, energySums, powerColumns } from "./site-output.ts";
import { Storage, type StorageStep } from "./storage.ts";
import { Tariff } from "./tariff.ts";

const at = Object.fromEntries(energySums.map((name, index) => [name, index])) as Record<EnergySum, number>;
const seaLevelPa = 101_325;
const noGrid: GridInput = { available: null, curtailed: null, response: null, differences: [], ratchet: 0, coincident: null };

/**
 * The energy of one site, step by step: {@link SiteEnergy.begin} says what there is, {@link SiteEnergy.loadOf} what a load takes,
 * {@link SiteEnergy.run} does the step. It allocates nothing per step. Fields are those of the step just done.
 */
export class SiteEnergy {
  /** What grid, plant and storage can give in this step, MW, and what of it is left after curtailment and calls. */
  supplyMw = 0;
  allowedMw = 0;
  /** The cap in force on the load, MW. */
  capMw = Number.POSITIVE_INFINITY;
  readonly dispatch = new Dispatch();
  readonly storage: Storage;
  readonly plant: SitePlant;
  priceUsdPerMwh = 0;
  carbonKg = 0;
  gridUsd = 0;
  onsiteUsd = 0;
  /** One array of steps for each of `powerColumns`; water of each step, m3. */
  readonly columns: readonly Float64Array[];
  readonly waterM3: Float64Array;
  /** `energySums` by quarter, and MWh lost by stage and quarter. */
  readonly sums: Float64Array;
  readonly stageMwh: Float64Array;
  readonly #input: SiteInput;
  readonly #grid: GridInput;
  readonly #stepHours: number;
  readonly #stepsPerDay: number;
  readonly #plants: Plants;
  readonly #tariff: Tariff;
  readonly #storageStep: StorageStep;
  readonly #waterM3PerHour: number;
  #gridMw = 0;
  #gridLimitMw = 0;
  #fullGridMw = 0;
  #called = false;
  /** Grid draw of the step before a call began, and of the last step. */
  #baselineMw = 0;
  #lastGridMw = 0;
  #waterLeftM3 = Number.POSITIVE_INFINITY;
  #dry = false;
  #wear = 0;
  #given = 0;

  /** @param input by step already: see `atSteps` */
  constructor(input: SiteInput) {
    const { power, conditions, stepsPerHour = 1, plant, quarterStarts, hours } = input;
    const steps = hours * stepsPerHour;
    const quarters = quarterStarts.length - 1;
    this.#input = input;
    this.#grid = power.grid ?? noGrid;
    this.#stepHours = 1 / stepsPerHour;
    this.#stepsPerDay = hoursPerDay * stepsPerHour;
    this.storage = new Storage(power.storage, conditions.priceUsdPerMwh, this.#stepHours);
    this.plant = new SitePlant({
      cooling: input.cooling,
      chain: input.chain,
      stages: plant?.stages ?? [],
      designFacilityRatio: plant?.designFacilityRatio ?? 1,
      pressurePa: plant?.pressurePa ?? seaLevelPa,
    });
    const quarterOf = Int32Array.from({ length: hours / hoursPerDay }, (_, day) => quarterStarts.findLastIndex((start) => start <= day * hoursPerDay));
    const market = () => {
      const out = new Float64Array(steps);
      for (let step = 0; step < steps; step += 1) {
        const quarter = quarterOf[Math.floor(step / this.#stepsPerDay)]!;
        out[step] = conditions.priceUsdPerMwh[step]! * power.escalation[quarter]! + power.delivery[quarter]!;
      }
      return out;
    };
    this.#plants = new Plants(power, this.#stepHours, market, quarterOf);
    this.#tariff = new Tariff(this.#grid.ratchet, quarters);
    this.#waterM3PerHour = (plant?.waterM3PerYear ?? Number.POSITIVE_INFINITY) / 8766;
    this.columns = powerColumns.map(() => new Float64Array(steps));
    this.waterM3 = new Float64Array(steps);
    this.sums = new Float64Array(quarters * energySums.length);
    this.stageMwh = new Float64Array(quarters * this.plant.stageMw.length);
    this.#storageStep = { quarter: 0, step: 0, loadMw: 0, supplyMw: 0, capMw: 0, boughtMw: 0, spareMw: 0, peakMw: 0, announced: false, price: 0, delivery: 0, escalation: 0 };
  }

  /** A quarter begins: units are counted for the halls that are ready, permits and water open anew. */
  turn(quarter: number): void {
    const { quarterStarts } = this.#input;
    const hours = quarterStarts[quarter + 1]! - quarterStarts[quarter]!;
    this.plant.size(designItMw(this.#input, quarter));
    this.#plants.turn(quarter, hours);
    this.#waterLeftM3 = this.#waterM3PerHour * hours;
    this.#dry = false;
  }

  /** A month ends: its demand charge, USD. */
  month(quarter: number): number {
    const usd = this.#tariff.charge(this.#input.power.demand[quarter]!);
    this.sums[quarter * energySums.length + at.demandUsd]! += usd;
    return usd;
  }

  /** What there is in this step. */
  begin(step: number, quarter: number): void {
    const { power, stepsPerHour = 1 } = this.#input;
    const { available, curtailed, response } = this.#grid;
    const full = power.gridMw[quarter]!;
    this.#fullGridMw = full;
    this.#gridMw = available ? full * available[step]! : full;
    this.#gridLimitMw = curtailed ? Math.min(this.#gridMw, full * (1 - curtailed[step]!)) : this.#gridMw;
    const called = response !== null && response.called[Math.floor(step / stepsPerHour)] === 1;
    if (called && !this.#called) this.#baselineMw = this.#lastGridMw;
    this.#called = called;
    if (called) this.#gridLimitMw = Math.min(this.#gridLimitMw, Math.max(0, this.#baselineMw - response.facilityMw));
    this.#plants.begin(step, quarter);
    const besideMw = this.#plants.limitMw() + this.storage.deliverableMw(quarter);
    this.supplyMw = this.#gridMw + besideMw;
    this.allowedMw = this.#gridLimitMw + besideMw;
    this.capMw = power.capMw[Math.floor(step / this.#stepsPerDay)]!;
  }

  /** Facility power that an IT load takes in a step, MW; leaves the parts in `plant`. */
  loadOf(step: number, itMw: number): number {
    const { dryBulbC, wetBulbC } = this.#input.conditions;
    this.plant.run(itMw, dryBulbC[step]!, wetBulbC[step]!, this.#dry);
    return this.plant.loadMw;
  }

  /**
   * Does the step. What was shed and curtailed before it ran, MW facility, is for the columns.
   * @returns grid draw, MW
   */
  run(step: number, quarter: number, itMw: number, shedMw: number, curtailedMw: number): number {
    const { power, conditions, site } = this.#input;
    const hours = this.#stepHours;
    const day = Math.floor(step / this.#stepsPerDay);
    const loadMw = this.loadOf(step, itMw);
    const { plant, dispatch, storage } = this;
    const tablePrice = conditions.priceUsdPerMwh[step]!;
    const escalation = power.escalation[quarter]!;
    const price = tablePrice * escalation;
    const delivery = power.delivery[quarter]!;
    const marketPrice = price + delivery;
    const plants = this.#plants;
    const plantMw = plants.limitMw();
    if (power.storage.length > 0) {
      const hour = this.#storageStep;
      hour.quarter = quarter;
      hour.step = step;
      hour.loadMw = loadMw;
      hour.supplyMw = this.#gridLimitMw + plantMw;
      hour.capMw = this.capMw;
      hour.boughtMw = Math.max(0, loadMw - plants.cheaperMw(quarter, marketPrice));
      hour.spareMw = Math.max(0, plants.sunMw(quarter, marketPrice) - loadMw);
      hour.peakMw = power.demand[quarter]! > 0 ? this.#tariff.billedMw() : Number.POSITIVE_INFINITY;
      hour.announced = this.#announced(step);
      hour.price = tablePrice;
      hour.delivery = delivery;
      hour.escalation = escalation;
      storage.run(hour);
    }
    dispatch.run(power, plants, quarter, day, this.#gridLimitMw, loadMw + storage.chargeMw - storage.dischargeMw, marketPrice);
    plants.end(quarter);
    checkEnergy(site, step, loadMw, dispatch.gridMw, dispatch.onsiteMw, this.#gridLimitMw, plantMw, storage.chargeMw, storage.dischargeMw);
    this.#tariff.step(dispatch.gridMw);
    this.#lastGridMw = dispatch.gridMw;
    this.priceUsdPerMwh = price;
    this.gridUsd = dispatch.gridUsd * hours + this.#coincident(step, dispatch.gridMw, quarter);
    this.onsiteUsd = dispatch.onsiteUsd * hours + plants.startUsd;
    this.carbonKg = (dispatch.gridMw * conditions.carbonKgPerMwh[step]! + dispatch.onsiteKg) * hours;
    const water = plant.waterM3PerHour * hours;
    this.#waterLeftM3 -= water;
    // The next step has no more water to evaporate than is left; a step may end a little over.
    if (this.#waterLeftM3 <= water && this.#input.cooling.dryApproach !== undefined) this.#dry = true;
    const columns = this.columns;
    columns[0]![step] = itMw;
    columns[1]![step] = plant.lossesMw;
    columns[2]![step] = plant.coolingMw;
    columns[3]![step] = plant.houseMw;
    columns[4]![step] = dispatch.gridMw;
    columns[5]![step] = dispatch.onsiteMw;
    columns[6]![step] = shedMw;
    columns[7]![step] = curtailedMw;
    columns[8]![step] = storage.chargeMw;
    columns[9]![step] = storage.dischargeMw;
    this.waterM3[step] = water;
    this.#book(step, quarter, curtailedMw, price);
    return dispatch.gridMw;
  }

  #book(step: number, quarter: number, curtailedMw: number, price: number): void {
    const { sums, storage, plant } = this;
    const hours = this.#stepHours;
    const base = quarter * energySums.length;
    const plants = this.#plants;
    sums[base + at.curtailedMwh]! += curtailedMw * hours;
    sums[base + at.gridOutMwh]! += (this.#fullGridMw - this.#gridMw) * hours;
    sums[base + at.plantOutMwh]! += plants.outMw * hours;
    sums[base + at.spilledMwh]! += plants.spilledMw * hours;
    sums[base + at.storageGivenMwh]! += storage.givenMwh - this.#given;
    sums[base + at.storageWearUsd]! += storage.wearUsd - this.#wear;
    this.#given = storage.givenMwh;
    this.#wear = storage.wearUsd;
    sums[base + at.starts]! += plants.starts;
    sums[base + at.startUsd]! += plants.startUsd;
    sums[base + at.fuelMwh]! += plants.fuelMw * hours;
    sums[base + at.heatMwh]! += plant.heat.heatMw * hours;
    sums[base + at.latentMwh]! += plant.heat.latentMw * hours;
    if (this.#dry) sums[base + at.dryHours]! += hours;
    const marginal = this.#input.conditions.marginalKgPerMwh;
    if (marginal) sums[base + at.marginalKg]! += this.dispatch.gridMw * marginal[step]! * hours;
    const stages = plant.stageMw.length;
    for (let stage = 0; stage < stages; stage += 1) this.stageMwh[quarter * stages + stage]! += plant.stageMw[stage]! * hours;
    const { response, differences } = this.#grid;
    if (response !== null) {
      sums[base + at.responseUsd]! += (response.facilityMw * response.usdPerMwYear * hours) / 8766;
      if (this.#called) {
        const mwh = Math.min(response.facilityMw, Math.max(0, this.#baselineMw - this.dispatch.gridMw)) * hours;
        sums[base + at.responseMwh]! += mwh;
        sums[base + at.responseUsd]! += mwh * response.usdPerMwh;
      }
    }
    for (let contract = 0; contract < differences.length; contract += 1) {
      const { facilityMw, strike, share } = differences[contract]!;
      sums[base + at.differenceUsd]! += facilityMw * (share === null ? 1 : share[step]!) * (strike - price) * hours;
    }
  }

  /** True when a call begins within the contract's notice. */
  #announced(step: number): boolean {
    const { response } = this.#grid;
    if (response === null || this.#called) return false;
    const hour = Math.floor(step * this.#stepHours);
    for (let ahead = 1; ahead <= response.noticeHours; ahead += 1) if (response.called[hour + ahead] === 1) return true;
    return false;
  }

  #coincident(step: number, gridMw: number, quarter: number): number {
    const { coincident } = this.#grid;
    if (coincident === null) return 0;
    const hour = Math.floor(step * this.#stepHours);
    let usd = 0;
    for (let peak = 0; peak < coincident.hours.length; peak += 1) if (coincident.hours[peak] === hour) usd += gridMw * coincident.usdPerMw[peak]! * this.#stepHours;
    if (usd !== 0) this.sums[quarter * energySums.length + at.coincidentUsd]! += usd;
    return usd;
  }
}

/** IT power that the site's electrical and cooling plant is built for in a quarter: its halls that are ready, or the racks that stand in them by its end. MW. */
function designItMw({ itReadyMw, quarterStarts, installed, kinds }: SiteInput, quarter: number): number {
  const step = installed.hours.findLastIndex((hour) => hour < quarterStarts[quarter + 1]!);
  const rackedMw = kinds.reduce((sum, { itMw }, kind) => sum + (step < 0 ? 0 : installed.counts[step * kinds.length + kind]!) * itMw, 0);
  return Math.max(itReadyMw[quarter]!, rackedMw);
}
