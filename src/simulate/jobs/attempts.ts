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
export function failureRows() {
  return new Rows({
    seconds: new Float64Array(256),
    cause: new Int32Array(256),
    site: new Int32Array(256),
    firstTray: new Int32Array(256),
    trays: new Int32Array(256),
    accelerators: new Int32Array(256),
    jobs: new Int32Array(256),
    lostAcceleratorSeconds: new Float64Array(256),
    repairedSeconds: new Float64Array(256),
  });
}

/** Hours by pool: means of accelerators by state, and IT energy. */
export function hourRows() {
  return new Rows({
    hour: new Int32Array(256),
    pool: new Int32Array(256),
    dark: new Float64Array(256),
    down: new Float64Array(256),
    drained: new Float64Array(256),
    free: new Float64Array(256),
    allocated: new Float64Array(256),
    itEnergyJ: new Float64Array(256),
    waiting: new Int32Array(256),
    running: new Int32Array(256),
  });
}

export type AttemptRows = ReturnType<typeof attemptRows>;
export type FailureRows = ReturnType<typeof failureRows>;
export type HourRows = ReturnType<typeof hourRows>;
