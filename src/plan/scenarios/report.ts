// What does planning under uncertainty tell? Pure data, written as scenarios.json; money in discounted USD.

import type { ById } from "../plan.ts";
import type { Quarter } from "../../units/brand.ts";
import type { Reduction } from "./draw.ts";
import type { Move } from "../../programme/uncertain/move.ts";

/** A value that the gaps of the solves leave open between two ends. */
export interface Between {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface SiteOutcome {
  readonly opened: Quarter | null;
  readonly options: readonly string[];
  /** Buildings started in the calendar, by kind, and their IT MW. */
  readonly buildings: ById<number>;
  readonly itMw: number;
  /** IT MW of running racks at the calendar's end. */
  readonly runningItMw: number;
}

export interface ScenarioOutcome {
  readonly id: string;
  readonly probability: number;
  readonly moves: readonly Move[];
  /** Worth under the common plan. */
  readonly worthUsd: number;
  /** Best worth if one knew from the start that this scenario comes; null where Ctrl-C came first. */
  readonly foresight: Between | null;
  readonly sites: ById<SiteOutcome>;
  /** Milestones that were required and are only wanted here, because no plan meets them all. */
  readonly yielded: readonly string[];
}

export interface ScenarioReport {
  readonly gigasite: 1;
  readonly programme: string;
  /** SHA-256 of `programme.json`. */
  readonly inputs: string;
  readonly seed: number;
  readonly reduction: Reduction;
  readonly stages: 2 | 3;
  /** First quarter whose decisions may differ between scenarios, and between those of one branch; null after the calendar. */
  readonly commonUntil: Quarter | null;
  readonly branchUntil: Quarter | null;
  readonly risk: { readonly aversion: number; readonly level: number };
  /** What the common plan comes to: its mean worth, the measure that was maximised, and how much more another could reach at most. */
  readonly result: {
    readonly meanUsd: number;
    readonly measureUsd: number;
    readonly boundUsd: number;
    readonly gap: number;
    readonly boundFrom: string;
    readonly interrupted: boolean;
  };
  /** Whole-number decisions of the first stage. */
  readonly first: readonly { readonly name: string; readonly value: number }[];
  /** In words: what to decide now, and what follows when something turns out otherwise. */
  readonly now: readonly string[];
  readonly later: readonly string[];
  readonly scenarios: readonly ScenarioOutcome[];
  /** Probability that the site gets buildings in the calendar. */
  readonly built: ById<number>;
  /** Expected value of perfect information: what knowing the scenario beforehand would add. Null under risk aversion, or unfinished. */
  readonly perfectInformationUsd: Between | null;
  /** Value of the stochastic solution: what planning for all scenarios adds to planning for their mean. Null under risk aversion, or where the mean's plan cannot go on in some scenario. */
  readonly stochasticSolutionUsd: Between | null;
  /** What each first stage loses in each scenario against the best one there; null where it cannot go on. */
  readonly regret: { readonly plans: readonly string[]; readonly scenarios: readonly string[]; readonly usd: readonly (readonly (number | null)[])[] };
  readonly solver: { readonly name: string; readonly rows: number; readonly columns: number; readonly integers: number; readonly nodes: number; readonly stoppedByClock: boolean };
}
