// Where is each job in its life?

import type { JobTable } from "./study.ts";

/** States; the order matters: from `done` on a job has ended. */
export const future = 0;
export const held = 1;
export const waiting = 2;
export const active = 3;
export const done = 4;
export const refused = 5;

/** What the engine keeps of every job, in columns. Law 1: submitted = waiting (held ones too) + active + ended. */
export class JobStates {
  readonly table: JobTable;
  readonly state: Uint8Array;
  readonly pool: Int32Array;
  /** Accelerators it holds. */
  readonly held: Int32Array;
  /** Counts its stays: an event with an older stamp is void. */
  readonly stamp: Int32Array;
  /** Its place in {@link Stays} while it is active. */
  readonly slot: Int32Array;
  readonly attempts: Int32Array;
  readonly interruptions: Int32Array;
  readonly preemptions: Int32Array;
  /** 0 fresh, 1 preempted, 2 failed: what its next start has to make up for. */
  readonly resume: Uint8Array;
  /** Seconds of work, at full size, that are safe. */
  readonly done: Float64Array;
  readonly started: Float64Array;
  readonly ended: Float64Array;
  readonly expectedEnd: Float64Array;
  readonly #follower: Int32Array;
  readonly #nextFollower: Int32Array;
  submitted = 0;
  waiting = 0;
  heldJobs = 0;
  active = 0;
  endedJobs = 0;

  constructor(table: JobTable) {
    const { count } = table;
    this.table = table;
    this.state = new Uint8Array(count);
    this.pool = new Int32Array(count);
    this.held = new Int32Array(count);
    this.stamp = new Int32Array(count);
    this.slot = new Int32Array(count).fill(-1);
    this.attempts = new Int32Array(count);
    this.interruptions = new Int32Array(count);
    this.preemptions = new Int32Array(count);
    this.resume = new Uint8Array(count);
    this.done = new Float64Array(count);
    this.started = new Float64Array(count).fill(-1);
    this.ended = new Float64Array(count).fill(-1);
    this.expectedEnd = new Float64Array(count);
    this.#follower = new Int32Array(count).fill(-1);
    this.#nextFollower = new Int32Array(count).fill(-1);
  }

  become(job: number, state: number): void {
    this.#count(this.state[job], -1);
    this.state[job] = state;
    this.#count(state, 1);
  }

  #count(state: number, change: 1 | -1): void {
    if (state === held) this.heldJobs += change;
    else if (state === waiting) this.waiting += change;
    else if (state === active) this.active += change;
    else if (state >= done) this.endedJobs += change;
  }

  firstStart(job: number, now: number): void {
    if (this.started[job] < 0) this.started[job] = now;
  }

  /** `job` waits until `first` has ended. */
  follow(first: number, job: number): void {
    this.#nextFollower[job] = this.#follower[first];
    this.#follower[first] = job;
  }
  firstFollower(job: number): number {
    return this.#follower[job];
  }
  nextFollower(job: number): number {
    return this.#nextFollower[job];
  }
}
