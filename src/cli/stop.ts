// Why did a command end without an answer, and with which exit status?

import { SolverError } from "../plan/lp/solver-error.ts";
import { LibraryError } from "../programme/library.ts";

/** 1: the answer is no, and there is nothing to show for it. 2: bad input or usage. 3: something needed is not there. 130: interrupted. */
export type Status = 1 | 2 | 3 | 130;

export class Stop extends Error {
  readonly status: Status;
  /** What `--json` prints under `error`. */
  readonly document: unknown;

  constructor(status: Status, message: string, document: unknown = { message }) {
    super(message);
    this.status = status;
    this.document = document;
  }

  static from(error: unknown): Stop {
    if (error instanceof Stop) return error;
    if (error instanceof LibraryError) return new Stop(2, `gigasite: ${error.message}`);
    if (error instanceof Error && error.name === "InterruptedError") return new Stop(130, `gigasite: ${error.message}: nothing was written`);
    if (error instanceof Error && error.name === "NoPlanError") return new Stop(1, `gigasite: ${error.message}`);
    if (error instanceof SolverError) return new Stop(3, `gigasite: ${error.message}`);
    const system = error as NodeJS.ErrnoException;
    if (system?.code === "ENOSPC") return new Stop(3, `gigasite: the disk is full: ${system.message}; what stood before stands unchanged`);
    if (typeof system?.syscall === "string") return new Stop(3, `gigasite: ${system.message}`);
    return new Stop(3, `gigasite: this is a fault of gigasite, not of your input; please report it:\n${error instanceof Error ? error.stack : String(error)}`);
  }
}
