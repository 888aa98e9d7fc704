// Conservative backfill: nobody in the queue starts later because another one passed.

import type { Discipline } from "../view.ts";

/**
 * Every waiting job has a reservation, made anew in order whenever something changes (Mu'alem and Feitelson, IEEE TPDS 12(6), 2001); one that falls on
 * now starts. Costs the queue times the profile at each decision, so `depth` bounds the jobs looked at, as Slurm's `bf_max_job_test` does.
 */
export function conservative(depth: number): Discipline {
  return {
    id: "conservative",
    sentence: "In order of submission; a later job may pass where it delays none before it.",
    compare: () => 0,
    decide(view, decisions) {
      const { queue, running, jobs, now } = view;
      if (queue.size === 0 || view.usable <= 0) return;
      const profile = new Profile(now, view.usable);
      for (let position = 0; position < running.size; position += 1) profile.gain(Math.max(running.endAt(position), now), running.heldAt(position));
      let looked = 0;
      for (let job = queue.first(); job >= 0 && looked < depth; job = queue.next(job), looked += 1) {
        const at = profile.reserve(jobs.need[job], jobs.limit[job]);
        if (at !== now) continue;
        if (view.fits(job)) return decisions.start(job);
      }
    },
  };
}

/** Free accelerators over the time to come: `free[i]` from `times[i]` to `times[i + 1]`, the last for ever. */
class Profile {
  readonly #times: number[];
  readonly #free: number[];

  constructor(now: number, free: number) {
    this.#times = [now];
    this.#free = [free];
  }

  /** More accelerators from a time on that is not before the last one given. */
  gain(at: number, accelerators: number): void {
    const last = this.#times.length - 1;
    if (this.#times[last] === at) this.#free[last] += accelerators;
    else {
      this.#times.push(at);
      this.#free.push(this.#free[last] + accelerators);
    }
  }

  /** Takes `need` accelerators for `seconds` from the earliest time at which they are free throughout; that time, Infinity for never. */
  reserve(need: number, seconds: number): number {
    const { length } = this.#times;
    for (let first = 0; first < length; first += 1) {
      if (this.#free[first] < need) continue;
      const end = this.#times[first] + seconds;
      let past = first + 1;
      while (past < length && this.#times[past] < end && this.#free[past] >= need) past += 1;
      if (past < length && this.#times[past] < end) {
        first = past;
        continue;
      }
      const at = this.#times[first];
      if (seconds > 0) this.#take(first, past, end, need);
      return at;
    }
    return Number.POSITIVE_INFINITY;
  }

  #take(first: number, past: number, end: number, need: number): void {
    if (Number.isFinite(end) && this.#times[past] !== end) {
      this.#times.splice(past, 0, end);
      this.#free.splice(past, 0, this.#free[past - 1]);
    }
    for (let at = first; at < past; at += 1) this.#free[at] -= need;
  }
}
