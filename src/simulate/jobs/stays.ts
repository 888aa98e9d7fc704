// What is known of the jobs that hold accelerators now?

import type { Saving } from "./progress.ts";

/** Stays of active jobs, in columns by slot: as many as jobs run at once, so that they stay near the processor however many jobs there are. */
export class Stays {
  /** When the stay began; when the job goes to work; its speed over that at full size. */
  began = new Float64Array(1024);
  steps = new Float64Array(1024);
  rate = new Float64Array(1024);
  /** What it saves: see `Saving`. */
  interval = new Float64Array(1024);
  stall = new Float64Array(1024);
  write = new Float64Array(1024);
  /** Bytes per second that its checkpoints ask of storage. */
  traffic = new Float64Array(1024);
  /** Its row of attempts; 1 while it works. */
  row = new Int32Array(1024);
  working = new Uint8Array(1024);
  readonly #spare: number[] = [];
  #size = 0;

  /** A slot for a stay that begins. */
  begin(now: number, steps: number, rate: number, saving: Saving, traffic: number, row: number): number {
    const slot = this.#spare.pop() ?? this.#next();
    this.began[slot] = now;
    this.steps[slot] = steps;
    this.rate[slot] = rate;
    this.interval[slot] = saving.interval;
    this.stall[slot] = saving.stall;
    this.write[slot] = saving.write;
    this.traffic[slot] = traffic;
    this.row[slot] = row;
    this.working[slot] = 0;
    return slot;
  }

  end(slot: number): void {
    this.#spare.push(slot);
  }

  savingInto(slot: number, out: Saving): Saving {
    out.interval = this.interval[slot];
    out.stall = this.stall[slot];
    out.write = this.write[slot];
    return out;
  }

  #next(): number {
    if (this.#size === this.row.length) {
      for (const name of ["began", "steps", "rate", "interval", "stall", "write", "traffic"] as const) {
        const wider = new Float64Array(2 * this.#size);
        wider.set(this[name]);
        this[name] = wider;
      }
      const [row, working] = [new Int32Array(2 * this.#size), new Uint8Array(2 * this.#size)];
      row.set(this.row);
      working.set(this.working);
      [this.row, this.working] = [row, working];
    }
    this.#size += 1;
    return this.#size - 1;
  }
}
