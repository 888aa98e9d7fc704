// Where did accelerator-seconds and energy go, hour by hour and pool by pool?

import { allocated, drained, free, states } from "../../fleet/state.ts";

/** Integrals over time, brought up to date before anything changes at a pool. Power is a sum of counts, so energy is exact between events. */
export class Ledger {
  readonly #pools: number;
  readonly #classes: number;
  readonly #since: Float64Array;
  readonly #counts: Int32Array;
  readonly #idleWatts: Float64Array;
  /** Watts above idle of what works now, by pool; accelerators that work, by pool and class. */
  readonly workingWatts: Float64Array;
  readonly working: Int32Array;
  readonly classWatts: Float64Array;
  /** Accelerator-seconds by pool and state, and energy by pool and by pool and class, since the last hour was taken out. */
  readonly seconds: Float64Array;
  readonly energyJ: Float64Array;
  readonly classEnergyJ: Float64Array;

  /** @param counts of the pools by state, kept by the fleet */
  constructor(counts: Int32Array, idleWatts: Float64Array, classes: number) {
    this.#pools = idleWatts.length;
    this.#classes = classes;
    this.#counts = counts;
    this.#idleWatts = idleWatts;
    this.#since = new Float64Array(this.#pools);
    this.workingWatts = new Float64Array(this.#pools);
    this.working = new Int32Array(this.#pools * classes);
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
    this.energyJ[pool] += this.watts(pool) * passed;
    for (let of = pool * this.#classes; of < (pool + 1) * this.#classes; of += 1) this.classEnergyJ[of] += this.classWatts[of] * passed;
  }

  /** A job goes to work (1) or stops (-1). */
  work(pool: number, kind: number, accelerators: number, watts: number, change: 1 | -1): void {
    const at = pool * this.#classes + kind;
    this.working[at] += change * accelerators;
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
