// What is left of installed accelerators once everything that takes some of them is taken off?

import type { Ledger } from "./ledger.ts";
import { states } from "../../fleet/state.ts";

/** Accelerator-seconds, each step a part of the one before: installed, in service, allocated, working, computing, useful. */
export class Waterfall {
  dark = 0;
  down = 0;
  drained = 0;
  free = 0;
  allocated = 0;
  /** Of allocated: detecting, loading, warming up. */
  restarting = 0;
  /** Of allocated: standing still for checkpoints. */
  checkpointing = 0;
  computing = 0;
  /** Of computing: thrown away by failures and preemptions. */
  lost = 0;
  itEnergyJ = 0;
  /** Allocated accelerator-seconds by the stays of jobs: equal to `allocated`, which is by the counts of the fleet. */
  held = 0;

  get useful(): number {
    return this.computing - this.lost;
  }

  /** A stay of a job is over. Seconds; `lost` in accelerator-seconds. */
  add(accelerators: number, stay: number, restarting: number, checkpointing: number, computing: number, lost: number): void {
    this.held += accelerators * stay;
    this.restarting += accelerators * restarting;
    this.checkpointing += accelerators * checkpointing;
    this.computing += accelerators * computing;
    this.lost += lost;
  }

  /** Takes in the hour that the ledger holds. */
  hour(ledger: Ledger): void {
    for (let at = 0; at < ledger.seconds.length; at += states) {
      this.dark += ledger.seconds[at];
      this.down += ledger.seconds[at + 1];
      this.drained += ledger.seconds[at + 2];
      this.free += ledger.seconds[at + 3];
      this.allocated += ledger.seconds[at + 4];
    }
    for (const joules of ledger.energyJ) this.itEnergyJ += joules;
  }
}
