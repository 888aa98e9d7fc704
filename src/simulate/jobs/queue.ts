// Who waits at a pool, and who of them could pass the first?

import { OrderedSet } from "../../fleet/ordered-set.ts";
import type { JobColumns } from "../../schedule/jobs.ts";
import type { QueueView } from "../../schedule/view.ts";
import { MinTree } from "./min-tree.ts";
import type { Ranking } from "./ranking.ts";

/** The waiting jobs of one pool. Every question costs about the logarithm of the jobs of the run, never the queue. */
export class JobQueue implements QueueView {
  readonly #jobs: JobColumns;
  readonly #ranking: Ranking;
  readonly #waiting: OrderedSet;
  /** Time limits of the waiting jobs of each size. */
  readonly #limits: (MinTree | undefined)[];
  /** State of the fleet for which each size is known to find no domains. */
  readonly #ruledOut: Float64Array;
  /** State of the fleet now, see `FleetState.version`. */
  version = 0;
  /** Accelerator-seconds that wait. */
  backlog = 0;

  constructor(jobs: JobColumns, ranking: Ranking) {
    this.#jobs = jobs;
    this.#ranking = ranking;
    this.#waiting = new OrderedSet(jobs.count);
    this.#ruledOut = new Float64Array(ranking.classFirst.length - 1).fill(-1);
    this.#limits = Array.from({ length: ranking.classFirst.length - 1 }, () => undefined);
  }

  get size(): number {
    return this.#waiting.size;
  }

  add(job: number): void {
    this.#waiting.add(this.#ranking.place[job]);
    const size = this.#ranking.classOf[job];
    this.#limits[size] ??= new MinTree(this.#ranking.classFirst[size + 1] - this.#ranking.classFirst[size]);
    this.#limits[size].set(this.#ranking.placeInClass[job], this.#jobs.limit[job]);
    this.backlog += this.#work(job);
  }

  remove(job: number): void {
    this.#waiting.delete(this.#ranking.place[job]);
    this.#limits[this.#ranking.classOf[job]]!.set(this.#ranking.placeInClass[job], Number.POSITIVE_INFINITY);
    this.backlog = this.#waiting.size === 0 ? 0 : this.backlog - this.#work(job);
  }

  /** The placement found no domains for this job now: so it would not for any that asks for the same. */
  ruleOut(job: number): void {
    const size = this.#ranking.classOf[job];
    if (this.#ranking.alike[size] === 1) this.#ruledOut[size] = this.version;
  }

  first(): number {
    return this.#at(this.#waiting.next(0));
  }
  next(job: number): number {
    return this.#at(this.#waiting.next(this.#ranking.place[job] + 1));
  }
  firstIn(group: number): number {
    if (group + 1 >= this.#ranking.groupFirst.length) return -1;
    const place = this.#waiting.next(this.#ranking.groupFirst[group]);
    return place < this.#ranking.groupFirst[group + 1] ? this.#at(place) : -1;
  }

  firstWithin(need: number, seconds: number, after: number): number {
    const { classFirst, classLeast, classMost, byClass, place } = this.#ranking;
    let best = -1;
    let bestPlace = Number.POSITIVE_INFINITY;
    for (let size = 0; size < this.#limits.length; size += 1) {
      const limits = this.#limits[size];
      if (limits === undefined || classLeast[size] > need || !(limits.least <= seconds) || this.#ruledOut[size] === this.version) continue;
      for (let at = limits.firstWithin(seconds, 0); at >= 0; at = limits.firstWithin(seconds, at + 1)) {
        const job = byClass[classFirst[size] + at];
        if (place[job] >= bestPlace) break;
        if (place[job] <= place[after] || (classMost[size] > need && this.#jobs.need[job] > need)) continue;
        best = job;
        bestPlace = place[job];
        break;
      }
    }
    return best;
  }

  /** Accelerator-seconds that a job is expected to take. */
  #work(job: number): number {
    const part = this.#jobs.part === undefined ? 0 : this.#jobs.part[job];
    return (part > 0 ? part / 1000 : this.#jobs.need[job]) * this.#jobs.limit[job];
  }

  #at(place: number): number {
    return place < 0 ? -1 : this.#ranking.order[place];
  }
}
