// What happens at one site, step by step?

import { heldBy } from "../schedule/place.ts";
import { stream } from "../units/random.ts";
import { EventQueue } from "./events.ts";
import { FailureLog } from "./failures.ts";
import { SiteEnergy } from "./site-energy.ts";
import type { SiteInput } from "./site-input.ts";
import { type QuarterSum, quarterSums, type SiteOutput } from "./site-output.ts";
import { atSteps, hourlyMeans } from "./steps.ts";
import { backFromRepair, rackFailure, Workforce } from "./workforce.ts";

const hoursPerDay = 24;
const at = Object.fromEntries(quarterSums.map((name, index) => [name, index])) as Record<QuarterSum, number>;

/** Plays one site through all hours of its calendar. The same input gives the same output wherever it runs. Throws `LawBroken` when a law does not hold. */
export function simulateSite(input: SiteInput): SiteOutput {
  return new SiteRun(atSteps(input)).run();
}

class SiteRun {
  readonly #input: SiteInput;
  readonly #events = new EventQueue(1024);
  readonly #log = new FailureLog();
  readonly #workforce: Workforce;
  readonly #chance;
  readonly #energy: SiteEnergy;
  readonly #stepsPerHour;
  /** Length of a step, hours. */
  readonly #span: number;
  readonly #price: Float32Array;
  readonly #sums: Float64Array;
  readonly #served: Float64Array[];
  readonly #useful: Float64Array[];
  readonly #gangUseful: Float64Array[];
  /** Gangs' sums at the end of the hour before: useful, all and running H100e-hours. */
  readonly #gangBefore: Float64Array;
  /** Base of the quarter in `#sums`. */
  #base = 0;
  #shedMw = 0;
  #curtailedMw = 0;

  constructor(input: SiteInput) {
    this.#input = input;
    this.#workforce = new Workforce(input, this.#events, this.#log, (gang) => stream(input.seed, input.site, "gang", gang));
    this.#chance = stream(input.seed, input.site, "failures");
    const quarters = input.quarterStarts.length - 1;
    this.#energy = new SiteEnergy(input);
    this.#stepsPerHour = input.stepsPerHour ?? 1;
    this.#span = 1 / this.#stepsPerHour;
    this.#price = new Float32Array(input.hours);
    this.#sums = new Float64Array(quarters * quarterSums.length);
    this.#served = input.works.map((work) => new Float64Array(work.inference ? input.hours : 0));
    this.#useful = input.works.map(() => new Float64Array(quarters));
    this.#gangUseful = input.gangs.map(() => new Float64Array(quarters));
    this.#gangBefore = new Float64Array(2 * input.gangs.length);
  }

  run(): SiteOutput {
    const { hours, quarterStarts, monthStarts } = this.#input;
    const workforce = this.#workforce;
    const energy = this.#energy;
    let quarter = -1;
    let month = -1;
    for (let step = 0; step < hours * this.#stepsPerHour; step += 1) {
      const time = step * this.#span;
      const hour = Math.floor(time);
      const turn = time === quarterStarts[quarter + 1];
      if (time === monthStarts[month + 1]) {
        if (month >= 0) this.#demandCharge(quarter);
        month += 1;
      }
      if (turn) {
        quarter += 1;
        this.#base = quarter * quarterSums.length;
        energy.turn(quarter);
      }
      workforce.stands(hour, quarter, turn);
      if (time === hour && hour % hoursPerDay === 0) this.#drawFailures(hour);
      this.#happen(time);
      workforce.assign(step, quarter);
      energy.begin(step, quarter);
      this.#fit(step);
      workforce.commit(time);
      this.#work(step, quarter);
      workforce.check(time, turn, this.#span);
      this.#draw(step, quarter);
    }
    this.#demandCharge(quarter);
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

  /** Everything that is due by `time`, hours. */
  #happen(time: number): void {
    const events = this.#events;
    const causes = this.#input.causes.length;
    while (events.nextTime <= time) {
      const { nextTime, kind, first, second } = events;
      events.pop();
      if (kind === backFromRepair) this.#workforce.repair[first] = this.#workforce.repair[first]! - second;
      else this.#workforce.rackFails(nextTime, Math.floor(first / causes), first % causes, second);
    }
  }

  /** Makes the step's load fit its supply and the cap in force. What was shed for want of power and curtailed by order stands in `#shedMw` and `#curtailedMw`, MW facility. */
  #fit(step: number): void {
    const energy = this.#energy;
    const { supplyMw, allowedMw, capMw } = energy;
    const limit = Math.min(allowedMw, capMw);
    this.#shedMw = 0;
    this.#curtailedMw = 0;
    const most = this.#mostItMw();
    if (most === 0) return;
    const need = energy.loadOf(step, most);
    if (need <= limit) return;
    let itMw = limit > 0 ? (most * limit) / need : 0;
    for (let round = 0; round < 50 && itMw > 0 && energy.loadOf(step, itMw) > limit; round += 1) itMw *= Math.min(1 - 1e-12, limit / energy.loadOf(step, itMw));
    if (energy.loadOf(step, itMw) > limit) itMw = 0;
    this.#workforce.shed(most - itMw);
    const given = need - energy.loadOf(step, this.#mostItMw());
    this.#shedMw = limit < supplyMw ? Math.min(given, Math.max(0, need - supplyMw)) : given;
    this.#curtailedMw = given - this.#shedMw;
  }

  /** IT MW when everything that is given out works through the whole step. */
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

  /** The step's work: gangs go on, inference and best effort are served; compute sums of the quarter. */
  #work(step: number, quarter: number): void {
    const { works } = this.#input;
    const { queue, pool, gangs, installed, atWork, off } = this.#workforce;
    const sums = this.#sums;
    const base = this.#base;
    const span = this.#span;
    const time = step * span;
    for (let gang = 0; gang < gangs.length; gang += 1) {
      const run = gangs[gang]!;
      run.resetHour();
      for (let kind = 0; kind < pool.free.length; kind += 1) sums[base + at.allocated]! += (run.working[kind]! + run.spares[kind]!) * pool.h100e[kind]! * span;
      run.advance(time, time + span);
      const useful = run.done.h100eHours - this.#gangBefore[2 * gang]!;
      sums[base + at.running]! += run.runningH100eHours - this.#gangBefore[2 * gang + 1]!;
      sums[base + at.useful]! += useful;
      this.#gangUseful[gang]![quarter]! += useful;
      this.#gangBefore[2 * gang] = run.done.h100eHours;
      this.#gangBefore[2 * gang + 1] = run.runningH100eHours;
    }
    for (let work = 0; work < works.length; work += 1) {
      const held = heldBy(work, pool, queue);
      const served = this.#workforce.deliver(work, quarter, held, span);
      if (works[work]!.inference) this.#served[work]![Math.floor(time)]! += served * span;
      this.#useful[work]![quarter]! += served * span;
      sums[base + at.allocated]! += held * span;
      sums[base + at.running]! += held * span;
      sums[base + at.useful]! += served * span;
    }
    for (let kind = 0; kind < pool.free.length; kind += 1) {
      sums[base + at.installed]! += installed[kind]! * pool.h100e[kind]! * span;
      sums[base + at.powered]! += (atWork[kind]! - off[kind]!) * pool.h100e[kind]! * span;
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
        busy += gangs[gang]!.busy[kind]! / this.#span;
        idle += gangs[gang]!.idle[kind]! / this.#span;
      }
      itMw += kinds[kind]!.itMw * (busy * loadFactor + idle * kinds[kind]!.idle);
    }
    return itMw;
  }

  /** Power, water, cost and carbon of the step. */
  #draw(step: number, quarter: number): void {
    const { kinds } = this.#input;
    const energy = this.#energy;
    const itMw = this.#itMw();
    const gridMw = energy.run(step, quarter, itMw, this.#shedMw, this.#curtailedMw);
    const { loadMw } = energy.plant;
    const span = this.#span;
    this.#price[Math.floor(step * span)]! += energy.priceUsdPerMwh * span;
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
    sums[base + at.energizedMwh]! += this.#input.energizedMw[quarter]! * span;
    sums[base + at.hallsMwh]! += this.#input.hallsMw[quarter]! * span;
    sums[base + at.itReadyMwh]! += itReady * span;
    sums[base + at.rackedMwh]! += Math.min(racked, itReady) * span;
    sums[base + at.runningMwh]! += Math.min(running, itReady) * span;
    sums[base + at.itMwh]! += itMw * span;
    sums[base + at.facilityMwh]! += loadMw * span;
    sums[base + at.gridMwh]! += gridMw * span;
    sums[base + at.onsiteMwh]! += energy.dispatch.onsiteMw * span;
    sums[base + at.shedMwh]! += (this.#shedMw + this.#curtailedMw) * span;
    sums[base + at.peakMw] = Math.max(sums[base + at.peakMw]!, loadMw);
    sums[base + at.energyUsd]! += energy.gridUsd;
    sums[base + at.onsiteUsd]! += energy.onsiteUsd;
    sums[base + at.carbonKg]! += energy.carbonKg;
    sums[base + at.waterM3]! += energy.plant.waterM3PerHour * span;
  }

  #demandCharge(quarter: number): void {
    this.#sums[quarter * quarterSums.length + at.energyUsd]! += this.#energy.month(quarter);
  }

  #output(): SiteOutput {
    return {
      site: this.#input.site,
      power: this.#energy.columns.map((column) => hourlyMeans(column, this.#stepsPerHour)),
      steps: this.#stepsPerHour === 1 ? null : this.#energy.columns,
      priceUsdPerMwh: this.#price,
      waterM3: Float32Array.from(hourlyMeans(this.#energy.waterM3, this.#stepsPerHour), (mean) => mean * this.#stepsPerHour),
      energy: this.#energy.sums,
      stages: this.#energy.plant.stageNames,
      stageMwh: this.#energy.stageMwh,
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
