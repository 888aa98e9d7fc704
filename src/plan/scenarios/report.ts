// What does planning under uncertainty tell? Pure data, written as scenarios.json; money in discounted USD.

import type { ById, MeasureName, ObjectiveKind } from "../plan.ts";
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
  /** Of the objective `worth`: the best if one knew from the start that this scenario comes; null where Ctrl-C came first, and of other objectives. */
  readonly foresight: Between | null;
  /** What each stage's measure comes to under the common plan, and with foresight, the stages before kept as the common plan keeps them; in the measure's unit. */
  readonly stages: readonly { readonly measure: MeasureName; readonly value: number; readonly foresight: { readonly value: number; readonly bound: number } | null }[];
  readonly sites: ById<SiteOutcome>;
  /** Milestones that were required and are only wanted here, because no plan meets them all. */
  readonly yielded: readonly string[];
}

/** One stage of the objective, in its measure's unit. */
export interface ScenarioStageReport {
  readonly measure: MeasureName;
  readonly unit: string;
  /** Mean over the scenarios of the plan as it is at last. */
  readonly mean: number;
  /** What the stage's search reached: the mean, or the mean and the tail together; and the best that any common plan could. */
  readonly reached: number;
  readonly bound: number;
  readonly gap: number;
  readonly boundFrom: string;
  /** What knowing the scenario beforehand, and planning for all of them and not for their mean, is better by; the stages before kept in every scenario. */
  readonly perfectInformation: Between | null;
  readonly stochasticSolution: Between | null;
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
  /** Stages of the objective, in order; a plan that was stopped may have fewer of them. */
  readonly objective: { readonly kind: ObjectiveKind; readonly stages: readonly ScenarioStageReport[] };
  /** What the common plan comes to: its mean worth, whatever the objective is, and the largest gap of its stages. */
  readonly result: { readonly meanUsd: number; readonly gap: number; readonly interrupted: boolean };
  /** Whole-number decisions of the first stage. */
  readonly first: readonly { readonly name: string; readonly value: number }[];
  /** In words: what to decide now, and what follows when something turns out otherwise. */
  readonly now: readonly string[];
  readonly later: readonly string[];
  readonly scenarios: readonly ScenarioOutcome[];
  /** Probability that the site gets buildings in the calendar. */
  readonly built: ById<number>;
  /** Expected value of perfect information in the last stage's dollars: what knowing the scenario beforehand would add, or save. Null under risk aversion, or unfinished. */
  readonly perfectInformationUsd: Between | null;
  /** Value of the stochastic solution, likewise: what planning for all scenarios adds to planning for their mean, or saves. Null under risk aversion, or where the mean's plan cannot go on in some scenario. */
  readonly stochasticSolutionUsd: Between | null;
  /** What each first stage loses in each scenario against the best one there; null where it cannot go on. */
  readonly regret: { readonly plans: readonly string[]; readonly scenarios: readonly string[]; readonly usd: readonly (readonly (number | null)[])[] };
  readonly solver: { readonly name: string; readonly rows: number; readonly columns: number; readonly integers: number; readonly nodes: number; readonly stoppedByClock: boolean };
}
