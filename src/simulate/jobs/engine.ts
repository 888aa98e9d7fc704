// What becomes of a fleet's jobs, event by event?

import { Holdings } from "../../fleet/holdings.ts";
import { type Hierarchy, hierarchyOf } from "../../fleet/hierarchy.ts";
import { FleetState, states } from "../../fleet/state.ts";
import { withinSite } from "../../schedule/jobs.ts";
import type { Decisions, PoolFacts } from "../../schedule/view.ts";
import { type Stream, stream } from "../../units/random.ts";
import { type AttemptRows, attemptRows, type FailureRows, failureRows, type HourRows, hourRows } from "./attempts.ts";
import { Clock } from "./clock.ts";
import { Crews } from "./crews.ts";
import { Chosen, Desk } from "./desk.ts";
import { Hazards } from "./hazards.ts";
import { Ledger } from "./ledger.ts";
import { JobStates, active, done, held, refused, waiting } from "./job-states.ts";
import { type Saving, savedAfter, savesNothing, savingOf, wallFor, workAfter } from "./progress.ts";
import { JobQueue } from "./queue.ts";
import { rankingOf } from "./ranking.ts";
import { RunningJobs } from "./running.ts";
import type { JobStudy } from "./study.ts";
import { Stays } from "./stays.ts";
import { Waterfall } from "./waterfall.ts";
import { rangeOf } from "./ranges.ts";

/** Kinds of events; at the same time they come in this order, submissions after all of them. */
const repaired = 0;
const podArrives = 1;
const maintenanceEnds = 2;
const jobEnds = 3;
const jobSteps = 4;
const jobDies = 5;
const drainBegins = 6;
const maintenanceBegins = 7;
const candidate = 8;
const wakes = 9;
const hourEnds = 10;

const secondsPerHour = 3600;

/** How an attempt ended: indexes into `attemptEndings` of record/outcomes.ts. */
export const endedDone = 1;
const endedFailed = 2;
const endedPreempted = 3;

/**
 * The discrete job engine: everything that happens at one time is done, then each pool that was touched is scheduled once. State is in typed arrays,
 * aggregated by failure domain; an event costs what it touches. Fleet, jobs, policy and seed decide every byte of what comes out.
 */
export class JobEngine {
  readonly study: JobStudy;
  readonly hierarchy: Hierarchy;
  readonly fleet: FleetState;
  readonly jobs: JobStates;
  readonly stays = new Stays();
  readonly holdings: Holdings;
  readonly desks: readonly Desk[];
  readonly ledger: Ledger;
  readonly attempts: AttemptRows;
  readonly failures: FailureRows = failureRows();
  readonly hours: HourRows = hourRows();
  readonly waterfall = new Waterfall();
  readonly clock = new Clock();
  /** Events handled: submissions, ends, steps, failures, repairs, hours, and starts and preemptions that were decided. */
  events = 0;
  readonly #hazards: Hazards | undefined;
  readonly #crews: Crews;
  readonly #crewKinds: readonly string[];
  readonly #repairs: Stream;
  readonly #software: Stream;
  readonly #chosen = new Chosen();
  readonly #dropped = new Chosen();
  readonly #dirty: Uint8Array;
  readonly #toSchedule: number[] = [];
  readonly #saving: Saving = { interval: 0, stall: 0, write: 0 };
  readonly #decided: { readonly start: number[]; readonly preempt: number[] } = { start: [], preempt: [] };
  readonly #decisions: Decisions = { start: (job) => void this.#decided.start.push(job), preempt: (job) => void this.#decided.preempt.push(job) };
  /** Bytes per second that checkpoints of running jobs ask of each site's storage. */
  readonly #traffic: Float64Array;
  /** Of them: what the job whose saving was worked out last asks. */
  #asked = 0;
  readonly #until: number;
  #next = 0;
  #pending = 0;
  #each: (() => void) | undefined;

  constructor(study: JobStudy) {
    const { jobs, policy, reliability, seed } = study;
    this.study = study;
    this.hierarchy = hierarchyOf(study.fleet);
    this.fleet = new FleetState(this.hierarchy);
    this.jobs = new JobStates(jobs);
    this.holdings = new Holdings(jobs.count, this.hierarchy.rackOfTray.length);
    const { pools, models } = this.hierarchy;
    this.ledger = new Ledger(
      this.fleet.pools,
      Float64Array.from(pools, ({ model }) => models[model].idleWatts),
      jobs.classes.length,
    );
    this.#hazards = reliability === undefined ? undefined : new Hazards(this.hierarchy, reliability, seed);
    const causes = reliability?.causes ?? [];
    const out = causes.filter(({ scope }) => scope !== "job");
    const rate = out.reduce((sum, cause) => sum + cause.ratePerDay, 0);
    const office = {
      fleet: this.fleet,
      jobs,
      ledger: this.ledger,
      placement: policy.placement,
      allowances: policy.allowances,
      chosen: this.#chosen,
      secondsBetweenFailures: rate === 0 ? Number.POSITIVE_INFINITY : (24 * secondsPerHour) / rate,
      repairSeconds: rate === 0 ? 0 : out.reduce((sum, cause) => sum + cause.ratePerDay * cause.repairSeconds, 0) / rate,
    };
    const ranking = rankingOf(jobs, policy.discipline);
    this.desks = pools.map((_, pool) => new Desk(pool, office, new JobQueue(jobs, ranking), new RunningJobs(ranking, this.jobs.held, this.jobs.expectedEnd)));
    this.#crewKinds = Object.keys(reliability?.crews ?? {});
    this.#crews = new Crews(
      this.hierarchy.sites.length,
      this.#crewKinds.map((kind) => reliability!.crews![kind]),
    );
    this.#repairs = stream(seed, "jobs", "repair times");
    this.#software = stream(seed, "jobs", "software");
    this.#dirty = new Uint8Array(pools.length);
    this.#traffic = new Float64Array(this.hierarchy.sites.length);
    this.attempts = attemptRows(Math.max(16, jobs.count));
    this.#until = study.untilSeconds ?? Number.POSITIVE_INFINITY;
    for (let pod = 0; pod < this.hierarchy.pods.length; pod += 1) this.#plan(this.hierarchy.podArrives[pod], podArrives, pod);
    for (const [index, { fromSeconds, toSeconds, noticeSeconds }] of (study.maintenance ?? []).entries()) {
      this.#plan(Math.max(0, fromSeconds - noticeSeconds), drainBegins, index);
      this.#plan(fromSeconds, maintenanceBegins, index);
      this.#plan(toSeconds, maintenanceEnds, index);
    }
    if (this.#hazards !== undefined && this.#hazards.rate > 0) this.clock.push(this.#hazards.nextAfter(0), candidate, 0, 0);
    this.clock.push(secondsPerHour, hourEnds, 0, 0);
  }

  /** Plays everything out. @param each called after every event and decision, for checks */
  run(each?: () => void): void {
    this.#each = each;
    while (this.step());
  }

  /** Plays out the next time at which something happens; false when there is nothing left to happen. */
  step(): boolean {
    const { clock, jobs } = this;
    const submits = this.#next < jobs.table.count ? jobs.table.submit[this.#next] : Number.POSITIVE_INFINITY;
    const now = Math.min(submits, clock.nextTime);
    if (now > this.#until || this.#idle()) {
      this.#finish(Math.min(this.#until, clock.now));
      return false;
    }
    while (clock.nextTime === now) {
      clock.pop();
      this.#handle(now);
      this.#each?.();
    }
    clock.now = now;
    while (this.#next < jobs.table.count && jobs.table.submit[this.#next] === now) {
      const job = this.#next;
      this.#next += 1;
      this.#submit(job, now);
      this.events += 1;
      this.#each?.();
    }
    while (this.#toSchedule.length > 0) this.#schedule(this.#toSchedule.pop()!, now);
    return true;
  }

  /** Nothing runs, and nothing will come that could let a waiting job start. */
  #idle(): boolean {
    const { table, active: running, waiting: queued, heldJobs } = this.jobs;
    return this.#next === table.count && running === 0 && (this.#pending === 0 || (queued === 0 && heldJobs === 0));
  }

  /** An event that may make room: the run does not end before it while jobs wait. */
  #plan(time: number, kind: number, id: number): void {
    this.#pending += 1;
    this.clock.push(time, kind, id, 0);
  }

  #handle(now: number): void {
    const { clock, jobs } = this;
    const { kind, id } = clock;
    const ofJob = kind === jobEnds || kind === jobSteps || kind === jobDies;
    if (ofJob && jobs.stamp[id] !== clock.stamp) return;
    this.events += 1;
    if (kind === jobEnds) this.#end(id, now);
    else if (kind === jobSteps) this.#goToWork(id, now);
    else if (kind === jobDies) this.#interrupt(id, now, endedFailed, this.#softwareCause, false);
    else if (kind === candidate) this.#strike(now);
    else if (kind === repaired) this.#repaired(id, now);
    else if (kind === hourEnds) this.#hour(now);
    else if (kind === wakes) {
      this.#pending -= 1;
      this.#enqueue(id, now, this.#route(id, now));
    } else if (kind === podArrives) {
      this.#pending -= 1;
      this.#touch(this.hierarchy.poolOfPod[id], now);
      this.fleet.arrive(id);
    } else this.#maintain(kind, id, now);
  }

  // Submission

  #submit(job: number, now: number): void {
    const { jobs } = this;
    jobs.submitted += 1;
    const first = jobs.table.after[job];
    if (first >= 0 && jobs.state[first] < done) {
      jobs.become(job, held);
      jobs.follow(first, job);
    } else this.#release(job, now);
  }

  /** A job may run: at once, or put off. */
  #release(job: number, now: number): void {
    const { jobs, study } = this;
    const pool = this.#route(job, now);
    if (pool < 0) return this.#refuse(job, now);
    const earliest = study.policy.shift.earliest(jobs.table, job, now, study.forecasts?.[this.hierarchy.pools[pool].site]);
    if (earliest <= now) return this.#enqueue(job, now, pool);
    jobs.become(job, held);
    this.#plan(earliest, wakes, job);
  }

  #enqueue(job: number, now: number, pool: number): void {
    const { jobs } = this;
    if (pool < 0) return this.#refuse(job, now);
    jobs.pool[job] = pool;
    jobs.become(job, waiting);
    this.desks[pool].queue.add(job);
    this.#touch(pool, now);
    if (jobs.table.need[job] === 0) this.#start(job, now);
  }

  #refuse(job: number, now: number): void {
    this.jobs.become(job, refused);
    this.#ended(job, now);
  }

  readonly #allowed: PoolFacts[] = [];
  #route(job: number, now: number): number {
    const { table } = this.jobs;
    const allowed = this.#allowed;
    allowed.length = 0;
    for (const desk of this.desks) {
      if (!table.permitted(job, desk.facts.site, desk.facts.model) || !desk.couldHold(job)) continue;
      if (this.desks.length > 1) desk.refresh(now);
      allowed.push(desk.facts);
    }
    if (allowed.length === 0) return -1;
    if (allowed.length === 1) return allowed[0].pool;
    return this.study.policy.route.choose(table, job, allowed, Math.floor(now / secondsPerHour), this.study.forecasts ?? []);
  }

  // Scheduling

  #touch(pool: number, now: number): void {
    this.ledger.advance(pool, now);
    if (this.#dirty[pool] === 1) return;
    this.#dirty[pool] = 1;
    this.#toSchedule.push(pool);
  }

  #schedule(pool: number, now: number): void {
    this.#dirty[pool] = 0;
    const desk = this.desks[pool];
    const { start, preempt } = this.#decided;
    const { discipline } = this.study.policy;
    while (desk.queue.size > 0) {
      desk.refresh(now);
      start.length = 0;
      preempt.length = 0;
      discipline.decide(desk, this.#decisions);
      if (start.length === 0 && preempt.length === 0) return;
      for (const job of preempt) {
        this.#interrupt(job, now, endedPreempted, -1, false);
        this.events += 1;
        this.#each?.();
      }
      for (const job of start) {
        desk.refresh(now);
        if (!desk.fits(job)) throw new Error(`internal error: policy ${discipline.id} starts job ${this.jobs.table.names[job]}, which does not fit`);
        this.#start(job, now);
        this.events += 1;
        this.#each?.();
      }
    }
  }

  #start(job: number, now: number): void {
    const { jobs, study } = this;
    const pool = jobs.pool[job];
    const desk = this.desks[pool];
    desk.queue.remove(job);
    jobs.become(job, active);
    if (jobs.table.need[job] === 0) this.#chosen.clear();
    this.#hold(job, desk);
    jobs.firstStart(job, now);
    const { detectSeconds, rescheduleSeconds, loadSeconds, warmUpSeconds } = study.recovery;
    const resume = jobs.resume[job];
    const overhead = resume === 0 ? jobs.table.classes[jobs.table.classOf[job]].startSeconds : rescheduleSeconds + loadSeconds + warmUpSeconds + (resume === 2 ? detectSeconds : 0);
    this.#begin(job, now, overhead);
  }

  /** Gives the job what stands in `chosen`. */
  #hold(job: number, desk: Desk): void {
    const { trays, counts, size, count } = this.#chosen;
    this.fleet.allocateAll(trays, counts, size);
    for (let piece = 0; piece < size; piece += 1) this.holdings.hold(job, trays[piece], counts[piece]);
    this.jobs.held[job] += count;
    desk.heldBy[this.jobs.table.tenant[job]] += count;
  }

  /** Takes away what the job holds, everywhere or on trays from `first` to before `end`; how much that was. */
  #letGo(job: number, first = -1, end = -1): number {
    const { jobs } = this;
    const out = this.#dropped;
    out.clear();
    if (first < 0) this.holdings.drop(job, out);
    else this.holdings.dropOn(job, first, end, out);
    this.fleet.releaseAll(out.trays, out.counts, out.size);
    jobs.held[job] -= out.count;
    this.desks[jobs.pool[job]].heldBy[jobs.table.tenant[job]] -= out.count;
    return out.count;
  }

  // The life of a running job

  /** A stay on accelerators begins: `overhead` seconds until the job works. */
  #begin(job: number, now: number, overhead: number): void {
    const { jobs, clock } = this;
    const { table } = jobs;
    const pool = jobs.pool[job];
    const count = jobs.held[job];
    const kind = table.classes[table.classOf[job]];
    const rate = table.need[job] === 0 ? 1 : count / table.need[job];
    const saving = this.#savingOf(job, count);
    const left = table.run[job] - jobs.done[job];
    const steps = now + overhead;
    const ends = steps + wallFor(left / rate, saving);
    jobs.slot[job] = this.stays.begin(now, steps, rate, saving, this.#asked, this.#row(job, now));
    const dies = kind.hazardPerSecond > 0 ? now + this.#software.exponential(kind.hazardPerSecond) : Number.POSITIVE_INFINITY;
    if (dies < ends) clock.push(dies, jobDies, job, jobs.stamp[job]);
    else clock.push(ends, jobEnds, job, jobs.stamp[job]);
    if (overhead > 0) clock.push(steps, jobSteps, job, jobs.stamp[job]);
    else this.#goToWork(job, now);
    this.desks[pool].running.add(job, steps + Math.max(0, table.limit[job] - jobs.done[job]) / rate);
  }

  #savingOf(job: number, count: number): Saving {
    const { jobs, study } = this;
    const kind = jobs.table.classes[jobs.table.classOf[job]];
    const saving = this.#saving;
    savesNothing(saving);
    this.#asked = 0;
    if (kind.checkpointBytes === 0 || count === 0) return saving;
    const site = this.hierarchy.pools[jobs.pool[job]].site;
    const bandwidth = this.hierarchy.sites[site].storageBytesPerSecond ?? Number.POSITIVE_INFINITY;
    const hazard = count * (this.#hazards?.perAccelerator ?? 0) + kind.hazardPerSecond;
    // What other jobs write on average is not there for this one; a fair share always is.
    const share = bandwidth === Number.POSITIVE_INFINITY ? bandwidth : Math.max(bandwidth - this.#traffic[site], bandwidth / (1 + this.desks[jobs.pool[job]].running.size)) / count;
    savingOf(study.recovery, kind.checkpointBytes, share, hazard === 0 ? Number.POSITIVE_INFINITY : 1 / hazard, saving);
    if (saving.interval === Number.POSITIVE_INFINITY) return saving;
    this.#asked = (kind.checkpointBytes * count) / (saving.interval + saving.stall);
    this.#traffic[site] += this.#asked;
    return saving;
  }

  #goToWork(job: number, now: number): void {
    const { jobs } = this;
    const pool = jobs.pool[job];
    this.ledger.advance(pool, now);
    this.stays.working[jobs.slot[job]] = 1;
    this.ledger.work(pool, jobs.table.classOf[job], jobs.held[job], jobs.held[job] * jobs.table.watts[job], 1);
  }

  /** The stay is over: what it took goes to its row and the waterfall. Work that is kept counts in `done`. */
  #close(job: number, now: number, ending: number, cause: number, silent: boolean): void {
    const { jobs } = this;
    const { table } = jobs;
    const pool = jobs.pool[job];
    this.#touch(pool, now);
    this.desks[pool].running.remove(job);
    const { stays } = this;
    const slot = jobs.slot[job];
    if (stays.working[slot] === 1) this.ledger.work(pool, table.classOf[job], jobs.held[job], jobs.held[job] * table.watts[job], -1);
    jobs.stamp[job] += 1;
    stays.end(slot);
    const { site } = this.hierarchy.pools[pool];
    this.#traffic[site] = Math.max(0, this.#traffic[site] - stays.traffic[slot]);
    const rate = stays.rate[slot];
    const worked = Math.max(0, now - stays.steps[slot]);
    const saving = stays.savingInto(slot, this.#saving);
    const before = jobs.done[job];
    const wall = ending === endedDone ? (table.run[job] - before) / rate : Math.min(workAfter(worked, saving), (table.run[job] - before) / rate);
    let kept = wall * rate;
    if (ending === endedFailed || saving.interval === Number.POSITIVE_INFINITY) {
      if (ending !== endedDone) kept = Math.min(savedAfter(worked, saving) * rate, kept);
    }
    if (silent) kept -= this.study.recovery.silentCheckpoints * (saving.interval === Number.POSITIVE_INFINITY ? 0 : saving.interval * rate);
    jobs.done[job] = Math.max(0, before + kept);
    const lost = before + wall * rate - jobs.done[job];
    const stay = now - stays.began[slot];
    this.waterfall.add(jobs.held[job], stay, stay - worked, worked - wall, wall, lost * table.need[job]);
    this.#closeRow(job, now, ending, cause, stay, worked, rate === 0 ? 0 : lost / rate, stay - wall);
  }

  #end(job: number, now: number): void {
    this.#close(job, now, endedDone, -1, false);
    this.#letGo(job);
    this.jobs.become(job, done);
    this.#ended(job, now);
  }

  /** A job has ended: those that wait for it may run. */
  #ended(job: number, now: number): void {
    this.jobs.ended[job] = now;
    for (let next = this.jobs.firstFollower(job); next >= 0; next = this.jobs.nextFollower(next)) this.#release(next, now);
  }

  /** A job is stopped with all its accelerators sound: it begins again where it is, or waits if it was preempted. */
  #interrupt(job: number, now: number, ending: number, cause: number, silent: boolean): void {
    this.#close(job, now, ending, cause, silent);
    if (ending === endedPreempted) this.#putBack(job, now, 1);
    else this.#again(job, now);
  }

  /** Begins again on what it holds. */
  #again(job: number, now: number): void {
    const { detectSeconds, rescheduleSeconds, loadSeconds, warmUpSeconds } = this.study.recovery;
    this.jobs.interruptions[job] += 1;
    this.#begin(job, now, detectSeconds + rescheduleSeconds + loadSeconds + warmUpSeconds);
  }

  #putBack(job: number, now: number, resume: number): void {
    const { jobs } = this;
    this.#letGo(job);
    jobs.resume[job] = resume;
    if (resume === 2) jobs.interruptions[job] += 1;
    else jobs.preemptions[job] += 1;
    jobs.become(job, waiting);
    this.desks[jobs.pool[job]].queue.add(job);
    this.#touch(jobs.pool[job], now);
  }

  // Failures, repairs, maintenance

  get #softwareCause(): number {
    return this.study.reliability?.causes.length ?? 0;
  }

  readonly #live = (tray: number): boolean => this.fleet.live(tray);
  #strike(now: number): void {
    const hazards = this.#hazards!;
    this.clock.push(hazards.nextAfter(now), candidate, 0, 0);
    if (!hazards.strikes(now, this.#live)) return;
    const { found } = hazards;
    const cause = this.study.reliability!.causes[found.cause];
    const row = this.failures.add();
    const { columns } = this.failures;
    columns.seconds[row] = now;
    columns.cause[row] = found.cause;
    columns.site[row] = this.#siteOf(found.firstTray);
    columns.firstTray[row] = found.firstTray;
    columns.trays[row] = found.accelerator >= 0 ? 0 : found.endTray - found.firstTray;
    columns.repairedSeconds[row] = -1;
    const lostBefore = this.waterfall.lost;
    if (cause.scope === "job") {
      columns.repairedSeconds[row] = now;
      const job = this.#jobAt(found.firstTray, found.accelerator);
      columns.jobs[row] = job < 0 ? 0 : 1;
      if (job >= 0) this.#interrupt(job, now, endedFailed, found.cause, cause.silent === true);
    } else if (cause.scope === "accelerator") this.#breakOne(row, found.firstTray, found.accelerator, now, found.cause, cause.silent === true);
    else {
      columns.accelerators[row] = this.#inTrays(found.firstTray, found.endTray);
      columns.jobs[row] = this.#takeOut(found.firstTray, found.endTray, now, endedFailed, found.cause, cause.silent === true);
    }
    columns.lostAcceleratorSeconds[row] = this.waterfall.lost - lostBefore;
    if (cause.scope === "job" || columns.accelerators[row] === 0) return;
    this.#pending += 1;
    const crew = this.#crewKinds.indexOf(cause.crew ?? "");
    if (crew < 0 || this.#crews.ask(columns.site[row], crew, row)) this.#repair(row, now);
  }

  #breakOne(row: number, tray: number, accelerator: number, now: number, cause: number, silent: boolean): void {
    const job = this.#jobAt(tray, accelerator);
    const { columns } = this.failures;
    const at = tray * states;
    const sound = this.hierarchy.acceleratorsOfTray[tray] - this.fleet.trays[at + 1];
    // What is down already does not break again.
    if (accelerator >= sound) return;
    columns.accelerators[row] = 1;
    columns.jobs[row] = job < 0 ? 0 : 1;
    this.#touch(this.#poolOf(tray), now);
    if (job >= 0) this.#close(job, now, endedFailed, cause, silent);
    const lost = job < 0 ? 0 : this.#letGo(job, tray, tray + 1);
    this.fleet.breakage(tray, 1);
    if (job >= 0) this.#recover(job, now, lost, endedFailed);
  }

  /** Takes whole trays out; jobs there lose them. How many jobs that were. */
  #takeOut(first: number, end: number, now: number, ending: number, cause: number, silent: boolean): number {
    const { holdings } = this;
    const victims: number[] = [];
    const hit = new Set<number>();
    for (let tray = first; tray < end; tray += 1) {
      this.#touch(this.#poolOf(tray), now);
      for (let piece = holdings.firstOn(tray); piece >= 0; piece = holdings.nextOn(piece)) {
        const job = holdings.jobOf(piece);
        if (hit.has(job)) continue;
        hit.add(job);
        victims.push(job);
      }
    }
    for (const job of victims) this.#close(job, now, ending, cause, silent);
    for (let tray = first; tray < end; tray += 1) this.fleet.outage(tray, 1);
    const lost = victims.map((job) => this.#letGo(job, first, end));
    for (const [index, job] of victims.entries()) this.#recover(job, now, lost[index], ending);
    for (const desk of this.desks) {
      desk.refresh(now);
      if (desk.facts.live === 0 && this.desks.length > 1) this.#reroute(desk, now);
    }
    return victims.length;
  }

  /** A job has lost accelerators: others replace them, or it goes on with fewer, or it waits. */
  #recover(job: number, now: number, lost: number, ending: number): void {
    const { jobs } = this;
    const { table } = jobs;
    const desk = this.desks[jobs.pool[job]];
    const block = lost % table.block[job] === 0 ? table.block[job] : 1;
    if (ending === endedFailed) {
      if (table.within[job] === withinSite && desk.find(lost, block, withinSite)) {
        this.#hold(job, desk);
        return this.#again(job, now);
      }
      if (jobs.held[job] > 0 && jobs.held[job] >= table.least[job]) return this.#again(job, now);
    }
    this.#putBack(job, now, ending === endedFailed ? 2 : 1);
  }

  /** A pool is gone: those who wait there are sent elsewhere if there is an elsewhere. */
  #reroute(desk: Desk, now: number): void {
    for (let job = desk.queue.first(); job >= 0;) {
      const next = desk.queue.next(job);
      const pool = this.#route(job, now);
      if (pool >= 0 && pool !== desk.pool) {
        desk.queue.remove(job);
        this.jobs.pool[job] = pool;
        this.desks[pool].queue.add(job);
        this.#touch(pool, now);
      }
      job = next;
    }
  }

  #repair(row: number, now: number): void {
    const cause = this.study.reliability!.causes[this.failures.columns.cause[row]];
    const seconds = cause.repair === "exponential" ? this.#repairs.exponential(1 / cause.repairSeconds) : cause.repairSeconds;
    this.clock.push(now + seconds, repaired, row, 0);
  }

  #repaired(row: number, now: number): void {
    const { columns } = this.failures;
    this.#pending -= 1;
    columns.repairedSeconds[row] = now;
    const first = columns.firstTray[row];
    const end = first + Math.max(1, columns.trays[row]);
    for (let tray = first; tray < end; tray += 1) {
      this.#touch(this.#poolOf(tray), now);
      if (columns.trays[row] === 0) this.fleet.breakage(tray, -1);
      else this.fleet.outage(tray, -1);
    }
    const crew = this.#crewKinds.indexOf(this.study.reliability!.causes[columns.cause[row]].crew ?? "");
    const next = crew < 0 ? -1 : this.#crews.done(columns.site[row], crew);
    if (next >= 0) this.#repair(next, now);
  }

  #maintain(kind: number, index: number, now: number): void {
    this.#pending -= 1;
    const [first, end] = rangeOf(this.hierarchy, this.study.maintenance![index]);
    if (kind === maintenanceBegins) return void this.#takeOut(first, end, now, endedPreempted, -1, false);
    for (let tray = first; tray < end; tray += 1) {
      this.#touch(this.#poolOf(tray), now);
      if (kind === drainBegins) this.fleet.drain(tray, 1);
      else {
        this.fleet.outage(tray, -1);
        this.fleet.drain(tray, -1);
      }
    }
  }

  // Rows

  #row(job: number, now: number): number {
    const row = this.attempts.add();
    const { columns } = this.attempts;
    this.jobs.attempts[job] += 1;
    columns.job[row] = job;
    columns.attempt[row] = this.jobs.attempts[job];
    columns.site[row] = this.hierarchy.pools[this.jobs.pool[job]].site;
    columns.startSeconds[row] = now;
    columns.endSeconds[row] = -1;
    columns.ending[row] = 0;
    columns.cause[row] = -1;
    columns.milliAccelerators[row] = 1000 * this.jobs.held[job];
    return row;
  }

  #closeRow(job: number, now: number, ending: number, cause: number, stay: number, worked: number, lost: number, overhead: number): void {
    const { columns } = this.attempts;
    const row = this.stays.row[this.jobs.slot[job]];
    const pool = this.hierarchy.pools[this.jobs.pool[job]];
    const count = this.jobs.held[job];
    const energyJ = count * (this.hierarchy.models[pool.model].idleWatts * stay + this.jobs.table.watts[job] * worked);
    columns.endSeconds[row] = now;
    columns.ending[row] = ending;
    columns.cause[row] = cause;
    columns.lostSeconds[row] = lost;
    columns.overheadSeconds[row] = overhead;
    columns.energyJ[row] = energyJ;
    columns.carbonG[row] = this.#carbon(pool.site, now - stay, now) * energyJ;
  }

  /** Mean grams per joule of a site's grid over a stay. 1 kg/MWh is 1e3 g / 3.6e9 J. */
  #carbon(site: number, from: number, to: number): number {
    const series = this.study.forecasts?.[site]?.carbonKgPerMwh;
    if (series === undefined || series.length === 0) return 0;
    const at = (hour: number) => series[Math.min(hour, series.length - 1)];
    if (to === from) return at(Math.floor(from / secondsPerHour)) / 3.6e6;
    let sum = 0;
    for (let time = from; time < to;) {
      const hour = Math.floor(time / secondsPerHour);
      const next = Math.min(to, (hour + 1) * secondsPerHour);
      sum += at(hour) * (next - time);
      time = next;
    }
    return sum / (to - from) / 3.6e6;
  }

  #hour(now: number): void {
    this.#writeHour(now, Math.round(now / secondsPerHour) - 1, secondsPerHour);
    if (!this.#idle()) this.clock.push(now + secondsPerHour, hourEnds, 0, 0);
  }

  #writeHour(now: number, hour: number, seconds: number): void {
    for (let pool = 0; pool < this.desks.length; pool += 1) {
      this.ledger.advance(pool, now);
      const row = this.hours.add();
      const { columns } = this.hours;
      columns.hour[row] = hour;
      columns.pool[row] = pool;
      const at = pool * states;
      columns.dark[row] = this.ledger.seconds[at] / seconds;
      columns.down[row] = this.ledger.seconds[at + 1] / seconds;
      columns.drained[row] = this.ledger.seconds[at + 2] / seconds;
      columns.free[row] = this.ledger.seconds[at + 3] / seconds;
      columns.allocated[row] = this.ledger.seconds[at + 4] / seconds;
      columns.itEnergyJ[row] = this.ledger.energyJ[pool];
      columns.waiting[row] = this.desks[pool].queue.size;
      columns.running[row] = this.desks[pool].running.size;
    }
    this.waterfall.hour(this.ledger);
    this.ledger.clear();
  }

  #finish(now: number): void {
    const hour = Math.floor(now / secondsPerHour);
    if (now > hour * secondsPerHour) this.#writeHour(now, hour, now - hour * secondsPerHour);
    const { jobs, stays } = this;
    for (let job = 0; job < jobs.table.count; job += 1) {
      if (jobs.state[job] !== active) continue;
      const stay = now - stays.began[jobs.slot[job]];
      const worked = Math.max(0, now - stays.steps[jobs.slot[job]]);
      const wall = workAfter(worked, stays.savingInto(jobs.slot[job], this.#saving));
      this.waterfall.add(jobs.held[job], stay, stay - worked, worked - wall, wall, 0);
    }
    this.endedAt = now;
  }
  /** When the run stopped, seconds. */
  endedAt = 0;

  // Places

  #poolOf(tray: number): number {
    return this.hierarchy.poolOfPod[this.hierarchy.podOfRack[this.hierarchy.rackOfTray[tray]]];
  }
  #siteOf(tray: number): number {
    return this.hierarchy.pools[this.#poolOf(tray)].site;
  }
  #inTrays(first: number, end: number): number {
    let count = 0;
    for (let tray = first; tray < end; tray += 1) count += this.hierarchy.acceleratorsOfTray[tray];
    return count;
  }
  /** Job on one accelerator of a tray, -1 for none: those at work are counted first. */
  #jobAt(tray: number, accelerator: number): number {
    let before = 0;
    for (let piece = this.holdings.firstOn(tray); piece >= 0; piece = this.holdings.nextOn(piece)) {
      before += this.holdings.countOf(piece);
      if (accelerator < before) return this.holdings.jobOf(piece);
    }
    return -1;
  }
}
