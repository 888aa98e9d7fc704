// How does one large job fare on its own, in the simulator's own training run: interruptions by cause, and useful time?

import { packagesOut, type CauseInput } from "../simulate/failures.ts";
import { Gang, type Recovery } from "../simulate/gang.ts";
import { stream } from "../units/random.ts";
import type { PublishedRow } from "./facts.ts";
import { input } from "./case.ts";

/** A job that is always whole or filled up from spares, and what is repaired comes back. */
export interface Herd {
  readonly packages: number;
  readonly spares: number;
  readonly hours: number;
  readonly causes: readonly CauseInput[];
  readonly packagesPerNode: number;
  readonly recovery: Recovery;
  /** Hours of work between checkpoints; null: Daly's. */
  readonly intervalHours: number | null;
}

export interface HerdOutcome {
  readonly interruptions: number;
  readonly byCause: Float64Array;
  /** Useful package-hours over packages x hours. */
  readonly effective: number;
}

const nothing: Recovery = { detectHours: 0, restartHours: 0, stallHours: 0, elasticHours: null };

/** Plays one job, hour by hour, with repairs that come back at the next full hour. */
export function herd(job: Herd, seed: number, ...name: readonly (string | number)[]): HerdOutcome {
  const byCause = new Float64Array(job.causes.length);
  const back = new Map<number, number>();
  const domains = { packagesPerTray: job.packagesPerNode, packagesPerRack: job.packagesPerNode, packagesPerDomain: job.packagesPerNode };
  const out = Int32Array.from(job.causes, ({ scope }) => packagesOut(scope, domains));
  const gang: Gang = new Gang(
    { id: "job", flop: Number.POSITIVE_INFINITY, flopPerPackageHour: Float64Array.of(1), intervalHours: job.intervalHours },
    Float64Array.of(1),
    job.causes,
    out,
    job.recovery,
    stream(seed, "validate", ...name),
    (time, _kind, cause, packages) => {
      byCause[cause]! += 1;
      const hour = Math.ceil(time + job.causes[cause]!.repairHours);
      back.set(hour, (back.get(hour) ?? 0) + packages);
    },
  );
  gang.resize(0, Int32Array.of(job.packages), Int32Array.of(job.spares));
  for (let hour = 0; hour < job.hours; hour += 1) {
    const repaired = back.get(hour) ?? 0;
    if (repaired > 0) refill(gang, hour, repaired, job.packages);
    gang.advance(hour, hour + 1);
  }
  return { interruptions: gang.interruptions, byCause, effective: gang.done.h100eHours / (job.packages * job.hours) };
}

/** Interruptions of a job that is replaced at once: no time is lost, so that the exposure is packages x days. */
export function interruptions(packages: number, hours: number, causes: readonly CauseInput[], seed: number, ...name: readonly (string | number)[]): HerdOutcome {
  const jobOnly = causes.map((cause) => ({ ...cause, scope: "job" as const }));
  return herd({ packages, spares: 0, hours, causes: jobOnly, packagesPerNode: 1, recovery: nothing, intervalHours: 1 }, seed, ...name);
}

/** The causes of Llama 3, counts over packages x days of exposure, with their scopes. */
export function llamaCauses(counts: Readonly<Record<string, number>>, exposureDays: number, repairHours: number): readonly CauseInput[] {
  const jobOnly = new Set(["software", "nccl-watchdog", "dependency"]);
  return Object.entries(counts).map(([id, count]) => ({
    id,
    scope: jobOnly.has(id) ? "job" : "tray",
    ratePerDay: count / exposureDays,
    repairHours: jobOnly.has(id) ? 0 : repairHours,
    silent: id === "silent-corruption",
  }));
}

/** One cause of a rate for each package and day that stops the job and takes nothing out. */
export function anyCause(ratePerDay: number): readonly CauseInput[] {
  return [{ id: "any", scope: "job", ratePerDay, repairHours: 0, silent: false }];
}

/** The causes of row V3, which V1, V2, V4 and V14b share. @throws TypeError when it has none */
export function causesOf(causesRow: PublishedRow | undefined, repairHours: number): readonly CauseInput[] {
  const counts = causesRow?.inputs["causes"];
  if (causesRow === undefined || typeof counts !== "object" || counts === null) throw new TypeError("data/validation.yaml: row V3 has no causes");
  return llamaCauses(counts as Record<string, number>, input(causesRow, "packages") * input(causesRow, "days"), repairHours);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Whole numbers from 0. */
export function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function refill(gang: Gang, hour: number, repaired: number, packages: number): void {
  const missing = packages - gang.working[0]!;
  const filled = Math.min(missing, repaired);
  gang.resize(hour, Int32Array.of(gang.working[0]! + filled), Int32Array.of(gang.spares[0]! + repaired - filled));
}
