// What does the simulation of one site need? Plain numbers and arrays that can be handed to another thread.

import type { Steps } from "../fleet/standing.ts";
import type { Chain, Cooling } from "../programme/programme.ts";
import type { PowerStage } from "../physics/power-chain.ts";
import type { PowerInput } from "./energy.ts";
import type { CauseInput, Domains } from "./failures.ts";
import type { GangInput, Recovery } from "./gang.ts";
import type { StepsPerHour } from "./steps.ts";

export interface KindInput extends Domains {
  readonly id: string;
  /** IT power of one package with its share of rack, network and storage. */
  readonly itMw: number;
  /** Share of it drawn when idle. */
  readonly idle: number;
  readonly h100e: number;
}

/** Training that runs at the site. */
export interface SiteGang extends GangInput {
  /** Packages at work that the plan means, mean of the quarter: [quarter * kinds + kind]. */
  readonly planned: Float64Array;
  /** Last quarter with planned work; after it an unfinished run wants as many packages as in its best quarter, until it is done. */
  readonly last: number;
  /** False when the plan itself does not finish the run: it then stops after `last`. */
  readonly finishes: boolean;
}

/** Inference or best-effort work at the site, useful H100e by quarter. */
export interface SiteWork {
  readonly id: string;
  readonly inference: boolean;
  readonly planned: Float64Array;
  /** The site's share of demand that the plan leaves unserved: taken when there is room. */
  readonly overflow: Float64Array;
  /** Demand of each hour over its quarter's mean; null: flat. */
  readonly factor: Float64Array | null;
}

/** Each hour's weather, energy price (before escalation and delivery) and grid carbon. */
export interface Conditions {
  readonly dryBulbC: Float32Array | Float64Array;
  readonly wetBulbC: Float32Array | Float64Array;
  readonly priceUsdPerMwh: Float32Array | Float64Array;
  readonly carbonKgPerMwh: Float32Array | Float64Array;
  /** Carbon of the plants that one more MWh calls, where the site names a table. */
  readonly marginalKgPerMwh?: Float32Array | Float64Array;
  /** Output over nameplate, for each power option whose source follows the sun. */
  readonly sun?: Readonly<Record<string, Float64Array>>;
}

export interface PlantInput {
  /** Stages with losses by load, from the rack outwards; empty: the efficiencies of `chain`. */
  readonly stages: readonly PowerStage[];
  readonly designFacilityRatio: number;
  readonly pressurePa: number;
  /** The most water a year, pro rata in each quarter; Infinity when there is no limit. */
  readonly waterM3PerYear: number;
}

export interface SiteInput {
  readonly site: string;
  readonly seed: number;
  readonly hours: number;
  /** First hour of each quarter and of each month, and the end of the calendar. */
  readonly quarterStarts: Int32Array;
  readonly monthStarts: Int32Array;
  readonly kinds: readonly KindInput[];
  /** Packages in the hall and packages at work. */
  readonly installed: Steps;
  readonly atWork: Steps;
  /** Mean packages at work by quarter: [quarter * kinds + kind]. */
  readonly meanAtWork: Float64Array;
  /** IT MW that the supply can feed and that the halls can take, by quarter. */
  readonly energizedMw: Float64Array;
  /** IT MW of ready halls, with power or without. */
  readonly hallsMw: Float64Array;
  readonly itReadyMw: Float64Array;
  readonly power: PowerInput;
  readonly conditions: Conditions;
  readonly cooling: Cooling;
  readonly chain: Chain;
  /** What the plant between interconnection and racks does beside `cooling` and `chain`. */
  readonly plant?: PlantInput;
  /** Steps of power and work in an hour; 1 when absent. */
  readonly stepsPerHour?: StepsPerHour;
  /** Mean over peak IT draw of what works. */
  readonly loadFactor: number;
  readonly causes: readonly CauseInput[];
  readonly recovery: Recovery;
  readonly spareShare: number;
  readonly gangs: readonly SiteGang[];
  readonly works: readonly SiteWork[];
  /** Works first served first: [quarter * works + position]. */
  readonly workOrder: Int32Array;
}
