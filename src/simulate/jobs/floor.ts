// What do all parts of the job engine work on?

import { Holdings } from "../../fleet/holdings.ts";
import { type Hierarchy, hierarchyOf } from "../../fleet/hierarchy.ts";
import { FleetState } from "../../fleet/state.ts";
import { Clock } from "./clock.ts";
import { Chosen, Desk } from "./desk.ts";
import { Hazards } from "./hazards.ts";
import { JobStates } from "./job-states.ts";
import { Ledger } from "./ledger.ts";
import { JobQueue } from "./queue.ts";
import { rankingOf } from "./ranking.ts";
import { RowBook } from "./row-book.ts";
import { RunningJobs } from "./running.ts";
import { Stays } from "./stays.ts";
import type { JobStudy } from "./study.ts";
import { Waterfall } from "./waterfall.ts";

/** Kinds of events; at the same time they come in this order, submissions after all of them. */
export const eventKinds = {
  repaired: 0,
  podArrives: 1,
  maintenanceEnds: 2,
  jobEnds: 3,
  jobSteps: 4,
  jobDies: 5,
  drainBegins: 6,
  maintenanceBegins: 7,
  candidate: 8,
  wakes: 9,
  hourEnds: 10,
  jobGrows: 11,
} as const;

/** How an attempt ended: indexes into `attemptEndings` of record/outcomes.ts. */
export const endedDone = 1;
export const endedFailed = 2;
export const endedPreempted = 3;

const secondsPerDay = 86_400;

/** The state of a run: the fleet and who holds what of it, the jobs, the queues, the clock and what is written down. */
export class Floor {
  readonly study: JobStudy;
  readonly hierarchy: Hierarchy;
  readonly fleet: FleetState;
  readonly jobs: JobStates;
  readonly stays = new Stays();
  readonly holdings: Holdings;
  readonly desks: readonly Desk[];
  readonly ledger: Ledger;
  readonly rows: RowBook;
  readonly waterfall = new Waterfall();
  readonly clock = new Clock();
  readonly hazards: Hazards | undefined;
  readonly chosen = new Chosen();
  /** By pool: elastic jobs that run on fewer accelerators than they want. */
  readonly shrunken: readonly Set<number>[];
  /** Pools that something has happened to and that are to be scheduled. */
  readonly toSchedule: number[] = [];
  /** Events to come that may let a waiting job start. */
  pending = 0;
  /** Events handled: submissions, ends, steps, failures, repairs, hours, and starts and preemptions that were decided. */
  events = 0;
  /** Called after every event and decision, for checks. */
  check: (() => void) | undefined;
  /** A job has ended, whatever way: set by whoever lets those start that wait for it. */
  whenEnded: (job: number, now: number) => void = () => {};
  readonly #dirty: Uint8Array;

  constructor(study: JobStudy) {
    const { jobs, policy, reliability, seed } = study;
    this.study = study;
    this.hierarchy = hierarchyOf(study.fleet);
    this.fleet = new FleetState(this.hierarchy);
    this.jobs = new JobStates(jobs);
    this.holdings = new Holdings(jobs.count, this.hierarchy.rackOfTray.length);
    const { pools, models } = this.hierarchy;
    this.ledger = new Ledger(
      this.fleet,
      Float64Array.from(pools, ({ model }) => models[model].idleWatts),
      jobs.classes.length,
    );
    this.hazards = reliability === undefined ? undefined : new Hazards(this.hierarchy, reliability, seed);
    const out = (reliability?.causes ?? []).filter(({ scope }) => scope !== "job");
    const rate = out.reduce((sum, cause) => sum + cause.ratePerDay, 0);
    const office = {
      fleet: this.fleet,
      jobs,
      ledger: this.ledger,
      placement: policy.placement,
      allowances: policy.allowances,
      chosen: this.chosen,
      secondsBetweenFailures: rate === 0 ? Number.POSITIVE_INFINITY : secondsPerDay / rate,
      repairSeconds: rate === 0 ? 0 : out.reduce((sum, cause) => sum + cause.ratePerDay * cause.repairSeconds, 0) / rate,
    };
    const ranking = rankingOf(jobs, policy.discipline);
    this.desks = pools.map((_, pool) => new Desk(pool, office, new JobQueue(jobs, ranking), new RunningJobs(ranking, this.jobs.held, this.jobs.expectedEnd)));
    this.shrunken = pools.map(() => new Set<number>());
    this.#dirty = new Uint8Array(pools.length);
    this.rows = new RowBook(this);
  }

  /** Something is about to happen at a pool: its time is accounted for, and it will be scheduled. */
  touch(pool: number, now: number): void {
    this.ledger.advance(pool, now);
    if (this.#dirty[pool] === 1) return;
    this.#dirty[pool] = 1;
    this.toSchedule.push(pool);
  }

  /** A pool is being scheduled: what happens to it from now on has it scheduled again. */
  scheduled(pool: number): void {
    this.#dirty[pool] = 0;
  }

  /** An event that may make room: the run does not end before it while jobs wait. */
  plan(time: number, kind: number, id: number): void {
    this.pending += 1;
    this.clock.push(time, kind, id, 0);
  }

  poolOf(tray: number): number {
    return this.hierarchy.poolOfPod[this.hierarchy.podOfRack[this.hierarchy.rackOfTray[tray]]];
  }
}
