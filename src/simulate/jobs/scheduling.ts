// What does the policy decide for a pool, and what follows?

import type { Decisions } from "../../schedule/view.ts";
import type { Admission } from "./admission.ts";
import { endedPreempted, type Floor } from "./floor.ts";
import type { Growth } from "./growth.ts";
import type { Life } from "./life.ts";

/** Carries out what disciplines decide, until they decide nothing. */
export class Scheduling implements Decisions {
  readonly #floor: Floor;
  readonly #life: Life;
  readonly #admission: Admission;
  readonly #growth: Growth;
  readonly #start: number[] = [];
  readonly #preempt: number[] = [];

  constructor(floor: Floor, life: Life, admission: Admission, growth: Growth) {
    this.#floor = floor;
    this.#life = life;
    this.#admission = admission;
    this.#growth = growth;
  }

  start(job: number): void {
    this.#start.push(job);
  }
  preempt(job: number): void {
    this.#preempt.push(job);
  }

  schedule(pool: number, now: number): void {
    const floor = this.#floor;
    floor.scheduled(pool);
    const desk = floor.desks[pool];
    this.#serve(pool, now);
    if (desk.queue.size > 0) return;
    const { study, shrunken } = floor;
    const { movesWaiting } = study.policy.route;
    if (movesWaiting === undefined && shrunken[pool].size === 0) return;
    desk.refresh(now);
    if (!this.#admission.bring(pool, now)) this.#growth.consider(pool, now);
  }

  #serve(pool: number, now: number): void {
    const floor = this.#floor;
    const desk = floor.desks[pool];
    const start = this.#start;
    const preempt = this.#preempt;
    const { discipline } = floor.study.policy;
    while (desk.queue.size > 0) {
      desk.refresh(now);
      start.length = 0;
      preempt.length = 0;
      discipline.decide(desk, this);
      if (start.length === 0 && preempt.length === 0) return;
      for (const job of preempt) {
        this.#life.interrupt(job, now, endedPreempted, -1, false);
        floor.events += 1;
        floor.check?.();
      }
      for (const job of start) {
        desk.refresh(now);
        if (!desk.fits(job)) throw new Error(`internal error: policy ${discipline.id} starts job ${floor.jobs.table.names[job]}, which does not fit`);
        this.#life.start(job, now);
        floor.events += 1;
        floor.check?.();
      }
    }
  }
}
