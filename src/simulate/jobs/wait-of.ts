// Why did one job wait, and for how long for each reason?

import { holdsQuota } from "../../schedule/quota.ts";
import { type ReasonId, reasons } from "../../schedule/reasons.ts";
import type { JobEngine } from "./engine.ts";
import { whyWaiting } from "./explain.ts";
import { future, waiting } from "./job-states.ts";

export interface Wait {
  readonly submitSeconds: number;
  /** -1 where it did not. */
  readonly startSeconds: number;
  readonly waitSeconds: number;
  /** By reason, the longest first. */
  readonly reasons: readonly { readonly reason: ReasonId; readonly sentence: string; readonly seconds: number }[];
}

/** Asks after every step of a run why the job does not run; the answer holds until the next step. Call `before` and `after` around each step. */
export class WaitOf {
  readonly #engine: JobEngine;
  readonly #job: number;
  readonly #quotas: Float64Array;
  readonly #seconds = new Map<ReasonId, number>();
  #now: ReasonId | undefined;
  #since = 0;

  /** @param quotas as in `withQuotas` */
  constructor(engine: JobEngine, job: number, quotas: Float64Array) {
    this.#engine = engine;
    this.#job = job;
    this.#quotas = quotas;
  }

  before(): void {
    this.#since = this.#engine.clock.now;
  }

  after(): void {
    const passed = this.#engine.clock.now - this.#since;
    if (this.#now !== undefined && passed > 0) this.#seconds.set(this.#now, (this.#seconds.get(this.#now) ?? 0) + passed);
    this.#now = this.#reason();
  }

  #reason(): ReasonId | undefined {
    const { jobs, desks } = this.#engine;
    const state = jobs.state[this.#job];
    if (state === future) return undefined;
    if (state === waiting && holdsQuota(desks[jobs.pool[this.#job]], this.#job, this.#quotas)) return "over-quota";
    return whyWaiting(this.#engine, this.#job);
  }

  found(): Wait {
    const { jobs } = this.#engine;
    const all = [...this.#seconds].toSorted(([, one], [, other]) => other - one);
    return {
      submitSeconds: jobs.table.submit[this.#job],
      startSeconds: jobs.started[this.#job],
      waitSeconds: all.reduce((sum, [, seconds]) => sum + seconds, 0),
      reasons: all.map(([reason, seconds]) => ({ reason, sentence: reasons[reason], seconds })),
    };
  }
}
