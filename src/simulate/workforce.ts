// Who holds the accelerators of a site in this hour: training gangs, inference, best effort, repair?

import { sizeGang } from "../schedule/gang.ts";
import { place, type Pool, type Queue, withdraw } from "../schedule/place.ts";
import { type Chance, Gang } from "./gang.ts";
import { type FailureLog, packagesOut } from "./failures.ts";
import { checkAccelerators, checkJobs, LawBroken } from "./laws.ts";
import type { EventQueue } from "./events.ts";
import type { SiteInput } from "./site-input.ts";

/** Event kinds of a site's queue: packages come back from repair (kind, packages); racks outside gangs fail (kind x causes + cause, failures). */
export const backFromRepair = 0;
export const rackFailure = 1;

/**
 * The accelerators of one site and what they do. Each hour: {@link Workforce.stands} says how many there are, events change what is down, {@link Workforce.assign}
 * gives them out (gangs first, then inference, then best effort, as planned; then what demand is left), {@link Workforce.shed} takes back what cannot be powered, {@link Workforce.commit} tells the gangs.
 */
export class Workforce {
  readonly gangs: readonly Gang[];
  /** By kind: in the hall, at work (not dark), in repair, dark for want of power in this hour. */
  readonly installed: Int32Array;
  readonly atWork: Int32Array;
  readonly repair: Int32Array;
  readonly off: Int32Array;
  readonly pool: Pool;
  readonly queue: Queue;
  /** What each gang is given in this hour, at work and in reserve: [gang * kinds + kind]. {@link Workforce.commit} hands it over. */
  readonly working: Int32Array;
  readonly reserve: Int32Array;
  readonly #input: SiteInput;
  readonly #events: EventQueue;
  readonly #log: FailureLog;
  /** out[kind * causes + cause]: packages that one failure takes out. */
  readonly #out: Int32Array;
  readonly #wanted: Int32Array;
  readonly #resize: Uint8Array;
  /** Best-effort work that the plan meant and that was not done yet in this quarter, H100e-hours. */
  readonly #backlog: Float64Array;
  #steps = { installed: 0, atWork: 0 };

  constructor(input: SiteInput, events: EventQueue, log: FailureLog, chance: (gang: string) => Chance) {
    const kinds = input.kinds.length;
    const count = () => new Int32Array(kinds);
    this.#input = input;
    this.#events = events;
    this.#log = log;
    this.installed = count();
    this.atWork = count();
    this.repair = count();
    this.off = count();
    const h100e = Float64Array.from(input.kinds, (kind) => kind.h100e);
    const efficiency = (kind: number) => h100e[kind]! / input.kinds[kind]!.itMw;
    this.pool = { order: Int32Array.from(h100e.keys()).toSorted((one, other) => efficiency(other) - efficiency(one) || one - other), h100e, free: count() };
    this.queue = { wanted: new Float64Array(input.works.length), order: new Int32Array(input.works.length), allocated: new Int32Array(input.works.length * kinds) };
    this.#out = Int32Array.from(input.kinds.flatMap((kind) => input.causes.map((cause) => packagesOut(cause.scope, kind))));
    this.#wanted = new Int32Array(input.gangs.length * kinds);
    this.#resize = new Uint8Array(input.gangs.length);
    this.working = new Int32Array(input.gangs.length * kinds);
    this.reserve = new Int32Array(input.gangs.length * kinds);
    this.#backlog = new Float64Array(input.works.length);
    this.gangs = input.gangs.map(
      (gang, index) =>
        new Gang(gang, h100e, input.causes, this.#out, input.recovery, chance(gang.id), (time, kind, cause, packages, lostHours) => {
          log.add(time, kind, cause, 1, packages, index, lostHours);
          this.#break(time, kind, cause, packages);
        }),
    );
  }

  /** What stands in this hour. A new quarter begins with `turn`. */
  stands(hour: number, quarter: number, turn: boolean): void {
    const { installed, atWork } = this.#input;
    const before = this.#steps.atWork;
    this.#steps.installed = reach(installed.hours, hour, this.#steps.installed);
    this.#steps.atWork = reach(atWork.hours, hour, this.#steps.atWork);
    const kinds = this.installed.length;
    for (let kind = 0; kind < kinds; kind += 1) {
      this.installed[kind] = installed.counts[this.#steps.installed * kinds + kind]!;
      this.atWork[kind] = atWork.counts[this.#steps.atWork * kinds + kind]!;
    }
    if (turn) {
      this.queue.order.set(this.#input.workOrder.subarray(quarter * this.queue.order.length, (quarter + 1) * this.queue.order.length));
      this.#backlog.fill(0);
    }
    if (turn || hour === 0 || this.#steps.atWork !== before) this.#aim(quarter);
  }

  /** How many packages each gang wants: the plan's mean, following the racks as they come; an unfinished run that is past its last quarter wants what it had in its best one. */
  #aim(quarter: number): void {
    const { gangs, meanAtWork } = this.#input;
    const kinds = this.atWork.length;
    for (const [index, gang] of gangs.entries()) {
      const overdue = quarter > gang.last && gang.finishes;
      for (let kind = 0; kind < kinds; kind += 1) {
        const mean = meanAtWork[quarter * kinds + kind]!;
        const following = mean > 0 ? Math.round((gang.planned[quarter * kinds + kind]! * this.atWork[kind]!) / mean) : 0;
        const wanted = overdue ? mostPlanned(gang.planned, kinds, kind) : following;
        if (wanted !== this.#wanted[index * kinds + kind]) this.#resize[index] = 1;
        this.#wanted[index * kinds + kind] = wanted;
      }
    }
  }

  /** Takes a failure of racks outside gangs: at most what is there breaks. */
  rackFails(time: number, kind: number, cause: number, failures: number): void {
    let held = 0;
    for (const gang of this.gangs) held += gang.working[kind]! + gang.spares[kind]!;
    const there = Math.max(0, this.atWork[kind]! - this.repair[kind]! - held);
    const packages = Math.min(there, failures * this.#out[kind * this.#input.causes.length + cause]!);
    this.#log.add(time, kind, cause, failures, packages, -1, 0);
    this.#break(time, kind, cause, packages);
  }

  #break(time: number, kind: number, cause: number, packages: number): void {
    if (packages === 0) return;
    this.repair[kind] = this.repair[kind]! + packages;
    this.#events.push(time + this.#input.causes[cause]!.repairHours, backFromRepair, kind, packages);
  }

  /** Gives out what works in a step; see `working`, `reserve`, `queue` and `pool.free`. */
  assign(step: number, quarter: number): void {
    const { free } = this.pool;
    const kinds = free.length;
    this.off.fill(0);
    for (let kind = 0; kind < kinds; kind += 1) free[kind] = Math.max(0, this.atWork[kind]! - this.repair[kind]!);
    for (let index = 0; index < this.gangs.length; index += 1) this.#sizeGang(index);
    this.queue.allocated.fill(0);
    this.#want(step, quarter, false);
    place(this.pool, this.queue);
    this.#want(step, quarter, true);
    place(this.pool, this.queue);
  }

  #sizeGang(index: number): void {
    const gang = this.gangs[index]!;
    const { free } = this.pool;
    const kinds = free.length;
    for (let kind = 0; kind < kinds; kind += 1) {
      const at = index * kinds + kind;
      const wanted = gang.phase === "ended" ? 0 : this.#wanted[at]!;
      const size = sizeGang(wanted, this.#input.spareShare, free[kind]!, { working: gang.working[kind]!, spares: gang.spares[kind]! }, this.#resize[index] === 1 || wanted === 0);
      this.working[at] = size.working;
      this.reserve[at] = size.spares;
      free[kind] = free[kind]! - size.working - size.spares;
    }
    this.#resize[index] = 0;
  }

  /** Hands each gang what it is given. */
  commit(hour: number): void {
    const kinds = this.pool.free.length;
    for (let index = 0; index < this.gangs.length; index += 1)
      this.gangs[index]!.resize(hour, this.working.subarray(index * kinds, (index + 1) * kinds), this.reserve.subarray(index * kinds, (index + 1) * kinds));
  }

  /** First what the plan means for the hour (best effort may catch up), then what demand it leaves. */
  #want(step: number, quarter: number, all: boolean): void {
    const { works } = this.#input;
    for (let work = 0; work < works.length; work += 1) {
      const { planned, overflow, factor, inference } = works[work]!;
      const wanted = planned[quarter]! + (all ? overflow[quarter]! : 0);
      this.queue.wanted[work] = inference ? wanted * (factor === null ? 1 : factor[step]!) : wanted + this.#backlog[work]!;
    }
  }

  /** Useful H100e of a work in this step of `hours`, at most what it wanted; called once a step, after {@link Workforce.shed}. */
  deliver(work: number, quarter: number, held: number, hours: number): number {
    const served = Math.min(this.queue.wanted[work]!, held);
    if (!this.#input.works[work]!.inference) this.#backlog[work] = Math.max(0, this.#backlog[work]! + (this.#input.works[work]!.planned[quarter]! - served) * hours);
    return served;
  }

  /** Turns whole packages off until `cutMw` of peak draw is gone: idle ones first, then the work served last, gangs at the end. */
  shed(cutMw: number): void {
    const { kinds, loadFactor } = this.#input;
    let left = cutMw;
    for (let position = this.pool.order.length - 1; position >= 0 && left > 0; position -= 1) {
      const kind = this.pool.order[position]!;
      left = this.#turnOff(kind, left, kinds[kind]!.itMw * kinds[kind]!.idle, this.pool.free[kind]!, (count) => {
        this.pool.free[kind] = this.pool.free[kind]! - count;
        return count;
      });
    }
    for (let position = this.pool.order.length - 1; position >= 0 && left > 0; position -= 1) {
      const kind = this.pool.order[position]!;
      left = this.#turnOff(kind, left, kinds[kind]!.itMw * loadFactor, this.atWork[kind]!, (count) => withdraw(this.pool, this.queue, kind, count));
    }
    for (let at = this.working.length - 1; at >= 0 && left > 0; at -= 1) {
      const kind = at % kinds.length;
      left = this.#turnOff(kind, left, kinds[kind]!.itMw * loadFactor, this.working[at]! + this.reserve[at]!, (count) => {
        const spares = Math.min(count, this.reserve[at]!);
        this.reserve[at] = this.reserve[at]! - spares;
        this.working[at] = this.working[at]! - (count - spares);
        return count;
      });
    }
  }

  #turnOff(kind: number, cutMw: number, eachMw: number, most: number, take: (count: number) => number): number {
    if (eachMw <= 0) return cutMw;
    const taken = take(Math.min(most, Math.ceil(cutMw / eachMw)));
    this.off[kind] = this.off[kind]! + taken;
    return cutMw - taken * eachMw;
  }

  /** Laws 1 and 2, after the events of every step of `hours`; `repairs` also recounts what is down from the events that wait. */
  check(hour: number, repairs: boolean, hours: number): void {
    const { site } = this.#input;
    const kinds = this.installed.length;
    for (let kind = 0; kind < kinds; kind += 1) {
      let allocated = 0;
      for (let index = 0; index < this.gangs.length; index += 1) allocated += this.gangs[index]!.working[kind]! + this.gangs[index]!.spares[kind]!;
      for (let work = 0; work < this.queue.wanted.length; work += 1) allocated += this.queue.allocated[work * kinds + kind]!;
      const down = Math.min(this.repair[kind]!, this.atWork[kind]!);
      checkAccelerators(site, hour, this.installed[kind]!, this.installed[kind]! - this.atWork[kind]! + this.off[kind]!, down, this.pool.free[kind]!, allocated);
      if (repairs && this.#events.sum(backFromRepair, kind) !== this.repair[kind])
        throw new LawBroken(2, `${site}, hour ${hour}: ${this.repair[kind]} down, but ${this.#events.sum(backFromRepair, kind)} are to come back`);
    }
    // States by two records that must agree: the phase for those that wait, the times for those that began and ended.
    let waiting = 0;
    let active = 0;
    let ended = 0;
    for (let index = 0; index < this.gangs.length; index += 1) {
      const { phase, startHour, endHour } = this.gangs[index]!;
      if (phase === "waiting") waiting += 1;
      if (endHour <= hour + hours) ended += 1;
      else if (startHour <= hour) active += 1;
    }
    checkJobs(site, hour, this.#input.gangs.length, waiting, active, ended);
  }
}

function mostPlanned(planned: Float64Array, kinds: number, kind: number): number {
  let most = 0;
  for (let at = kind; at < planned.length; at += kinds) most = Math.max(most, planned[at]!);
  return Math.round(most);
}

/** The last step at or before `hour`, looked for from `step` on. */
function reach(hours: Int32Array, hour: number, step: number): number {
  let at = step;
  while (at + 1 < hours.length && hours[at + 1]! <= hour) at += 1;
  return at;
}
