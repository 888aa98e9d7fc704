// How does a job start, compute, save its work and end?

import type { Stream } from "../../units/random.ts";
import { stream } from "../../units/random.ts";
import { Chosen, type Desk } from "./desk.ts";
import { endedDone, endedFailed, endedPreempted, eventKinds, type Floor } from "./floor.ts";
import { abandoned, active, done, waiting } from "./job-states.ts";
import { Pace } from "./pace.ts";
import { type Saving, savedAfter, savesNothing, savingOf, wallFor, workAfter } from "./progress.ts";

/** What its next start has to make up for: see `JobStates.resume`. */
export const resumePreempted = 1;
export const resumeFailed = 2;

/** Restarts in a row without any work saved after which a job is given up, where the study does not say: one that gets anywhere at least once in a hundred tries is given up once in 20,000 such rows. */
const futileRestarts = 1000;

/** Stays of jobs on accelerators. Between events nothing of a job is played out: its progress follows from the time it has had. */
export class Life {
  readonly #floor: Floor;
  readonly #pace: Pace;
  readonly #software: Stream;
  readonly #dropped = new Chosen();
  readonly #saving: Saving = { interval: 0, stall: 0, write: 0 };
  /** Bytes per second that checkpoints of running jobs ask of each site's storage. */
  readonly #traffic: Float64Array;
  /** Of them: what the job whose saving was worked out last asks. */
  #asked = 0;

  constructor(floor: Floor) {
    this.#floor = floor;
    this.#pace = new Pace(floor);
    this.#software = stream(floor.study.seed, "jobs", "software");
    this.#traffic = new Float64Array(floor.hierarchy.sites.length);
  }

  /** A waiting job starts on what stands in `chosen`. */
  start(job: number, now: number): void {
    const { jobs, desks, chosen, study } = this.#floor;
    const desk = desks[jobs.pool[job]];
    desk.queue.remove(job);
    jobs.become(job, active);
    if (jobs.table.need[job] === 0) chosen.clear();
    this.hold(job, desk);
    jobs.firstStart(job, now);
    const { detectSeconds } = study.recovery;
    const resume = jobs.resume[job];
    const overhead = resume === 0 ? jobs.table.classes[jobs.table.classOf[job]].startSeconds : this.restartSeconds + (resume === resumeFailed ? detectSeconds : 0);
    this.begin(job, now, overhead);
  }

  /** From the accelerators being there to the first step, of a job that ran before. */
  get restartSeconds(): number {
    const { rescheduleSeconds, loadSeconds, warmUpSeconds } = this.#floor.study.recovery;
    return rescheduleSeconds + loadSeconds + warmUpSeconds;
  }

  /** Gives the job what stands in `chosen`. */
  hold(job: number, desk: Desk): void {
    const { fleet, holdings, jobs, chosen } = this.#floor;
    const part = jobs.part[job];
    if (part > 0) {
      const tray = chosen.card >= 0 ? fleet.shares.trayOf(chosen.card) : chosen.trays[0];
      holdings.holdPart(job, tray, fleet.takePart(chosen.card, tray, part));
      desk.heldBy[jobs.table.tenant[job]] += part;
      return;
    }
    const { trays, counts, size, count } = chosen;
    fleet.allocateAll(trays, counts, size);
    for (let piece = 0; piece < size; piece += 1) holdings.hold(job, trays[piece], counts[piece]);
    jobs.held[job] += count;
    desk.heldBy[jobs.table.tenant[job]] += 1000 * count;
  }

  /** Takes away what the job holds, everywhere or on trays from `first` to before `end`; how many accelerators that was, 1 for a part of one. */
  letGo(job: number, first = -1, end = -1): number {
    const { fleet, holdings, jobs, desks } = this.#floor;
    const desk = desks[jobs.pool[job]];
    const part = jobs.part[job];
    if (part > 0) {
      fleet.givePart(holdings.dropPart(job), part);
      desk.heldBy[jobs.table.tenant[job]] -= part;
      return 1;
    }
    const out = this.#dropped;
    out.clear();
    if (first < 0) holdings.drop(job, out);
    else holdings.dropOn(job, first, end, out);
    fleet.releaseAll(out.trays, out.counts, out.size);
    jobs.held[job] -= out.count;
    desk.heldBy[jobs.table.tenant[job]] -= 1000 * out.count;
    return out.count;
  }

  /** A stay on accelerators begins: `overhead` seconds until the job works. */
  begin(job: number, now: number, overhead: number): void {
    const { jobs, clock, stays, rows, desks, shrunken } = this.#floor;
    const { table } = jobs;
    const pool = jobs.pool[job];
    const held = jobs.held[job];
    const kind = table.classes[table.classOf[job]];
    const rate = (held === 0 ? 1 : held / table.need[job]) * this.#pace.of(job);
    const saving = this.#savingOf(job);
    const left = table.run[job] - jobs.done[job];
    const steps = now + overhead;
    const ends = steps + wallFor(left / rate, saving);
    jobs.slot[job] = stays.begin(now, steps, rate, saving, this.#asked, rows.open(job, now));
    const dies = kind.hazardPerSecond > 0 ? now + this.#software.exponential(kind.hazardPerSecond) : Number.POSITIVE_INFINITY;
    if (dies < ends) clock.push(dies, eventKinds.jobDies, job, jobs.stamp[job]);
    else clock.push(ends, eventKinds.jobEnds, job, jobs.stamp[job]);
    if (overhead > 0) clock.push(steps, eventKinds.jobSteps, job, jobs.stamp[job]);
    else this.goToWork(job, now);
    desks[pool].running.add(job, steps + Math.max(0, table.limit[job] - jobs.done[job]) / rate);
    if (held > 0 && held < table.need[job]) shrunken[pool].add(job);
  }

  #savingOf(job: number): Saving {
    const { jobs, study, hierarchy, hazards, desks } = this.#floor;
    const kind = jobs.table.classes[jobs.table.classOf[job]];
    const saving = this.#saving;
    savesNothing(saving);
    this.#asked = 0;
    const count = jobs.amount(job);
    if (kind.checkpointBytes === 0 || count === 0) return saving;
    const { site } = hierarchy.pools[jobs.pool[job]];
    const bandwidth = hierarchy.sites[site].storageBytesPerSecond ?? Number.POSITIVE_INFINITY;
    const hazard = Math.ceil(count) * (hazards?.perAccelerator ?? 0) + kind.hazardPerSecond;
    // What other jobs write on average is not there for this one; a fair share always is.
    const share = bandwidth === Number.POSITIVE_INFINITY ? bandwidth : Math.max(bandwidth - this.#traffic[site], bandwidth / (1 + desks[jobs.pool[job]].running.size)) / count;
    savingOf(study.recovery, kind.checkpointBytes, share, hazard === 0 ? Number.POSITIVE_INFINITY : 1 / hazard, saving);
    if (saving.interval === Number.POSITIVE_INFINITY) return saving;
    this.#asked = (kind.checkpointBytes * count) / (saving.interval + saving.stall);
    this.#traffic[site] += this.#asked;
    return saving;
  }

  goToWork(job: number, now: number): void {
    const { jobs, ledger, stays } = this.#floor;
    const pool = jobs.pool[job];
    ledger.advance(pool, now);
    stays.working[jobs.slot[job]] = 1;
    ledger.work(pool, jobs.table.classOf[job], jobs.milli(job), jobs.amount(job) * jobs.table.watts[job], 1);
  }

  /** The stay is over: what it took goes to its row and the waterfall. Work that is kept counts in `done`. */
  close(job: number, now: number, ending: number, cause: number, silent: boolean): void {
    const { jobs, desks, stays, ledger, hierarchy, study, waterfall, rows, shrunken } = this.#floor;
    const { table } = jobs;
    const pool = jobs.pool[job];
    this.#floor.touch(pool, now);
    desks[pool].running.remove(job);
    const slot = jobs.slot[job];
    const amount = jobs.amount(job);
    if (stays.working[slot] === 1) ledger.work(pool, table.classOf[job], jobs.milli(job), amount * table.watts[job], -1);
    if (jobs.held[job] < table.need[job]) shrunken[pool].delete(job);
    jobs.stamp[job] += 1;
    stays.end(slot);
    const { site } = hierarchy.pools[pool];
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
    if (silent) kept -= study.recovery.silentCheckpoints * (saving.interval === Number.POSITIVE_INFINITY ? 0 : saving.interval * rate);
    jobs.done[job] = Math.max(0, before + kept);
    if (ending === endedFailed) jobs.futile[job] = jobs.done[job] > before ? 0 : jobs.futile[job] + 1;
    const lost = before + wall * rate - jobs.done[job];
    const stay = now - stays.began[slot];
    waterfall.add(amount, stay, stay - worked, worked - wall, wall, lost * (jobs.part[job] > 0 ? amount : table.need[job]));
    rows.close(job, now, ending, cause, stay, worked, rate === 0 ? 0 : lost / rate, stay - wall);
  }

  end(job: number, now: number): void {
    this.close(job, now, endedDone, -1, false);
    this.letGo(job);
    this.finish(job, now, done);
  }

  finish(job: number, now: number, state: number): void {
    const { jobs, whenEnded } = this.#floor;
    jobs.become(job, state);
    jobs.ended[job] = now;
    whenEnded(job, now);
  }

  /** A job is stopped with all its accelerators sound: it begins again where it is, or waits if it was preempted. */
  interrupt(job: number, now: number, ending: number, cause: number, silent: boolean): void {
    this.close(job, now, ending, cause, silent);
    if (ending === endedPreempted) this.putBack(job, now, resumePreempted);
    else this.again(job, now);
  }

  /** Begins again on what it holds. */
  again(job: number, now: number): void {
    const { jobs, study } = this.#floor;
    jobs.interruptions[job] += 1;
    if (this.#givesUp(job, now)) return;
    const { detectSeconds } = study.recovery;
    this.begin(job, now, detectSeconds + this.restartSeconds);
  }

  /** Holds nothing any more and waits again, in its old place. */
  putBack(job: number, now: number, resume: number): void {
    const { jobs, desks } = this.#floor;
    if (this.#floor.holdings.firstOf(job) >= 0) this.letGo(job);
    jobs.resume[job] = resume;
    if (resume === resumeFailed) jobs.interruptions[job] += 1;
    else jobs.preemptions[job] += 1;
    if (resume === resumeFailed && this.#givesUp(job, now)) return;
    jobs.become(job, waiting);
    desks[jobs.pool[job]].queue.add(job);
    this.#floor.touch(jobs.pool[job], now);
  }

  /** A job that fails again and again before it has saved anything would run for ever. */
  #givesUp(job: number, now: number): boolean {
    const { jobs, study, holdings } = this.#floor;
    if (jobs.futile[job] < (study.recovery.futileRestarts ?? futileRestarts)) return false;
    if (holdings.firstOf(job) >= 0) this.letGo(job);
    this.finish(job, now, abandoned);
    return true;
  }
}
