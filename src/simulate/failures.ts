// What can break, what does it take out, and what broke?

/** A failure cause as the simulation needs it. */
export interface CauseInput {
  readonly id: string;
  readonly scope: "job" | "tray" | "rack" | "rail";
  readonly ratePerDay: number;
  readonly repairHours: number;
  readonly silent: boolean;
}

export interface Domains {
  readonly packagesPerRack: number;
  readonly packagesPerTray: number;
  readonly packagesPerDomain: number;
}

/** Packages that a failure takes out: none when only the job dies, a tray, a rack, or for a rail's leaf switch one scale-up domain. */
export function packagesOut(scope: CauseInput["scope"], domains: Domains): number {
  if (scope === "job") return 0;
  if (scope === "tray") return domains.packagesPerTray;
  return scope === "rack" ? domains.packagesPerRack : domains.packagesPerDomain;
}

/** The cause at `share` (0 to 1) of the total rate. */
export function causeAt(causes: readonly CauseInput[], share: number): number {
  let total = 0;
  for (const cause of causes) total += cause.ratePerDay;
  let left = share * total;
  for (let cause = 0; cause < causes.length - 1; cause += 1) {
    left -= causes[cause]!.ratePerDay;
    if (left < 0) return cause;
  }
  return causes.length - 1;
}

/** Failures as they happened, in columns that grow. */
export class FailureLog {
  rows = 0;
  hour = new Float64Array(256);
  kind = new Int32Array(256);
  cause = new Int32Array(256);
  count = new Int32Array(256);
  packages = new Int32Array(256);
  /** The training gang that was hit, or -1. */
  gang = new Int32Array(256);
  lostHours = new Float64Array(256);

  add(hour: number, kind: number, cause: number, count: number, packages: number, gang: number, lostHours: number): void {
    if (this.rows === this.hour.length) this.#grow();
    const row = this.rows;
    this.rows += 1;
    this.hour[row] = hour;
    this.kind[row] = kind;
    this.cause[row] = cause;
    this.count[row] = count;
    this.packages[row] = packages;
    this.gang[row] = gang;
    this.lostHours[row] = lostHours;
  }

  #grow(): void {
    const wider = <Values extends Int32Array | Float64Array>(values: Values): Values => {
      const out = new (values.constructor as new (length: number) => Values)(2 * values.length);
      out.set(values);
      return out;
    };
    this.hour = wider(this.hour);
    this.kind = wider(this.kind);
    this.cause = wider(this.cause);
    this.count = wider(this.count);
    this.packages = wider(this.packages);
    this.gang = wider(this.gang);
    this.lostHours = wider(this.lostHours);
  }
}
