// What is written down, and how does it leave when a run is longer than memory?

import { type AttemptRows, attemptRows, type FailureRows, failureRows, type HourRows, hourRows } from "./attempts.ts";
import type { Floor } from "./floor.ts";
import { states } from "../../fleet/state.ts";

const secondsPerHour = 3600;
/** Rows that are handed out together. */
const batch = 16_384;

/**
 * The tables of a run. Without `study.onRows` all rows are kept, attempts and failures in the order in which they began. With it a row is handed out once it is final: an attempt
 * when it has ended, a failure when it is repaired, in that order, and what is still open at the end of the run; only open ones and one batch are kept.
 */
export class RowBook {
  readonly attempts: AttemptRows;
  readonly failures: FailureRows;
  readonly hours: HourRows;
  /** Failures by cause, and accelerator-seconds held by tenant. */
  readonly failuresByCause: Int32Array;
  readonly heldByTenant: Float64Array;
  readonly #floor: Floor;
  readonly #streams: { readonly attempts: AttemptRows; readonly failures: FailureRows } | undefined;
  readonly #spareAttempts: number[] = [];
  readonly #spareFailures: number[] = [];
  readonly #openFailures = new Set<number>();

  constructor(floor: Floor) {
    const { study, jobs } = floor;
    this.#floor = floor;
    const streams = study.onRows !== undefined;
    this.attempts = attemptRows(streams ? 1024 : Math.max(16, jobs.table.count));
    this.failures = failureRows(256);
    this.hours = hourRows(256);
    this.#streams = streams ? { attempts: attemptRows(batch), failures: failureRows(batch) } : undefined;
    this.failuresByCause = new Int32Array(study.reliability?.causes.length ?? 0);
    this.heldByTenant = new Float64Array(Math.max(1, jobs.table.tenants.length));
  }

  /** A row for the stay of a job that begins. */
  open(job: number, now: number): number {
    const row = this.#spareAttempts.pop() ?? this.attempts.add();
    const { columns } = this.attempts;
    const { jobs, hierarchy } = this.#floor;
    jobs.attempts[job] += 1;
    columns.job[row] = job;
    columns.attempt[row] = jobs.attempts[job];
    columns.site[row] = hierarchy.pools[jobs.pool[job]].site;
    columns.startSeconds[row] = now;
    columns.endSeconds[row] = -1;
    columns.ending[row] = 0;
    columns.cause[row] = -1;
    columns.milliAccelerators[row] = jobs.milli(job);
    columns.lostSeconds[row] = 0;
    columns.overheadSeconds[row] = 0;
    columns.energyJ[row] = 0;
    columns.carbonG[row] = 0;
    return row;
  }

  close(job: number, now: number, ending: number, cause: number, stay: number, worked: number, lost: number, overhead: number): void {
    const { columns } = this.attempts;
    const { jobs, stays, hierarchy } = this.#floor;
    const row = stays.row[jobs.slot[job]];
    const pool = hierarchy.pools[jobs.pool[job]];
    const amount = jobs.amount(job);
    const energyJ = amount * (hierarchy.models[pool.model].idleWatts * stay + jobs.table.watts[job] * worked);
    columns.endSeconds[row] = now;
    columns.ending[row] = ending;
    columns.cause[row] = cause;
    columns.lostSeconds[row] = lost;
    columns.overheadSeconds[row] = overhead;
    columns.energyJ[row] = energyJ;
    columns.carbonG[row] = this.#carbon(pool.site, now - stay, now) * energyJ;
    this.heldByTenant[jobs.table.tenant[job]] += amount * stay;
    if (this.#streams !== undefined) this.#handOutAttempt(row);
  }

  /** A row for a failure. */
  fail(now: number, cause: number): number {
    const row = this.#spareFailures.pop() ?? this.failures.add();
    this.failuresByCause[cause] += 1;
    this.failures.columns.seconds[row] = now;
    this.failures.columns.cause[row] = cause;
    this.failures.columns.repairedSeconds[row] = -1;
    this.failures.columns.accelerators[row] = 0;
    if (this.#streams !== undefined) this.#openFailures.add(row);
    return row;
  }

  /** A failure's row is final. */
  settled(row: number): void {
    if (this.#streams === undefined) return;
    this.#openFailures.delete(row);
    const { failures } = this.#streams;
    failures.copy(this.failures, row);
    this.#spareFailures.push(row);
    if (failures.count === batch) this.#handOut("failures", failures);
  }

  /** The hour that the ledger holds, or a part of one. */
  hour(now: number, hour: number, seconds: number): void {
    const { desks, ledger, waterfall } = this.#floor;
    for (let pool = 0; pool < desks.length; pool += 1) {
      ledger.advance(pool, now);
      const row = this.hours.add();
      const { columns } = this.hours;
      columns.hour[row] = hour;
      columns.pool[row] = pool;
      const at = pool * states;
      columns.dark[row] = ledger.seconds[at] / seconds;
      columns.down[row] = ledger.seconds[at + 1] / seconds;
      columns.drained[row] = ledger.seconds[at + 2] / seconds;
      columns.free[row] = ledger.seconds[at + 3] / seconds;
      columns.allocated[row] = ledger.seconds[at + 4] / seconds;
      columns.itEnergyJ[row] = ledger.energyJ[pool];
      columns.waiting[row] = desks[pool].queue.size;
      columns.running[row] = desks[pool].running.size;
      if (this.#streams !== undefined && this.hours.count >= batch) this.#handOut("hours", this.hours);
    }
    waterfall.hour(ledger);
    ledger.clear();
  }

  /** The run is over: hands out what is still open. @param running rows of jobs that run, in order of the jobs */
  finish(running: readonly number[]): void {
    if (this.#streams === undefined) return;
    for (const row of running) this.#handOutAttempt(row);
    for (const row of [...this.#openFailures].toSorted((a, b) => a - b)) this.settled(row);
    this.#handOut("attempts", this.#streams.attempts);
    this.#handOut("failures", this.#streams.failures);
    this.#handOut("hours", this.hours);
  }

  #handOutAttempt(row: number): void {
    const { attempts } = this.#streams!;
    attempts.copy(this.attempts, row);
    this.#spareAttempts.push(row);
    if (attempts.count === batch) this.#handOut("attempts", attempts);
  }

  #handOut(table: "attempts" | "failures" | "hours", rows: AttemptRows | FailureRows | HourRows): void {
    if (rows.count > 0) this.#floor.study.onRows!(table, rows.cut());
    rows.count = 0;
  }

  /** Mean grams per joule of a site's grid over a stay. 1 kg/MWh is 1e3 g / 3.6e9 J. */
  #carbon(site: number, from: number, to: number): number {
    const series = this.#floor.study.forecasts?.[site]?.carbonKgPerMwh;
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
}
