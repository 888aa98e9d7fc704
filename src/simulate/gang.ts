// How does one training run go: work, checkpoints, failures, restarts, until its FLOP are done?

import { dalyInterval } from "../physics/checkpoint.ts";
import { causeAt, type CauseInput } from "./failures.ts";

export interface GangInput {
  readonly id: string;
  /** FLOP wanted. */
  readonly flop: number;
  /** Useful FLOP of one package in an hour, by accelerator kind. */
  readonly flopPerPackageHour: Float64Array;
  /** Hours of work between checkpoints; null: Daly's interval for the gang's size. */
  readonly intervalHours: number | null;
}

export interface Recovery {
  readonly detectHours: number;
  readonly restartHours: number;
  /** Pause for each checkpoint. */
  readonly stallHours: number;
  /** Pause when only the failed replica restarts; null: the whole run goes back to its checkpoint. A silent failure always does. */
  readonly elasticHours: number | null;
}

/** The part of a random stream that a gang uses. */
export interface Chance {
  uniform(): number;
  exponential(rate: number): number;
}

/** Told of each failure: when, of what kind and cause, how many packages go to repair, hours of wall time lost by the run. */
export type OnFailure = (time: number, kind: number, cause: number, packages: number, lostHours: number) => void;

export type GangPhase = "waiting" | "computing" | "stalling" | "recovering" | "ended";

/** A state with work done, in FLOP and in useful H100e-hours. */
interface Progress {
  flop: number;
  h100eHours: number;
}

/**
 * One training run. Time goes on only through {@link advance}; sizes change only through {@link resize} and failures.
 * The chance of failure grows with packages x hours (restarts and stalls counted), drawn as one exponential of the
 * accumulated hazard, so that a change of size needs no new draw.
 */
export class Gang {
  readonly input: GangInput;
  phase: GangPhase = "waiting";
  /** Packages at work and in hot reserve, by kind. */
  readonly working: Int32Array;
  readonly spares: Int32Array;
  readonly done: Progress = { flop: 0, h100eHours: 0 };
  /** Package-hours since {@link resetHour}, by kind: computing, and waiting (stall, restart, reserve). */
  readonly busy: Float64Array;
  readonly idle: Float64Array;
  /** H100e-hours of the working packages since the start: all, and those not in detection or restart. */
  wallH100eHours = 0;
  runningH100eHours = 0;
  interruptions = 0;
  startHour = Number.NaN;
  endHour = Number.NaN;
  intervalHours = Number.NaN;
  /** Most packages it ever had at work. */
  packages = 0;

  readonly #h100e: Float64Array;
  readonly #causes: readonly CauseInput[];
  readonly #out: Int32Array;
  readonly #recovery: Recovery;
  readonly #chance: Chance;
  readonly #onFailure: OnFailure;
  readonly #ratePerPackageHour: number;
  /** Of failures that go back to a checkpoint. */
  readonly #rollbackRate: number;
  readonly #kept: Progress = { flop: 0, h100eHours: 0 };
  readonly #before: Progress = { flop: 0, h100eHours: 0 };
  #now = 0;
  /** Hours until the phase ends: next checkpoint, end of stall or of recovery. */
  #left = 0;
  /** Work until the next checkpoint once a recovery is over. */
  #resume = 0;
  #sinceSave = 0;
  #hazardLeft: number;
  #flopRate = 0;
  #h100eRate = 0;
  #hazardRate = 0;

  /** `out[kind * causes + cause]`: packages that a failure takes out. */
  constructor(input: GangInput, h100e: Float64Array, causes: readonly CauseInput[], out: Int32Array, recovery: Recovery, chance: Chance, onFailure: OnFailure) {
    this.input = input;
    this.#h100e = h100e;
    this.#causes = causes;
    this.#out = out;
    this.#recovery = recovery;
    this.#chance = chance;
    this.#onFailure = onFailure;
    this.working = new Int32Array(h100e.length);
    this.spares = new Int32Array(h100e.length);
    this.busy = new Float64Array(h100e.length);
    this.idle = new Float64Array(h100e.length);
    this.#ratePerPackageHour = causes.reduce((sum, cause) => sum + cause.ratePerDay, 0) / 24;
    this.#rollbackRate = causes.reduce((sum, cause) => sum + (recovery.elasticHours === null || cause.silent ? cause.ratePerDay : 0), 0) / 24;
    this.#hazardLeft = chance.exponential(1);
  }

  get size(): number {
    return this.working.reduce((sum, packages) => sum + packages, 0);
  }

  /** Sets the packages at work and in reserve at `time`, which must be where {@link advance} stopped. A run that has begun saves its state first and restarts. */
  resize(time: number, working: Int32Array, spares: Int32Array): void {
    this.spares.set(spares);
    let same = true;
    for (let kind = 0; kind < working.length; kind += 1) if (working[kind] !== this.working[kind]) same = false;
    if (same) return;
    if (this.phase === "ended") {
      this.working.set(working);
      this.#rates();
      return;
    }
    this.#now = time;
    this.working.set(working);
    this.#rates();
    if (this.phase === "waiting") {
      if (this.size === 0) return;
      this.startHour = time;
      this.phase = "computing";
      this.#left = this.intervalHours;
      return;
    }
    const { stallHours, restartHours } = this.#recovery;
    if (this.phase === "recovering") this.#left = Math.max(this.#left, restartHours);
    else {
      this.#save();
      this.phase = "recovering";
      this.#left = stallHours + restartHours;
      this.#resume = this.intervalHours;
    }
  }

  resetHour(): void {
    this.busy.fill(0);
    this.idle.fill(0);
  }

  /** Goes on from where it stopped to `to`, hours. */
  advance(from: number, to: number): void {
    this.#now = from;
    while (this.#now < to) {
      if (this.phase === "ended" || this.phase === "waiting" || this.#h100eRate === 0) {
        this.#pass(to - this.#now);
        break;
      }
      const toPhase = this.phase === "computing" ? Math.min(this.#left, Math.max(0, (this.input.flop - this.done.flop) / this.#flopRate)) : this.#left;
      const toFailure = this.#hazardRate === 0 ? Number.POSITIVE_INFINITY : this.#hazardLeft / this.#hazardRate;
      const step = Math.min(to - this.#now, toPhase, toFailure);
      if (step >= to - this.#now) {
        this.#pass(to - this.#now);
        break;
      }
      this.#pass(step);
      this.#now += step;
      if (toFailure <= toPhase) this.#fail();
      else this.#nextPhase(toPhase < this.#left + step);
    }
    this.#now = to;
  }

  #pass(hours: number): void {
    const computing = this.phase === "computing";
    for (let kind = 0; kind < this.working.length; kind += 1) {
      if (computing) this.busy[kind]! += this.working[kind]! * hours;
      else this.idle[kind]! += this.working[kind]! * hours;
      this.idle[kind]! += this.spares[kind]! * hours;
    }
    if (this.phase === "ended" || this.phase === "waiting") return;
    const h100eHours = this.#h100eRate * hours;
    this.wallH100eHours += h100eHours;
    if (this.phase !== "recovering") this.runningH100eHours += h100eHours;
    if (computing) {
      this.done.flop += this.#flopRate * hours;
      this.done.h100eHours += h100eHours;
      this.#sinceSave += hours;
    }
    this.#left -= hours;
    this.#hazardLeft -= this.#hazardRate * hours;
  }

  #nextPhase(finished: boolean): void {
    if (this.phase === "computing" && finished) {
      this.done.flop = this.input.flop;
      this.phase = "ended";
      this.endHour = this.#now;
    } else if (this.phase === "computing") {
      this.phase = "stalling";
      this.#left = this.#recovery.stallHours;
    } else {
      this.#left = this.phase === "recovering" ? this.#resume : this.intervalHours;
      if (this.phase === "stalling") this.#save();
      this.phase = "computing";
    }
  }

  #save(): void {
    Object.assign(this.#before, this.#kept);
    Object.assign(this.#kept, this.done);
    this.#sinceSave = 0;
  }

  /** Takes the failed packages out, fills up from the reserve, and goes on: elastically, or from the last checkpoint. */
  #fail(): void {
    this.#hazardLeft = this.#chance.exponential(1);
    const kind = this.#kindAt(this.#chance.uniform());
    const cause = causeAt(this.#causes, this.#chance.uniform());
    const out = Math.min(this.#out[kind * this.#causes.length + cause]!, this.working[kind]! + this.spares[kind]!);
    const reserve = Math.min(out, this.spares[kind]!);
    const { silent } = this.#causes[cause]!;
    const elastic = silent ? null : this.#recovery.elasticHours;
    const lostHours = elastic === null ? this.#rollBack(silent) : this.#pause(elastic);
    this.spares[kind] = this.spares[kind]! - reserve;
    this.working[kind] = this.working[kind]! - (out - reserve);
    this.#rates();
    this.interruptions += 1;
    this.#onFailure(this.#now, kind, cause, out, lostHours);
  }

  /** Back to the last checkpoint, one further when the failure was silent. Returns the hours lost: work, detection and restart. */
  #rollBack(silent: boolean): number {
    const recoveryHours = this.#recovery.detectHours + this.#recovery.restartHours;
    let lostHours = this.#sinceSave + recoveryHours - (this.phase === "recovering" ? Math.min(this.#left, recoveryHours) : 0);
    if (silent) {
      lostHours += (this.#kept.h100eHours - this.#before.h100eHours) / this.#h100eRate;
      Object.assign(this.#kept, this.#before);
    }
    Object.assign(this.done, this.#kept);
    this.#sinceSave = 0;
    this.phase = "recovering";
    this.#left = recoveryHours;
    this.#resume = this.intervalHours;
    return lostHours;
  }

  /** All replicas wait until the failed one is out of the exchange; no work is lost, but a checkpoint under way starts anew. Returns the hours lost. */
  #pause(elasticHours: number): number {
    const waiting = this.phase === "recovering" ? this.#left : 0;
    if (this.phase === "computing") this.#resume = this.#left;
    else if (this.phase === "stalling") this.#resume = 0;
    this.phase = "recovering";
    this.#left = Math.max(waiting, elasticHours);
    return this.#left - waiting;
  }

  #kindAt(share: number): number {
    let left = share * this.size;
    for (let kind = 0; kind < this.working.length; kind += 1) {
      left -= this.working[kind]!;
      if (left < 0) return kind;
    }
    return this.working.length - 1;
  }

  #rates(): void {
    this.#flopRate = 0;
    this.#h100eRate = 0;
    for (let kind = 0; kind < this.working.length; kind += 1) {
      this.#flopRate += this.working[kind]! * this.input.flopPerPackageHour[kind]!;
      this.#h100eRate += this.working[kind]! * this.#h100e[kind]!;
    }
    const size = this.size;
    this.packages = Math.max(this.packages, size);
    this.#hazardRate = size * this.#ratePerPackageHour;
    if (size > 0)
      this.intervalHours =
        this.input.intervalHours ?? (this.#rollbackRate > 0 ? dalyInterval(this.#recovery.stallHours, 1 / (size * this.#rollbackRate)) : Number.POSITIVE_INFINITY);
  }
}
