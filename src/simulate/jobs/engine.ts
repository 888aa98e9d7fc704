// What becomes of a fleet's jobs, event by event?

import { Admission } from "./admission.ts";
import type { AttemptRows, FailureRows, HourRows } from "./attempts.ts";
import { Breakdowns } from "./breakdowns.ts";
import { endedFailed, eventKinds, Floor } from "./floor.ts";
import { Growth } from "./growth.ts";
import { active } from "./job-states.ts";
import { Life } from "./life.ts";
import { workAfter } from "./progress.ts";
import { Scheduling } from "./scheduling.ts";
import type { JobStudy } from "./study.ts";

const secondsPerHour = 3600;

/**
 * The discrete job engine: everything that happens at one time is done, then each pool that was touched is scheduled once. State is in typed arrays,
 * aggregated by failure domain; an event costs what it touches. Fleet, jobs, policy and seed decide every byte of what comes out.
 */
export class JobEngine extends Floor {
  /** When the run stopped, seconds. */
  endedAt = 0;
  readonly #life: Life;
  readonly #admission: Admission;
  readonly #growth: Growth;
  readonly #scheduling: Scheduling;
  readonly #breakdowns: Breakdowns;
  readonly #until: number;
  /** Cause of a job's death by its own software: one past those of the study. */
  readonly #softwareCause: number;
  #next = 0;

  constructor(study: JobStudy) {
    super(study);
    this.#life = new Life(this);
    this.#admission = new Admission(this, this.#life);
    this.#growth = new Growth(this, this.#life);
    this.#scheduling = new Scheduling(this, this.#life, this.#admission, this.#growth);
    this.#breakdowns = new Breakdowns(this, this.#life, this.#admission);
    this.#until = study.untilSeconds ?? Number.POSITIVE_INFINITY;
    this.#softwareCause = study.reliability?.causes.length ?? 0;
    for (let pod = 0; pod < this.hierarchy.pods.length; pod += 1) this.plan(this.hierarchy.podArrives[pod], eventKinds.podArrives, pod);
    for (const [index, { fromSeconds, toSeconds, noticeSeconds }] of (study.maintenance ?? []).entries()) {
      this.plan(Math.max(0, fromSeconds - noticeSeconds), eventKinds.drainBegins, index);
      this.plan(fromSeconds, eventKinds.maintenanceBegins, index);
      this.plan(toSeconds, eventKinds.maintenanceEnds, index);
    }
    this.#breakdowns.begin();
    this.clock.push(secondsPerHour, eventKinds.hourEnds, 0, 0);
  }

  get attempts(): AttemptRows {
    return this.rows.attempts;
  }
  get failures(): FailureRows {
    return this.rows.failures;
  }
  get hours(): HourRows {
    return this.rows.hours;
  }

  /** Plays everything out. @param each called after every event and decision, for checks */
  run(each?: () => void): void {
    this.check = each;
    while (this.step());
  }

  /** Plays out the next time at which something happens; false when there is nothing left to happen. */
  step(): boolean {
    const { clock, jobs, toSchedule } = this;
    const { submit, count } = jobs.table;
    const submits = this.#next < count ? submit[this.#next] : Number.POSITIVE_INFINITY;
    const next = clock.nextTime;
    const now = submits < next ? submits : next;
    if (now > this.#until || this.#idle()) {
      this.#finish(Math.min(this.#until, clock.now));
      return false;
    }
    while (clock.nextTime === now) {
      clock.pop();
      this.#handle(now);
      this.check?.();
    }
    clock.now = now;
    while (this.#next < count && submit[this.#next] === now) {
      const job = this.#next;
      this.#next += 1;
      this.#admission.submit(job, now);
      this.events += 1;
      this.check?.();
    }
    while (toSchedule.length > 0) this.#scheduling.schedule(toSchedule.pop()!, now);
    return true;
  }

  /** Ends the run where it stands, between two steps: what runs then counts as still running. */
  stop(): void {
    this.#finish(this.clock.now);
  }

  /** Nothing runs, and nothing will come that could let a waiting job start. */
  #idle(): boolean {
    const { table, active: running, waiting: queued, heldJobs } = this.jobs;
    return this.#next === table.count && running === 0 && (this.pending === 0 || (queued === 0 && heldJobs === 0));
  }

  #handle(now: number): void {
    const { clock, jobs } = this;
    const { kind, id } = clock;
    const ofJob = kind === eventKinds.jobEnds || kind === eventKinds.jobSteps || kind === eventKinds.jobDies || kind === eventKinds.jobGrows;
    if (ofJob && jobs.stamp[id] !== clock.stamp) return;
    this.events += 1;
    if (kind === eventKinds.jobEnds) this.#life.end(id, now);
    else if (kind === eventKinds.jobSteps) this.#life.goToWork(id, now);
    else if (kind === eventKinds.jobDies) this.#life.interrupt(id, now, endedFailed, this.#softwareCause, false);
    else if (kind === eventKinds.jobGrows) this.#growth.grow(id, now);
    else if (kind === eventKinds.candidate) this.#breakdowns.strike(now);
    else if (kind === eventKinds.repaired) this.#breakdowns.repaired(id, now);
    else if (kind === eventKinds.hourEnds) this.#hour(now);
    else if (kind === eventKinds.wakes) {
      this.pending -= 1;
      this.#admission.wake(id, now);
    } else if (kind === eventKinds.podArrives) {
      this.pending -= 1;
      this.touch(this.hierarchy.poolOfPod[id], now);
      this.fleet.arrive(id);
    } else this.#breakdowns.maintain(kind, id, now);
  }

  #hour(now: number): void {
    this.rows.hour(now, Math.round(now / secondsPerHour) - 1, secondsPerHour);
    // Always: jobs that ended at this very time may make room for others that are scheduled only after it. Where nothing is left, `step` ends the run.
    this.clock.push(now + secondsPerHour, eventKinds.hourEnds, 0, 0);
  }

  #finish(now: number): void {
    const hour = Math.floor(now / secondsPerHour);
    if (now > hour * secondsPerHour) this.rows.hour(now, hour, now - hour * secondsPerHour);
    const { jobs, stays, rows, waterfall } = this;
    const saving = { interval: 0, stall: 0, write: 0 };
    const running: number[] = [];
    for (let job = 0; job < jobs.table.count; job += 1) {
      if (jobs.state[job] !== active) continue;
      const slot = jobs.slot[job];
      const stay = now - stays.began[slot];
      const worked = Math.max(0, now - stays.steps[slot]);
      const wall = workAfter(worked, stays.savingInto(slot, saving));
      waterfall.add(jobs.amount(job), stay, stay - worked, worked - wall, wall, 0);
      rows.heldByTenant[jobs.table.tenant[job]] += jobs.amount(job) * stay;
      running.push(stays.row[slot]);
    }
    rows.finish(running);
    this.endedAt = now;
  }
}
