// What is written down of every stay of a job on accelerators, of every failure, and of every hour?

import { Rows } from "./growing.ts";

/** Attempts in order of start: see `JobOutcomes`. */
export function attemptRows(capacity: number) {
  return new Rows({
    job: new Int32Array(capacity),
    attempt: new Int32Array(capacity),
    site: new Int32Array(capacity),
    startSeconds: new Float64Array(capacity),
    endSeconds: new Float64Array(capacity),
    ending: new Uint8Array(capacity),
    cause: new Int32Array(capacity),
    milliAccelerators: new Int32Array(capacity),
    lostSeconds: new Float64Array(capacity),
    overheadSeconds: new Float64Array(capacity),
    energyJ: new Float64Array(capacity),
    carbonG: new Float64Array(capacity),
  });
}

/** Failures: when, what, which trays, what it stopped, when it was repaired (-1 while it is not). */
export function failureRows(capacity: number) {
  return new Rows({
    seconds: new Float64Array(capacity),
    cause: new Int32Array(capacity),
    site: new Int32Array(capacity),
    firstTray: new Int32Array(capacity),
    trays: new Int32Array(capacity),
    accelerators: new Int32Array(capacity),
    jobs: new Int32Array(capacity),
    lostAcceleratorSeconds: new Float64Array(capacity),
    repairedSeconds: new Float64Array(capacity),
  });
}

/** Hours by pool: means of accelerators by state, and IT energy. */
export function hourRows(capacity: number) {
  return new Rows({
    hour: new Int32Array(capacity),
    pool: new Int32Array(capacity),
    dark: new Float64Array(capacity),
    down: new Float64Array(capacity),
    drained: new Float64Array(capacity),
    free: new Float64Array(capacity),
    allocated: new Float64Array(capacity),
    itEnergyJ: new Float64Array(capacity),
    waiting: new Int32Array(capacity),
    running: new Int32Array(capacity),
  });
}

export type AttemptRows = ReturnType<typeof attemptRows>;
export type FailureRows = ReturnType<typeof failureRows>;
export type HourRows = ReturnType<typeof hourRows>;
