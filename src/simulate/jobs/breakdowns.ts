// What does a failure take out, who loses by it, and when is it back?

import { withinSite } from "../../schedule/jobs.ts";
import { states } from "../../fleet/state.ts";
import { type Stream, stream } from "../../units/random.ts";
import type { Admission } from "./admission.ts";
import { Crews } from "./crews.ts";
import { endedFailed, endedPreempted, eventKinds, type Floor } from "./floor.ts";
import { type Life, resumeFailed, resumePreempted } from "./life.ts";
import { rangeOf } from "./ranges.ts";

/** Failures and repairs, and planned maintenance, which is a failure with notice. */
export class Breakdowns {
  readonly #floor: Floor;
  readonly #life: Life;
  readonly #admission: Admission;
  readonly #crews: Crews;
  readonly #crewKinds: readonly string[];
  readonly #repairs: Stream;
  readonly #live = (tray: number): boolean => this.#floor.fleet.live(tray);

  constructor(floor: Floor, life: Life, admission: Admission) {
    const { reliability, seed } = floor.study;
    this.#floor = floor;
    this.#life = life;
    this.#admission = admission;
    this.#crewKinds = Object.keys(reliability?.crews ?? {});
    this.#crews = new Crews(
      floor.hierarchy.sites.length,
      this.#crewKinds.map((kind) => reliability!.crews![kind]),
    );
    this.#repairs = stream(seed, "jobs", "repair times");
  }

  /** Plans the first candidate, if anything fails at all. */
  begin(): void {
    const { hazards, clock } = this.#floor;
    if (hazards !== undefined && hazards.rate > 0) clock.push(hazards.nextAfter(0), eventKinds.candidate, 0, 0);
  }

  strike(now: number): void {
    const { clock, study, rows, waterfall, hierarchy } = this.#floor;
    const hazards = this.#floor.hazards!;
    clock.push(hazards.nextAfter(now), eventKinds.candidate, 0, 0);
    if (!hazards.strikes(now, this.#live)) return;
    const { found } = hazards;
    const cause = study.reliability!.causes[found.cause];
    const row = rows.fail(now, found.cause);
    const { columns } = rows.failures;
    columns.site[row] = hierarchy.pools[this.#floor.poolOf(found.firstTray)].site;
    columns.firstTray[row] = found.firstTray;
    columns.trays[row] = found.accelerator >= 0 ? 0 : found.endTray - found.firstTray;
    const lostBefore = waterfall.lost;
    const silent = cause.silent === true;
    if (cause.scope === "job") {
      columns.repairedSeconds[row] = now;
      const [job = -1] = this.#jobsAt(found.firstTray, found.accelerator);
      columns.jobs[row] = job < 0 ? 0 : 1;
      if (job >= 0) this.#life.interrupt(job, now, endedFailed, found.cause, silent);
    } else if (cause.scope === "accelerator") this.#breakOne(row, found.firstTray, found.accelerator, now, found.cause, silent);
    else {
      columns.accelerators[row] = this.#inTrays(found.firstTray, found.endTray);
      columns.jobs[row] = this.#takeOut(found.firstTray, found.endTray, now, endedFailed, found.cause, silent);
    }
    columns.lostAcceleratorSeconds[row] = waterfall.lost - lostBefore;
    if (cause.scope === "job" || columns.accelerators[row] === 0) return rows.settled(row);
    const crew = this.#crewKinds.indexOf(cause.crew ?? "");
    // A crew without hands repairs nothing: nobody waits for it.
    if (crew < 0 || study.reliability!.crews![this.#crewKinds[crew]] > 0) this.#floor.pending += 1;
    if (crew < 0 || this.#crews.ask(columns.site[row], crew, row)) this.#repair(row, now);
  }

  repaired(row: number, now: number): void {
    const { rows, fleet, study } = this.#floor;
    const { columns } = rows.failures;
    this.#floor.pending -= 1;
    columns.repairedSeconds[row] = now;
    const first = columns.firstTray[row];
    const end = first + Math.max(1, columns.trays[row]);
    for (let tray = first; tray < end; tray += 1) {
      this.#floor.touch(this.#floor.poolOf(tray), now);
      if (columns.trays[row] === 0) fleet.breakage(tray, -1);
      else fleet.outage(tray, -1);
    }
    const crew = this.#crewKinds.indexOf(study.reliability!.causes[columns.cause[row]].crew ?? "");
    const next = crew < 0 ? -1 : this.#crews.done(columns.site[row], crew);
    rows.settled(row);
    if (next >= 0) this.#repair(next, now);
  }

  /** Planned work on a domain: it is drained, goes out, and comes back. */
  maintain(kind: number, index: number, now: number): void {
    const { fleet, hierarchy, study } = this.#floor;
    this.#floor.pending -= 1;
    const [first, end] = rangeOf(hierarchy, study.maintenance![index]);
    if (kind === eventKinds.maintenanceBegins) return void this.#takeOut(first, end, now, endedPreempted, -1, false);
    for (let tray = first; tray < end; tray += 1) {
      this.#floor.touch(this.#floor.poolOf(tray), now);
      if (kind === eventKinds.drainBegins) fleet.drain(tray, 1);
      else {
        fleet.outage(tray, -1);
        fleet.drain(tray, -1);
      }
    }
  }

  #breakOne(row: number, tray: number, accelerator: number, now: number, cause: number, silent: boolean): void {
    const { rows, fleet, hierarchy } = this.#floor;
    const { columns } = rows.failures;
    const sound = hierarchy.acceleratorsOfTray[tray] - fleet.trays[tray * states + 1];
    // What is down already does not break again.
    if (accelerator >= sound) {
      columns.jobs[row] = 0;
      return;
    }
    const victims = this.#jobsAt(tray, accelerator);
    columns.accelerators[row] = 1;
    columns.jobs[row] = victims.length;
    this.#floor.touch(this.#floor.poolOf(tray), now);
    for (const job of victims) this.#life.close(job, now, endedFailed, cause, silent);
    const lost = victims.map((job) => this.#life.letGo(job, tray, tray + 1));
    fleet.breakage(tray, 1);
    for (const [index, job] of victims.entries()) this.#recover(job, now, lost[index], endedFailed);
  }

  /** Takes whole trays out; jobs there lose them. How many jobs that were. */
  #takeOut(first: number, end: number, now: number, ending: number, cause: number, silent: boolean): number {
    const { holdings, fleet, desks } = this.#floor;
    const victims: number[] = [];
    const hit = new Set<number>();
    for (let tray = first; tray < end; tray += 1) {
      this.#floor.touch(this.#floor.poolOf(tray), now);
      for (let piece = holdings.firstOn(tray); piece >= 0; piece = holdings.nextOn(piece)) {
        const job = holdings.jobOf(piece);
        if (hit.has(job)) continue;
        hit.add(job);
        victims.push(job);
      }
    }
    for (const job of victims) this.#life.close(job, now, ending, cause, silent);
    for (let tray = first; tray < end; tray += 1) fleet.outage(tray, 1);
    const lost = victims.map((job) => this.#life.letGo(job, first, end));
    for (const [index, job] of victims.entries()) this.#recover(job, now, lost[index], ending);
    for (const desk of desks) {
      desk.refresh(now);
      if (desk.facts.live === 0 && desks.length > 1) this.#admission.reroute(desk.pool, now);
    }
    return victims.length;
  }

  /** A job has lost accelerators: others replace them, or it goes on with fewer, or it waits. */
  #recover(job: number, now: number, lost: number, ending: number): void {
    const { jobs, desks } = this.#floor;
    const { table } = jobs;
    const desk = desks[jobs.pool[job]];
    const part = jobs.part[job];
    if (ending === endedFailed) {
      const block = lost % table.block[job] === 0 ? table.block[job] : 1;
      if (part > 0) desk.refresh(now);
      if (part > 0 ? desk.findPart(part) : table.within[job] === withinSite && desk.find(lost, block, withinSite)) {
        this.#life.hold(job, desk);
        return this.#life.again(job, now);
      }
      if (jobs.held[job] > 0 && jobs.held[job] >= table.least[job]) return this.#life.again(job, now);
    }
    this.#life.putBack(job, now, ending === endedFailed ? resumeFailed : resumePreempted);
  }

  #repair(row: number, now: number): void {
    const { rows, study, clock } = this.#floor;
    const cause = study.reliability!.causes[rows.failures.columns.cause[row]];
    const seconds = cause.repair === "exponential" ? this.#repairs.exponential(1 / cause.repairSeconds) : cause.repairSeconds;
    clock.push(now + seconds, eventKinds.repaired, row, 0);
  }

  #inTrays(first: number, end: number): number {
    let count = 0;
    for (let tray = first; tray < end; tray += 1) count += this.#floor.hierarchy.acceleratorsOfTray[tray];
    return count;
  }

  /** Jobs on one accelerator of a tray: those at work are counted first, whole ones before shared ones. */
  #jobsAt(tray: number, accelerator: number): readonly number[] {
    const { holdings, fleet } = this.#floor;
    let before = 0;
    for (let piece = holdings.firstOn(tray); piece >= 0; piece = holdings.nextOn(piece)) {
      before += holdings.countOf(piece);
      if (accelerator < before) return [holdings.jobOf(piece)];
    }
    let card = fleet.shares.firstOn(tray);
    for (; card >= 0 && accelerator > before; before += 1) card = fleet.shares.nextOn(card);
    const jobs: number[] = [];
    if (card < 0) return jobs;
    for (let piece = holdings.firstOn(tray); piece >= 0; piece = holdings.nextOn(piece)) if (holdings.cardOf(piece) === card) jobs.push(holdings.jobOf(piece));
    return jobs;
  }
}
