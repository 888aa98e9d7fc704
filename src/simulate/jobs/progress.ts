// How far has a job come that computes, pauses for checkpoints and computes on?

import { dalyInterval, youngInterval } from "../../physics/checkpoint.ts";
import type { Recovery } from "./study.ts";

/** How a job saves its work, in seconds of wall time. `interval` is Infinity where it saves nothing. */
export interface Saving {
  /** Work between two checkpoints. */
  interval: number;
  /** The job stands still for each. */
  stall: number;
  /** From the end of the stall until the checkpoint is safe: 0 where the stall writes it. */
  write: number;
}

/** A job that saves nothing. */
export function savesNothing(out: Saving): void {
  out.interval = Number.POSITIVE_INFINITY;
  out.stall = 0;
  out.write = 0;
}

/**
 * How a job saves: the stall from bandwidths, the interval by the recovery's rule. An asynchronous one has no more than one write under way, so its interval is at least the write.
 * @param bytes of one accelerator's part
 * @param writeShare bytes per second that storage leaves each accelerator
 * @param mttf seconds between failures of the job
 */
export function savingOf(recovery: Recovery, bytes: number, writeShare: number, mttf: number, out: Saving): void {
  const write = bytes / Math.min(recovery.writeBytesPerSecond, writeShare);
  const copy = bytes / recovery.copyBytesPerSecond;
  out.stall = recovery.mode === "sync" ? write : copy;
  out.write = recovery.mode === "sync" ? 0 : write;
  if (typeof recovery.interval === "number") out.interval = recovery.interval;
  else if (mttf === Number.POSITIVE_INFINITY) return savesNothing(out);
  else out.interval = (recovery.interval === "young" ? youngInterval : dalyInterval)(out.stall, mttf);
  out.interval = Math.max(out.interval, out.write - out.stall, smallestInterval);
}

/** Wall time for so much work without failure; there is no checkpoint at its end. */
export function wallFor(work: number, saving: Saving): number {
  if (work <= saving.interval) return work;
  return work + (Math.ceil(work / saving.interval) - 1) * saving.stall;
}

/** Work done after so much wall time. */
export function workAfter(wall: number, saving: Saving): number {
  if (saving.interval === Number.POSITIVE_INFINITY) return wall;
  const cycle = saving.interval + saving.stall;
  const cycles = Math.floor(wall / cycle);
  return cycles * saving.interval + Math.min(wall - cycles * cycle, saving.interval);
}

/** Of it: work that is safe. */
export function savedAfter(wall: number, saving: Saving): number {
  if (saving.interval === Number.POSITIVE_INFINITY) return 0;
  return Math.max(0, Math.floor((wall - saving.write) / (saving.interval + saving.stall))) * saving.interval;
}

/** Seconds: no interval is shorter, so that a stall of nothing does not mean checkpoints without end. */
const smallestInterval = 1e-3;
