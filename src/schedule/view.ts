// What does a policy see, and what may it decide? The contract between policies and those who run them, simulated or live.

import type { FleetView } from "../fleet/state.ts";
import type { JobColumns } from "./jobs.ts";

/** The waiting jobs of a pool in the order of the discipline. Every answer is a job or -1. */
export interface QueueView {
  readonly size: number;
  first(): number;
  next(job: number): number;
  /** First of a group (see {@link Discipline.group}). */
  firstIn(group: number): number;
  /** First in order after `after` that needs at most `need` accelerators and expects to run at most `seconds`; those that `fits` has refused a moment ago may be left out. */
  firstWithin(need: number, seconds: number, after: number): number;
}

/** The running jobs of a pool by the time at which they are expected to end. */
export interface RunningView {
  readonly size: number;
  /** Expected end of the n-th to end, and what it holds. */
  endAt(position: number): number;
  heldAt(position: number): number;
  /** When `missing` (above 0) more accelerators will have come free, and how many by then: those of jobs that end at the same time too. */
  freed(missing: number): { readonly at: number; readonly accelerators: number };
  /** Last in the order of the discipline among the running; and the one before. */
  last(): number;
  previous(job: number): number;
  held(job: number): number;
}

/** What a discipline sees of one pool at one time. Pure reading: asking changes nothing. */
export interface PoolView {
  readonly now: number;
  readonly pool: number;
  readonly jobs: JobColumns;
  readonly queue: QueueView;
  readonly running: RunningView;
  /** Accelerators that may be given out now: free, less what allowances keep back. */
  readonly usable: number;
  /** True where the job can start now: enough usable accelerators, and the placement finds domains for them. */
  fits(job: number): boolean;
  /** Tenants, and the share of the pool that each holds. */
  readonly tenants: number;
  share(tenant: number): number;
}

/** What a discipline decides; carried out in order by whoever asked. */
export interface Decisions {
  start(job: number): void;
  preempt(job: number): void;
}

/**
 * Who is next? A pure function of the view. It is asked again after its decisions were carried out, until it makes none.
 * A job it starts must fit ({@link PoolView.fits}) at that moment.
 */
export interface Discipline {
  readonly id: string;
  readonly sentence: string;
  /** Order of the queue, negative where `a` goes first; equal ones go in order of submission. It must not change while a job waits. */
  compare(jobs: JobColumns, a: number, b: number): number;
  /** Jobs of one group stand together in the order, groups from 0 upwards: a tenant's, for one. One group where it is left out. */
  group?(jobs: JobColumns, job: number): number;
  decide(view: PoolView, decisions: Decisions): void;
}

/** What a placement is asked for. */
export interface Request {
  readonly pool: number;
  readonly count: number;
  readonly block: number;
  readonly within: number;
}

/** Trays chosen, and how many accelerators of each. */
export interface Choice {
  add(tray: number, count: number): void;
}

/** Where a part of an accelerator was found. */
export interface PartChoice {
  /** On a card that others have parts of. */
  onto(card: number): void;
  /** On an accelerator of this tray that nobody has a part of. */
  open(tray: number): void;
}

/** On which domains? A pure function of the fleet: fills the choice and answers true, or false when there is no way. */
export interface Placement {
  readonly id: string;
  readonly sentence: string;
  place(fleet: FleetView, request: Request, choice: Choice): boolean;
  /**
   * Where a part of an accelerator goes, `milli` thousandths of it; `mayOpen` where an accelerator that nobody shares may be given out. The fullest card that has room, else as
   * one whole accelerator, where this is left out.
   */
  placePart?(fleet: FleetView, pool: number, milli: number, mayOpen: boolean, choice: PartChoice): boolean;
}

/** What a whole pool looks like from outside, for allowances and routes. */
export interface PoolFacts {
  readonly pool: number;
  readonly site: number;
  readonly model: number;
  /** Accelerators in service, and free ones among them. */
  readonly live: number;
  readonly free: number;
  /** Accelerators it will have when all have arrived. */
  readonly planned: number;
  /** Expected accelerator-seconds of the waiting jobs. */
  readonly backlog: number;
  /** What its site draws and may draw, W. */
  readonly siteWatts: number;
  readonly siteCapWatts: number;
  /** Seconds between failures that take an accelerator out, and seconds until it is back: for the pool as a whole. Infinity and 0 where nothing fails. */
  readonly secondsBetweenFailures: number;
  readonly repairSeconds: number;
  /** Accelerators that one such failure takes out. */
  readonly failureSize: number;
}

/** How many accelerators are kept back from new jobs? Pure. `watts`: what one more accelerator at work draws. */
export interface Allowance {
  readonly id: string;
  readonly sentence: string;
  keptBack(pool: PoolFacts, watts: number): number;
  /** True where so many more watts may not be drawn for a job that takes no accelerator from the free ones: a part of a shared one. Never where it is left out. */
  refuses?(pool: PoolFacts, watts: number): boolean;
}

/** Hourly forecasts at a site, from the start: what is known a day ahead. */
export interface Forecast {
  readonly priceUsdPerMwh: Float64Array;
  readonly carbonKgPerMwh: Float64Array;
}

/** From when may a job that waits start? Pure; `now` where it may at once. */
export interface Shift {
  readonly id: string;
  readonly sentence: string;
  earliest(jobs: JobColumns, job: number, now: number, forecast: Forecast | undefined): number;
}

/** To which pool does a job go? Pure; one of `allowed`, which is never empty, or -1 for none. */
export interface Route {
  readonly id: string;
  readonly sentence: string;
  /** Jobs at the head of each other queue that a pool with room and no queue looks at, to take one over; none where it is left out. */
  readonly movesWaiting?: number;
  choose(jobs: JobColumns, job: number, allowed: readonly PoolFacts[], hour: number, forecasts: readonly (Forecast | undefined)[]): number;
}

/** A whole policy: one of each kind. `gigasite simulate --policy` names them. */
export interface Policy {
  readonly discipline: Discipline;
  readonly placement: Placement;
  readonly allowances: readonly Allowance[];
  readonly shift: Shift;
  readonly route: Route;
}
