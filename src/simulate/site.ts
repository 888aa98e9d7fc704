// What happens at one site, hour by hour?

import { facilityPower } from "../physics/facility.ts";
import { heldBy } from "../schedule/place.ts";
import { stream } from "../units/random.ts";
import { Dispatch, onsiteLimit } from "./energy.ts";
import { EventQueue } from "./events.ts";
import { FailureLog } from "./failures.ts";
import { checkEnergy } from "./laws.ts";
import type { SiteInput } from "./site-input.ts";
import { powerColumns, type QuarterSum, quarterSums, type SiteOutput } from "./site-output.ts";
import { Storage } from "./storage.ts";
import { backFromRepair, rackFailure, Workforce } from "./workforce.ts";

const hoursPerDay = 24;
const at = Object.fromEntries(quarterSums.map((name, index) => [name, index])) as Record<QuarterSum, number>;

/** Plays one site through all hours of its calendar. The same input gives the same output wherever it runs. Throws `LawBroken` when a law does not hold. */
export function simulateSite(input: SiteInput): SiteOutput {
  return new SiteRun(input).run();
}

class SiteRun {
  readonly #input: SiteInput;
  readonly #events = new EventQueue(1024);
  readonly #log = new FailureLog();
  readonly #workforce: Workforce;
  readonly #dispatch = new Dispatch();
  readonly #chance;
  readonly #storage: Storage;
  readonly #power: Float64Array[];
  readonly #price: Float32Array;
  readonly #water: Float32Array;
  readonly #sums: Float64Array;
  readonly #served: Float64Array[];
  readonly #useful: Float64Array[];
  readonly #gangUseful: Float64Array[];
  /** Gangs' sums at the end of the hour before: useful, all and running H100e-hours. */
  readonly #gangBefore: Float64Array;
  /** Base of the quarter in `#sums`. */
  #base = 0;

  constructor(input: SiteInput) {
    this.#input = input;
    this.#workforce = new Workforce(input, this.#events, this.#log, (gang) => stream(input.seed, input.site, "gang", gang));
    this.#chance = stream(input.seed, input.site, "failures");
    const quarters = input.quarterStarts.length - 1;
    this.#storage = new Storage(input.power.storage, input.conditions.priceUsdPerMwh);
    this.#power = powerColumns.map(() => new Float64Array(input.hours));
    this.#price = new Float32Array(input.hours);
    this.#water = new Float32Array(input.hours);
    this.#sums = new Float64Array(quarters * quarterSums.length);
    this.#served = input.works.map((work) => new Float64Array(work.inference ? input.hours : 0));
    this.#useful = input.works.map(() => new Float64Array(quarters));
    this.#gangUseful = input.gangs.map(() => new Float64Array(quarters));
    this.#gangBefore = new Float64Array(2 * input.gangs.length);
  }

  run(): SiteOutput {
    const { hours, quarterStarts, monthStarts } = this.#input;
    const workforce = this.#workforce;
    let quarter = -1;
    let month = -1;
    let monthPeak = 0;
    for (let hour = 0; hour < hours; hour += 1) {
      const turn = hour === quarterStarts[quarter + 1];
      if (hour === monthStarts[month + 1]) {
        if (month >= 0) this.#demandCharge(quarter, monthPeak);
        month += 1;
        monthPeak = 0;
      }
      if (turn) {
        quarter += 1;
        this.#base = quarter * quarterSums.length;
      }
      workforce.stands(hour, quarter, turn);
      if (hour % hoursPerDay === 0) this.#drawFailures(hour);
      this.#happen(hour);
      workforce.assign(hour, quarter);
      const shedMw = this.#fit(hour, quarter);
      workforce.commit(hour);
      this.#work(hour, quarter);
      workforce.check(hour, turn);
      monthPeak = Math.max(monthPeak, this.#energy(hour, quarter, shedMw));
    }
    this.#demandCharge(quarter, monthPeak);
    return this.#output();
  }

  /** The day's failures of racks outside gangs: a Poisson count for each kind and cause, taken out together at one hour of the day. */
  #drawFailures(hour: number): void {
    const { kinds, causes } = this.#input;
    const { atWork, repair, off, gangs } = this.#workforce;
    for (let kind = 0; kind < kinds.length; kind += 1) {
      let exposed = atWork[kind]! - repair[kind]! - off[kind]!;
      for (let gang = 0; gang < gangs.length; gang += 1) exposed -= gangs[gang]!.working[kind]! + gangs[gang]!.spares[kind]!;
      if (exposed <= 0) continue;
      for (let cause = 0; cause < causes.length; cause += 1) {
        const failures = this.#chance.poisson(exposed * causes[cause]!.ratePerDay);
        if (failures > 0) this.#events.push(hour + this.#chance.integer(hoursPerDay), rackFailure, kind * causes.length + cause, failures);
      }
    }
  }

  /** Everything that is due by `hour`. */
  #happen(hour: number): void {
    const events = this.#events;
    const causes = this.#input.causes.length;
    while (events.nextTime <= hour) {
      const { nextTime, kind, first, second } = events;
      events.pop();
      if (kind === backFromRepair) this.#workforce.repair[first] = this.#workforce.repair[first]! - second;
      else this.#workforce.rackFails(nextTime, Math.floor(first / causes), first % causes, second);
    }
  }

  /** Makes the hour's load fit its supply and the cap in force. Records what was shed and curtailed, MW facility; returns the sum. */
  #fit(hour: number, quarter: number): number {
    const { power, conditions, cooling, chain } = this.#input;
    const supply = power.gridMw[quarter]! + onsiteLimit(power, quarter, hour) + this.#storage.deliverableMw(quarter);
    const cap = power.capMw[Math.floor(hour / hoursPerDay)]!;
    const limit = Math.min(supply, cap);
    const most = this.#mostItMw();
    if (most === 0) return 0;
    const load = (itMw: number) => loadOf(facilityPower(cooling, chain, itMw, conditions.dryBulbC[hour]!, conditions.wetBulbC[hour]!), itMw);
    const need = load(most);
    if (need <= limit) return 0;
    let itMw = limit > 0 ? (most * limit) / need : 0;
    for (let round = 0; round < 50 && itMw > 0 && load(itMw) > limit; round += 1) itMw *= Math.min(1 - 1e-12, limit / load(itMw));
    if (load(itMw) > limit) itMw = 0;
    this.#workforce.shed(most - itMw);
    const given = need - load(this.#mostItMw());
    const shed = cap < supply ? Math.min(given, Math.max(0, need - supply)) : given;
    this.#power[6]![hour] = shed;
    this.#power[7]![hour] = given - shed;
    return given;
  }

  /** IT MW when everything that is given out works through the whole hour. */
  #mostItMw(): number {
    const { kinds, loadFactor } = this.#input;
    const { queue, pool, working, reserve } = this.#workforce;
    let itMw = 0;
    for (let kind = 0; kind < kinds.length; kind += 1) {
      let busy = 0;
      for (let work = 0; work < queue.wanted.length; work += 1) busy += queue.allocated[work * kinds.length + kind]!;
      for (let gang = kind; gang < working.length; gang += kinds.length) busy += working[gang]! + reserve[gang]!;
      const { itMw: each, idle } = kinds[kind]!;
      itMw += each * (busy * Math.max(loadFactor, idle) + pool.free[kind]! * idle);
    }
    return itMw;
  }

  /** The hour's work: gangs go on, inference and best effort are served; compute sums of the quarter. */
  #work(hour: number, quarter: number): void {
    const { works } = this.#input;
    const { queue, pool, gangs, installed, atWork, off } = this.#workforce;
    const sums = this.#sums;
    const base = this.#base;
    for (let gang = 0; gang < gangs.length; gang += 1) {
      const run = gangs[gang]!;
      run.resetHour();
      for (let kind = 0; kind < pool.free.length; kind += 1) sums[base + at.allocated]! += (run.working[kind]! + run.spares[kind]!) * pool.h100e[kind]!;
      run.advance(hour, hour + 1);
      const useful = run.done.h100eHours - this.#gangBefore[2 * gang]!;
      sums[base + at.running]! += run.runningH100eHours - this.#gangBefore[2 * gang + 1]!;
      sums[base + at.useful]! += useful;
      this.#gangUseful[gang]![quarter]! += useful;
      this.#gangBefore[2 * gang] = run.done.h100eHours;
      this.#gangBefore[2 * gang + 1] = run.runningH100eHours;
    }
    for (let work = 0; work < works.length; work += 1) {
      const held = heldBy(work, pool, queue);
      const served = this.#workforce.deliver(work, quarter, held);
      if (works[work]!.inference) this.#served[work]![hour] = served;
      this.#useful[work]![quarter]! += served;
      sums[base + at.allocated]! += held;
      sums[base + at.running]! += held;
      sums[base + at.useful]! += served;
    }
    for (let kind = 0; kind < pool.free.length; kind += 1) {
      sums[base + at.installed]! += installed[kind]! * pool.h100e[kind]!;
      sums[base + at.powered]! += (atWork[kind]! - off[kind]!) * pool.h100e[kind]!;
    }
  }

  /** IT MW as it was: work draws its mean load, everything else that has power idles, what is in repair or off draws nothing. */
  #itMw(): number {
    const { kinds, loadFactor, works } = this.#input;
    const { queue, pool, gangs } = this.#workforce;
    let itMw = 0;
    for (let kind = 0; kind < kinds.length; kind += 1) {
      let busy = 0;
      let idle = pool.free[kind]!;
      for (let work = 0; work < works.length; work += 1) busy += queue.allocated[work * kinds.length + kind]!;
      for (let gang = 0; gang < gangs.length; gang += 1) {
        busy += gangs[gang]!.busy[kind]!;
        idle += gangs[gang]!.idle[kind]!;
      }
      itMw += kinds[kind]!.itMw * (busy * loadFactor + idle * kinds[kind]!.idle);
    }
    return itMw;
  }

  /** Power, water, cost and carbon of the hour. Returns the grid draw, MW. */
  #energy(hour: number, quarter: number, shedMw: number): number {
    const { conditions, cooling, chain, power, kinds, site } = this.#input;
    const itMw = this.#itMw();
    const facility = facilityPower(cooling, chain, itMw, conditions.dryBulbC[hour]!, conditions.wetBulbC[hour]!);
    const loadMw = loadOf(facility, itMw);
    const price = conditions.priceUsdPerMwh[hour]! * power.escalation[quarter]!;
    const dispatch = this.#dispatch;
    const storage = this.#storage;
    const delivery = power.delivery[quarter]!;
    const plantMw = onsiteLimit(power, quarter, hour);
    if (power.storage.length > 0)
      storage.run({
        quarter,
        hour,
        loadMw,
        supplyMw: power.gridMw[quarter]! + plantMw,
        capMw: power.capMw[Math.floor(hour / hoursPerDay)]!,
        boughtMw: Math.max(0, loadMw - onsiteLimit(power, quarter, hour, price + delivery)),
        price: conditions.priceUsdPerMwh[hour]!,
        delivery,
        escalation: power.escalation[quarter]!,
      });
    dispatch.run(power, quarter, hour, loadMw + storage.chargeMw - storage.dischargeMw, price + delivery);
    checkEnergy(site, hour, loadMw, dispatch.gridMw, dispatch.onsiteMw, power.gridMw[quarter]!, plantMw, storage.chargeMw, storage.dischargeMw);
    const columns = this.#power;
    columns[0]![hour] = itMw;
    columns[1]![hour] = facility.lossesMw;
    columns[2]![hour] = facility.coolingMw;
    columns[3]![hour] = facility.houseMw;
    columns[4]![hour] = dispatch.gridMw;
    columns[5]![hour] = dispatch.onsiteMw;
    columns[8]![hour] = storage.chargeMw;
    columns[9]![hour] = storage.dischargeMw;
    this.#price[hour] = price;
    this.#water[hour] = facility.waterM3PerHour;
    const sums = this.#sums;
    const base = this.#base;
    const { installed, atWork, repair } = this.#workforce;
    let racked = 0;
    let running = 0;
    for (let kind = 0; kind < kinds.length; kind += 1) {
      racked += installed[kind]! * kinds[kind]!.itMw;
      running += Math.max(0, atWork[kind]! - repair[kind]!) * kinds[kind]!.itMw;
    }
    // Each rung of the ladder is at most the one before: docs/model.md, "The MW ladder".
    const itReady = this.#input.itReadyMw[quarter]!;
    sums[base + at.energizedMwh]! += this.#input.energizedMw[quarter]!;
    sums[base + at.hallsMwh]! += this.#input.hallsMw[quarter]!;
    sums[base + at.itReadyMwh]! += itReady;
    sums[base + at.rackedMwh]! += Math.min(racked, itReady);
    sums[base + at.runningMwh]! += Math.min(running, itReady);
    sums[base + at.itMwh]! += itMw;
    sums[base + at.facilityMwh]! += loadMw;
    sums[base + at.gridMwh]! += dispatch.gridMw;
    sums[base + at.onsiteMwh]! += dispatch.onsiteMw;
    sums[base + at.shedMwh]! += shedMw;
    sums[base + at.peakMw] = Math.max(sums[base + at.peakMw]!, loadMw);
    sums[base + at.energyUsd]! += dispatch.gridUsd;
    sums[base + at.onsiteUsd]! += dispatch.onsiteUsd;
    sums[base + at.carbonKg]! += dispatch.gridMw * conditions.carbonKgPerMwh[hour]! + dispatch.onsiteKg;
    sums[base + at.waterM3]! += facility.waterM3PerHour;
    return dispatch.gridMw;
  }

  #demandCharge(quarter: number, monthPeakMw: number): void {
    this.#sums[quarter * quarterSums.length + at.energyUsd]! += monthPeakMw * this.#input.power.demand[quarter]!;
  }

  #output(): SiteOutput {
    return {
      site: this.#input.site,
      power: this.#power,
      priceUsdPerMwh: this.#price,
      waterM3: this.#water,
      sums: this.#sums,
      works: this.#input.works.map((work) => work.id),
      served: this.#served,
      useful: this.#useful,
      gangs: this.#workforce.gangs.map((gang, index) => ({
        id: gang.input.id,
        startHour: gang.startHour,
        endHour: gang.endHour,
        packages: gang.packages,
        flop: gang.done.flop,
        interruptions: gang.interruptions,
        intervalHours: gang.intervalHours,
        ettr: gang.done.h100eHours / gang.wallH100eHours,
        useful: this.#gangUseful[index]!,
      })),
      failures: {
        rows: this.#log.rows,
        hour: this.#log.hour,
        kind: this.#log.kind,
        cause: this.#log.cause,
        count: this.#log.count,
        packages: this.#log.packages,
        gang: this.#log.gang,
        lostHours: this.#log.lostHours,
      },
    };
  }
}

function loadOf(facility: { readonly lossesMw: number; readonly coolingMw: number; readonly houseMw: number }, itMw: number): number {
  return itMw + facility.lossesMw + facility.coolingMw + facility.houseMw;
}
