// What does a policy see of one pool of the simulated fleet?

import { allocated, drained, type FleetState, free, states } from "../../fleet/state.ts";
import { withinTray } from "../../schedule/jobs.ts";
import type { Allowance, Choice, PartChoice, Placement, PoolFacts, PoolView } from "../../schedule/view.ts";
import type { Ledger } from "./ledger.ts";
import type { JobQueue } from "./queue.ts";
import { roomsOf } from "./ranges.ts";
import type { RunningJobs } from "./running.ts";
import type { JobTable } from "./study.ts";

/** Trays chosen for a job, in columns that are used again for the next. */
export class Chosen implements Choice, PartChoice {
  /** For a part of an accelerator: the card, -1 where one is opened on the tray that is chosen. */
  card = -1;
  size = 0;
  count = 0;
  trays = new Int32Array(64);
  counts = new Int32Array(64);

  clear(): void {
    this.card = -1;
    this.size = 0;
    this.count = 0;
  }

  onto(card: number): void {
    this.card = card;
  }
  open(tray: number): void {
    this.add(tray, 1);
  }

  add(tray: number, count: number): void {
    if (this.size === this.trays.length) {
      const [trays, counts] = [new Int32Array(2 * this.size), new Int32Array(2 * this.size)];
      trays.set(this.trays);
      counts.set(this.counts);
      [this.trays, this.counts] = [trays, counts];
    }
    this.trays[this.size] = tray;
    this.counts[this.size] = count;
    this.size += 1;
    this.count += count;
  }
}

/** What all desks of a run share. */
export interface Office {
  readonly fleet: FleetState;
  readonly jobs: JobTable;
  readonly ledger: Ledger;
  readonly placement: Placement;
  readonly allowances: readonly Allowance[];
  readonly chosen: Chosen;
  readonly secondsBetweenFailures: number;
  readonly repairSeconds: number;
}

/** One pool as a policy sees it; `fits` leaves the trays it found in `chosen`, for a start that follows at once. */
export class Desk implements PoolView {
  readonly pool: number;
  readonly jobs: JobTable;
  readonly queue: JobQueue;
  readonly running: RunningJobs;
  readonly tenants: number;
  readonly facts: { -readonly [Name in keyof PoolFacts]: PoolFacts[Name] };
  /** Thousandths of accelerators held by each tenant. */
  readonly heldBy: Float64Array;
  now = 0;
  usable = 0;
  readonly #office: Office;
  readonly #request = { pool: 0, count: 0, block: 1, within: 0 };
  readonly #watts: number;
  readonly #rooms = new Map<number, readonly number[]>();
  #placed = -1;
  #version = -1;
  #found = false;

  constructor(pool: number, office: Office, queue: JobQueue, running: RunningJobs) {
    const { hierarchy } = office.fleet;
    const { site, model, accelerators, pods } = hierarchy.pools[pool];
    this.pool = pool;
    this.jobs = office.jobs;
    this.queue = queue;
    this.running = running;
    this.tenants = Math.max(1, office.jobs.tenants.length);
    this.heldBy = new Float64Array(this.tenants);
    this.#office = office;
    this.#request.pool = pool;
    this.#watts = hierarchy.models[model].fullWatts - hierarchy.models[model].idleWatts;
    const tray = pods.reduce((sum, pod) => sum + hierarchy.pods[pod].acceleratorsPerTray, 0) / pods.length;
    const failing = Number.isFinite(office.secondsBetweenFailures);
    this.facts = {
      pool,
      site,
      model,
      live: 0,
      free: 0,
      planned: accelerators,
      backlog: 0,
      siteWatts: 0,
      siteCapWatts: hierarchy.sites[site].capWatts ?? Number.POSITIVE_INFINITY,
      secondsBetweenFailures: failing ? office.secondsBetweenFailures / accelerators : Number.POSITIVE_INFINITY,
      repairSeconds: office.repairSeconds,
      failureSize: tray,
    };
  }

  /** Brings facts and what may be given out up to date; call it before a policy is asked. */
  refresh(now: number): void {
    const { fleet, ledger, allowances } = this.#office;
    const at = this.pool * states;
    this.now = now;
    this.queue.version = fleet.version;
    const available = fleet.pools[at + free];
    this.usable = available;
    this.facts.free = available;
    this.facts.live = available + fleet.pools[at + allocated] + fleet.pools[at + drained];
    this.facts.backlog = this.queue.backlog;
    if (allowances.length === 0) return;
    this.facts.siteWatts = 0;
    for (const [pool, { site }] of fleet.hierarchy.pools.entries()) if (site === this.facts.site) this.facts.siteWatts += ledger.watts(pool);
    let kept = 0;
    for (const allowance of allowances) kept = Math.max(kept, allowance.keptBack(this.facts, this.#watts));
    this.usable = Math.max(0, available - kept);
  }

  /** True where the whole pool, sound and empty, could take the job. */
  couldHold(job: number): boolean {
    const block = this.jobs.block[job];
    let rooms = this.#rooms.get(block);
    if (rooms === undefined) this.#rooms.set(block, (rooms = roomsOf(this.#office.fleet.hierarchy, this.pool, block)));
    return this.jobs.least[job] <= rooms[this.jobs.within[job]];
  }

  fits(job: number): boolean {
    const { jobs } = this;
    if (jobs.part !== undefined && jobs.part[job] > 0) return this.#fitsPart(job, jobs.part[job]);
    let count = jobs.need[job];
    if (count > this.usable) {
      count = this.usable - (this.usable % jobs.block[job]);
      if (count < jobs.least[job] || count === 0) return false;
    }
    if (this.#placed === job && this.#version === this.#office.fleet.version) return this.#found;
    this.#found = this.find(count, jobs.block[job], jobs.within[job]);
    this.#placed = job;
    this.#version = this.#office.fleet.version;
    if (!this.#found) this.queue.ruleOut(job);
    return this.#found;
  }

  #fitsPart(job: number, milli: number): boolean {
    const { fleet, allowances } = this.#office;
    if (this.#placed === job && this.#version === fleet.version) return this.#found;
    const watts = (milli / 1000) * this.jobs.watts[job];
    this.#found = this.findPart(milli) && (this.#office.chosen.card < 0 || !allowances.some((allowance) => allowance.refuses?.(this.facts, watts)));
    this.#placed = job;
    this.#version = fleet.version;
    if (!this.#found) this.queue.ruleOut(job);
    return this.#found;
  }

  /** Looks for a part of an accelerator: where stands in `chosen`. */
  findPart(milli: number): boolean {
    const { chosen, placement, fleet } = this.#office;
    this.#placed = -1;
    fleet.index();
    chosen.clear();
    if (placement.placePart !== undefined) return placement.placePart(fleet, this.pool, milli, this.usable >= 1, chosen);
    const left = fleet.shares.leftFrom(this.pool, milli);
    if (left < 0) return this.usable >= 1 && this.find(1, 1, withinTray);
    chosen.onto(fleet.shares.cardWith(this.pool, left));
    return true;
  }

  /** Looks for so many accelerators; what it found stands in `chosen`. */
  find(count: number, block: number, within: number): boolean {
    const { chosen, placement, fleet } = this.#office;
    this.#placed = -1;
    fleet.index();
    chosen.clear();
    this.#request.count = count;
    this.#request.block = block;
    this.#request.within = within;
    if (count === 0 || placement.place(fleet, this.#request, chosen)) return true;
    chosen.clear();
    return false;
  }

  share(tenant: number): number {
    return this.facts.live === 0 ? 0 : this.heldBy[tenant] / 1000 / this.facts.live;
  }
}
