// Where did accelerator-seconds and energy go, hour by hour and pool by pool?

import { wholeMilli } from "../../fleet/shares.ts";
import { allocated, drained, type FleetState, free, states } from "../../fleet/state.ts";

/** Integrals over time, brought up to date before anything changes at a pool. Power is a sum of counts, so energy is exact between events. */
export class Ledger {
  readonly #pools: number;
  readonly #classes: number;
  readonly #since: Float64Array;
  readonly #counts: Int32Array;
  /** Thousandths of allocated accelerators that no job has: free, or drained. */
  readonly #rest: Int32Array;
  readonly #drainedRest: Int32Array;
  readonly #idleWatts: Float64Array;
  /** Watts above idle of what works now, by pool; thousandths of accelerators that work, by pool and class. */
  readonly workingWatts: Float64Array;
  readonly working: Float64Array;
  readonly classWatts: Float64Array;
  /** Accelerator-seconds by pool and state, and energy by pool and by pool and class, since the last hour was taken out. */
  readonly seconds: Float64Array;
  readonly energyJ: Float64Array;
  readonly classEnergyJ: Float64Array;

  constructor(fleet: FleetState, idleWatts: Float64Array, classes: number) {
    this.#pools = idleWatts.length;
    this.#classes = classes;
    this.#counts = fleet.pools;
    this.#rest = fleet.shares.rest;
    this.#drainedRest = fleet.shares.drainedRest;
    this.#idleWatts = idleWatts;
    this.#since = new Float64Array(this.#pools);
    this.workingWatts = new Float64Array(this.#pools);
    this.working = new Float64Array(this.#pools * classes);
    this.classWatts = new Float64Array(this.#pools * classes);
    this.seconds = new Float64Array(this.#pools * states);
    this.energyJ = new Float64Array(this.#pools);
    this.classEnergyJ = new Float64Array(this.#pools * classes);
  }

  watts(pool: number): number {
    const at = pool * states;
    const powered = this.#counts[at + free] + this.#counts[at + allocated] + this.#counts[at + drained];
    return this.#idleWatts[pool] * powered + this.workingWatts[pool];
  }

  /** Accounts for the time up to `now` at a pool. */
  advance(pool: number, now: number): void {
    const passed = now - this.#since[pool];
    if (passed === 0) return;
    this.#since[pool] = now;
    const at = pool * states;
    for (let state = 0; state < states; state += 1) this.seconds[at + state] += this.#counts[at + state] * passed;
    this.#moveRest(at, free, this.#rest[pool], passed);
    this.#moveRest(at, drained, this.#drainedRest[pool], passed);
    this.energyJ[pool] += this.watts(pool) * passed;
    for (let of = pool * this.#classes; of < (pool + 1) * this.#classes; of += 1) this.classEnergyJ[of] += this.classWatts[of] * passed;
  }

  /** What is left of shared accelerators counts as what may become of it. */
  #moveRest(at: number, state: number, milli: number, passed: number): void {
    if (milli === 0) return;
    this.seconds[at + allocated] -= (milli / wholeMilli) * passed;
    this.seconds[at + state] += (milli / wholeMilli) * passed;
  }

  /** A job goes to work (1) or stops (-1). */
  work(pool: number, kind: number, milli: number, watts: number, change: 1 | -1): void {
    const at = pool * this.#classes + kind;
    this.working[at] += change * milli;
    this.classWatts[at] += change * watts;
    this.workingWatts[pool] += change * watts;
    if (this.working[at] === 0) this.classWatts[at] = 0;
  }

  /** Forgets the hour that was written out. */
  clear(): void {
    this.seconds.fill(0);
    this.energyJ.fill(0);
    this.classEnergyJ.fill(0);
  }
}
