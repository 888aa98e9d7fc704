// Where is each job in its life?

import type { JobTable } from "./study.ts";

/** States; the order matters: from `done` on a job has ended. */
export const future = 0;
export const held = 1;
export const waiting = 2;
export const active = 3;
export const done = 4;
export const refused = 5;
/** It failed so often without saving any work that it was given up. */
export const abandoned = 6;

/** What the engine keeps of every job, in columns. Law 1: submitted = waiting (held ones too) + active + ended. */
export class JobStates {
  readonly table: JobTable;
  readonly state: Uint8Array;
  readonly pool: Int32Array;
  /** Whole accelerators it holds; and the thousandths of one that it wants beside others, 0 where it wants whole ones. */
  readonly held: Int32Array;
  readonly part: Int32Array;
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
  /** Failures in a row that left it without any more work saved. */
  readonly futile: Int32Array;
  /** Jobs that it waits for. */
  readonly waitsFor: Int32Array;
  /** Chains of jobs that wait for each: its last link, and of each link the job and the link before. */
  readonly #lastLink: Int32Array;
  readonly #linkJob: number[] = [];
  readonly #linkBefore: number[] = [];
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
    this.part = table.part ?? new Int32Array(count);
    this.futile = new Int32Array(count);
    this.waitsFor = new Int32Array(count);
    this.#lastLink = new Int32Array(count).fill(-1);
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

  /** Accelerators that it holds while it is active, a part of one as a fraction; and in thousandths, whole. */
  amount(job: number): number {
    return this.part[job] > 0 ? this.part[job] / 1000 : this.held[job];
  }
  milli(job: number): number {
    return this.part[job] > 0 ? this.part[job] : 1000 * this.held[job];
  }

  /** `job` waits until `first` has ended, unless it has. */
  follow(first: number, job: number): void {
    if (first < 0 || this.state[first] >= done) return;
    this.waitsFor[job] += 1;
    this.#linkJob.push(job);
    this.#linkBefore.push(this.#lastLink[first]);
    this.#lastLink[first] = this.#linkJob.length - 1;
  }
  lastLink(first: number): number {
    return this.#lastLink[first];
  }
  linkBefore(link: number): number {
    return this.#linkBefore[link];
  }
  linkJob(link: number): number {
    return this.#linkJob[link];
  }
}
