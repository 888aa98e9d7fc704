// Which replicas of a pool are there, starting, draining or gone?

import type { Replica } from "./replica.ts";
import type { Router } from "./router.ts";
import { type Autoscale, type CapacityStep, Scaler } from "./scaler.ts";

const off = 0;
const starting = 1;
const open = 2;
const draining = 3;

export interface PoolTerms {
  readonly replicas: number;
  readonly autoscale?: Autoscale | undefined;
  readonly capacity: readonly CapacityStep[];
  /** From when a replica is given until it takes requests, without an autoscaler that says so. */
  readonly startSeconds: number;
}

/** The replicas of one pool and who among them takes requests. Times in nanoseconds. */
export class Pool {
  /** Every replica that there may ever be. */
  readonly all: readonly Replica[];
  /** Those that take requests. */
  readonly open: Replica[] = [];
  /** Requests that wait for a replica to be there. */
  pending = 0;
  /** Nanoseconds that replicas were held, starting and draining counted. */
  heldTime = 0;
  readonly #terms: PoolTerms;
  readonly #router: Router;
  readonly #scaler: Scaler | undefined;
  readonly #state: Uint8Array;
  readonly #since: Float64Array;
  readonly #readyAt: Float64Array;
  #nextTick: number;
  #nextStep = 0;
  #wanted: number;

  constructor(all: readonly Replica[], terms: PoolTerms, router: Router) {
    this.all = all;
    this.#terms = terms;
    this.#router = router;
    this.#scaler = terms.autoscale && new Scaler(terms.autoscale);
    this.#state = new Uint8Array(all.length);
    this.#since = new Float64Array(all.length);
    this.#readyAt = new Float64Array(all.length).fill(Infinity);
    this.#nextTick = terms.autoscale ? terms.autoscale.intervalSeconds * 1e9 : Infinity;
    this.#wanted = terms.replicas;
    const now = Math.min(this.#wanted, this.#capacityAt(0));
    for (let index = 0; index < now; index++) this.#state[index] = open;
    this.#reopen();
  }

  /** The replica for a request; undefined while none takes any. */
  route(request: number): Replica | undefined {
    return this.open.length === 0 ? undefined : this.open.length === 1 ? this.open[0] : this.#router(this.open, request);
  }

  /** When the number of replicas may change next (ns), with work to come or under way. */
  next(working: boolean): number {
    let time = working ? this.#nextTick : Infinity;
    const step = this.#terms.capacity[this.#nextStep];
    if (working && step) time = Math.min(time, Math.round(step.atSeconds * 1e9));
    if (working) for (const ready of this.#readyAt) time = Math.min(time, ready);
    return time;
  }

  /** True when nothing will ever bring a replica back: what is given is none, for good. */
  get gone(): boolean {
    const { capacity } = this.#terms;
    return this.#nextStep === capacity.length && capacity.length > 0 && capacity.at(-1)!.replicas === 0;
  }

  /** Brings the pool up to `time`: ready replicas open, load is looked at, capacity taken is withdrawn. @returns true when a replica opened */
  act(time: number, withdraw: (replica: Replica) => void): boolean {
    let opened = false;
    for (let index = 0; index < this.all.length; index++) {
      if (this.#readyAt[index]! > time) continue;
      this.#readyAt[index] = Infinity;
      this.#state[index] = open;
      opened = true;
    }
    const capacity = this.#capacityAt(time);
    if (this.#scaler && time >= this.#nextTick) {
      let outstanding = 0;
      for (const replica of this.all) outstanding += replica.outstanding;
      this.#wanted = this.#scaler.wanted(time / 1e9, outstanding + this.pending, this.#count(starting) + this.#count(open));
      while (this.#nextTick <= time) this.#nextTick += this.#terms.autoscale!.intervalSeconds * 1e9;
    }
    this.#settle(time, capacity, withdraw);
    this.#reopen();
    return opened;
  }

  /** A draining replica that is empty goes. */
  emptied(replica: Replica, time: number): void {
    const index = this.all.indexOf(replica);
    if (this.#state[index] === draining && replica.outstanding === 0) this.#turnOff(index, time);
  }

  /** Books what is still held at the end. */
  close(time: number): void {
    for (let index = 0; index < this.all.length; index++) if (this.#state[index] !== off) this.#turnOff(index, time);
    this.#reopen();
  }

  /** What is given at `time` (ns), which never goes back. */
  #capacityAt(time: number): number {
    const { capacity } = this.#terms;
    while (this.#nextStep < capacity.length && Math.round(capacity[this.#nextStep]!.atSeconds * 1e9) <= time) this.#nextStep++;
    return this.#nextStep === 0 ? Infinity : capacity[this.#nextStep - 1]!.replicas;
  }

  #settle(time: number, capacity: number, withdraw: (replica: Replica) => void): void {
    // What is taken goes at once: first what only starts, then what drains, then the rest, the highest number first.
    for (const kind of [starting, draining, open]) {
      for (let index = this.all.length - 1; index >= 0 && this.#held() > capacity; index--) {
        if (this.#state[index] !== kind) continue;
        const replica = this.all[index]!;
        this.#turnOff(index, time);
        this.#reopen();
        if (kind !== starting) withdraw(replica);
      }
    }
    const target = Math.min(this.#wanted, capacity);
    for (let index = this.all.length - 1; index >= 0 && this.#count(starting) + this.#count(open) > target; index--) {
      if (this.#state[index] === starting) this.#turnOff(index, time);
    }
    for (let index = this.all.length - 1; index >= 0 && this.#count(starting) + this.#count(open) > target; index--) {
      if (this.#state[index] !== open) continue;
      this.#state[index] = draining;
      if (this.all[index]!.outstanding === 0) this.#turnOff(index, time);
    }
    for (let index = 0; index < this.all.length && this.#count(starting) + this.#count(open) < target; index++) {
      if (this.#state[index] === draining) this.#state[index] = open;
      else if (this.#state[index] === off && this.#held() < capacity) {
        this.#state[index] = starting;
        this.#since[index] = time;
        this.#readyAt[index] = time + Math.round((this.#terms.autoscale?.startSeconds ?? this.#terms.startSeconds) * 1e9);
      }
    }
  }

  #turnOff(index: number, time: number): void {
    this.heldTime += time - this.#since[index]!;
    this.#state[index] = off;
    this.#readyAt[index] = Infinity;
  }

  #count(kind: number): number {
    let count = 0;
    for (const state of this.#state) if (state === kind) count++;
    return count;
  }

  #held(): number {
    return this.all.length - this.#count(off);
  }

  #reopen(): void {
    this.open.length = 0;
    for (let index = 0; index < this.all.length; index++) if (this.#state[index] === open) this.open.push(this.all[index]!);
  }
}
