// When does an elastic job that lost accelerators take others?

import { withinSite } from "../../schedule/jobs.ts";
import { endedPreempted, eventKinds, type Floor } from "./floor.ts";
import type { Life } from "./life.ts";

/**
 * An elastic job that runs on fewer accelerators than it wants grows when nobody waits at its pool: at its next checkpoint, since nothing is lost there, and only if it ends sooner
 * for it, the restart counted. A job that saves nothing does not grow.
 */
export class Growth {
  readonly #floor: Floor;
  readonly #life: Life;
  /** Stay of each job, by its stamp, for which a checkpoint to grow at is planned. */
  readonly #planned: Int32Array;

  constructor(floor: Floor, life: Life) {
    this.#floor = floor;
    this.#life = life;
    this.#planned = new Int32Array(floor.jobs.table.count).fill(-1);
  }

  /** Plans the next checkpoint of jobs that could grow. Nobody waits at the pool. */
  consider(pool: number, now: number): void {
    const { shrunken, jobs, stays, clock } = this.#floor;
    for (const job of shrunken[pool]) {
      if (this.#planned[job] === jobs.stamp[job] || this.#more(job) === 0) continue;
      const slot = jobs.slot[job];
      const cycle = stays.interval[slot] + stays.stall[slot];
      if (cycle === Number.POSITIVE_INFINITY) continue;
      const steps = stays.steps[slot];
      this.#planned[job] = jobs.stamp[job];
      clock.push(steps + cycle * (Math.floor(Math.max(0, now - steps) / cycle) + 1), eventKinds.jobGrows, job, jobs.stamp[job]);
    }
  }

  /** The checkpoint is written. */
  grow(job: number, now: number): void {
    const { jobs, desks, stays } = this.#floor;
    const { table } = jobs;
    const pool = jobs.pool[job];
    const desk = desks[pool];
    this.#planned[job] = -1;
    desk.refresh(now);
    const more = this.#more(job);
    if (desk.queue.size > 0 || more === 0) return;
    const slot = jobs.slot[job];
    const worked = now - stays.steps[slot];
    const rate = stays.rate[slot];
    // Stalls count as work in this: they are few, and both sides have them.
    const left = table.run[job] - jobs.done[job] - worked * rate;
    const grown = (rate * (jobs.held[job] + more)) / jobs.held[job];
    if (left / rate <= this.#life.restartSeconds + left / grown || !desk.find(more, table.block[job], withinSite)) return;
    this.#life.close(job, now, endedPreempted, -1, false);
    this.#life.hold(job, desk);
    jobs.preemptions[job] += 1;
    this.#life.begin(job, now, this.#life.restartSeconds);
  }

  /** Accelerators that could be added now, in whole blocks. */
  #more(job: number): number {
    const { jobs, desks } = this.#floor;
    const { table } = jobs;
    if (table.within[job] !== withinSite) return 0;
    const room = Math.min(table.need[job] - jobs.held[job], desks[jobs.pool[job]].usable);
    return Math.max(0, room - (room % table.block[job]));
  }
}
