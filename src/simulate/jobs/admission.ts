// To which queue does a job go, and from when on does it wait there?

import type { PoolFacts } from "../../schedule/view.ts";
import { eventKinds, type Floor } from "./floor.ts";
import { held, refused, waiting } from "./job-states.ts";
import type { Life } from "./life.ts";

const secondsPerHour = 3600;

/** Submission, jobs that wait for others, jobs that are put off, and the choice of a site. */
export class Admission {
  readonly #floor: Floor;
  readonly #life: Life;
  readonly #allowed: PoolFacts[] = [];

  constructor(floor: Floor, life: Life) {
    this.#floor = floor;
    this.#life = life;
    floor.whenEnded = (job, now) => this.#releaseFollowers(job, now);
  }

  submit(job: number, now: number): void {
    const { jobs } = this.#floor;
    const { after, alsoAfter } = jobs.table;
    jobs.submitted += 1;
    jobs.follow(after[job], job);
    if (alsoAfter !== undefined) for (let at = alsoAfter.first[job]; at < alsoAfter.first[job + 1]; at += 1) jobs.follow(alsoAfter.jobs[at], job);
    if (jobs.waitsFor[job] > 0) jobs.become(job, held);
    else this.#release(job, now);
  }

  /** A job that was put off waits from now on. */
  wake(job: number, now: number): void {
    this.#enqueue(job, now, this.#route(job, now));
  }

  /** A pool is gone: those who wait there are sent elsewhere if there is an elsewhere. */
  reroute(from: number, now: number): void {
    const { desks } = this.#floor;
    const { queue } = desks[from];
    for (let job = queue.first(); job >= 0;) {
      const next = queue.next(job);
      const pool = this.#route(job, now);
      if (pool >= 0 && pool !== from) this.#move(job, pool, now);
      job = next;
    }
  }

  /** A pool has room and nobody waits there: the first of those that wait elsewhere and fit come over. True where one did. */
  bring(to: number, now: number): boolean {
    const { desks, jobs, study } = this.#floor;
    const looks = study.policy.route.movesWaiting ?? 0;
    const desk = desks[to];
    if (looks === 0 || desk.usable < 1) return false;
    for (const other of desks) {
      if (other === desk) continue;
      let looked = 0;
      for (let job = other.queue.first(); job >= 0 && looked < looks; job = other.queue.next(job), looked += 1) {
        if (!jobs.table.permitted(job, desk.facts.site, desk.facts.model) || !desk.couldHold(job) || !desk.fits(job)) continue;
        this.#move(job, to, now);
        return true;
      }
    }
    return false;
  }

  #move(job: number, to: number, now: number): void {
    const { desks, jobs } = this.#floor;
    const from = jobs.pool[job];
    desks[from].queue.remove(job);
    jobs.pool[job] = to;
    desks[to].queue.add(job);
    this.#floor.touch(from, now);
    this.#floor.touch(to, now);
  }

  /** A job may run: at once, or put off. */
  #release(job: number, now: number): void {
    const { jobs, study, hierarchy } = this.#floor;
    const pool = this.#route(job, now);
    if (pool < 0) return this.#refuse(job, now);
    const earliest = study.policy.shift.earliest(jobs.table, job, now, study.forecasts?.[hierarchy.pools[pool].site]);
    if (earliest <= now) return this.#enqueue(job, now, pool);
    jobs.become(job, held);
    this.#floor.plan(earliest, eventKinds.wakes, job);
  }

  #enqueue(job: number, now: number, pool: number): void {
    const { jobs, desks } = this.#floor;
    if (pool < 0) return this.#refuse(job, now);
    jobs.pool[job] = pool;
    jobs.become(job, waiting);
    desks[pool].queue.add(job);
    this.#floor.touch(pool, now);
    if (jobs.table.need[job] === 0) this.#life.start(job, now);
  }

  #refuse(job: number, now: number): void {
    this.#life.finish(job, now, refused);
  }

  #releaseFollowers(job: number, now: number): void {
    const { jobs } = this.#floor;
    for (let link = jobs.lastLink(job); link >= 0; link = jobs.linkBefore(link)) {
      const next = jobs.linkJob(link);
      jobs.waitsFor[next] -= 1;
      if (jobs.waitsFor[next] === 0) this.#release(next, now);
    }
  }

  #route(job: number, now: number): number {
    const { jobs, desks, study } = this.#floor;
    const { table } = jobs;
    const allowed = this.#allowed;
    allowed.length = 0;
    for (let pool = 0; pool < desks.length; pool += 1) {
      const desk = desks[pool];
      if (!table.permitted(job, desk.facts.site, desk.facts.model) || !desk.couldHold(job)) continue;
      if (desks.length > 1) desk.refresh(now);
      allowed.push(desk.facts);
    }
    if (allowed.length === 0) return -1;
    if (allowed.length === 1) return allowed[0].pool;
    return study.policy.route.choose(table, job, allowed, Math.floor(now / secondsPerHour), study.forecasts ?? []);
  }
}
