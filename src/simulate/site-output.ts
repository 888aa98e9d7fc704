// What does the simulation of one site give back?

import type { FailureLog } from "./failures.ts";

/** Columns of the `hourly` table that the simulation fills, in its order after `site` and `hour`. */
export const powerColumns = ["itMw", "lossesMw", "coolingMw", "houseMw", "gridMw", "onsiteMw", "shedMw", "curtailedMw", "chargeMw", "dischargeMw"] as const;

/** Sums of the `site-quarters` table: what is a mean there stands here times hours. */
export const quarterSums = [
  "energizedMwh",
  "hallsMwh",
  "itReadyMwh",
  "rackedMwh",
  "runningMwh",
  "itMwh",
  "facilityMwh",
  "gridMwh",
  "onsiteMwh",
  "shedMwh",
  "peakMw",
  "energyUsd",
  "onsiteUsd",
  "carbonKg",
  "waterM3",
  "installed",
  "powered",
  "allocated",
  "running",
  "useful",
] as const;
export type QuarterSum = (typeof quarterSums)[number];

/** Sums of the `energy-quarters` table, beside those of {@link quarterSums}. */
export const energySums = [
  "curtailedMwh",
  "gridOutMwh",
  "plantOutMwh",
  "spilledMwh",
  "storageGivenMwh",
  "storageWearUsd",
  "starts",
  "startUsd",
  "fuelMwh",
  "demandUsd",
  "coincidentUsd",
  "responseMwh",
  "responseUsd",
  "differenceUsd",
  "marginalKg",
  "dryHours",
  "heatMwh",
  "latentMwh",
] as const;
export type EnergySum = (typeof energySums)[number];

export interface GangOutput {
  readonly id: string;
  readonly startHour: number;
  readonly endHour: number;
  readonly packages: number;
  readonly flop: number;
  readonly interruptions: number;
  readonly intervalHours: number;
  /** Useful H100e-hours over all that its packages could have given. */
  readonly ettr: number;
  /** Useful H100e-hours by quarter. */
  readonly useful: Float64Array;
}

export interface SiteOutput {
  readonly site: string;
  /** One array of hours for each of {@link powerColumns}: means of the hour's steps. */
  readonly power: readonly Float64Array[];
  /** The same by step, where steps are shorter than hours. */
  readonly steps: readonly Float64Array[] | null;
  readonly priceUsdPerMwh: Float32Array;
  readonly waterM3: Float32Array;
  /** {@link energySums} by quarter: [quarter * sums + sum]. */
  readonly energy: Float64Array;
  /** MWh that each stage of the power chain loses by quarter: [quarter * stages + stage]. */
  readonly stages: readonly string[];
  readonly stageMwh: Float64Array;
  /** {@link quarterSums} by quarter: [quarter * sums + sum]. */
  readonly sums: Float64Array;
  /** Ids of the inference and best-effort works at the site; `served` and `useful` are in this order. */
  readonly works: readonly string[];
  /** Served H100e of each hour, for inference works; empty for best effort. */
  readonly served: readonly Float64Array[];
  /** Useful H100e-hours by quarter, for each work. */
  readonly useful: readonly Float64Array[];
  readonly gangs: readonly GangOutput[];
  readonly failures: Pick<FailureLog, "rows" | "hour" | "kind" | "cause" | "count" | "packages" | "gang" | "lostHours">;
}
