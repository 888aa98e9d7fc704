// What may stand beside a plan in its run folder? What the page reads of each file; all of them are absent until a command makes them.

import type { Confidence } from "../programme/fields.ts";
import type { MeasureName, StageValue } from "../plan/plan.ts";

/** `pareto.json`: useful compute against discounted cost, and what one more H100e-year costs. */
export interface Front {
  readonly points: readonly {
    readonly costUsd: number;
    /** Discounted H100e-hours. */
    readonly compute: number;
    readonly gap: number | null;
    readonly usdPerH100eYear: number | null;
    readonly stepUsdPerH100eYear: number | null;
    readonly plan: { readonly sites: number; readonly runningMw: number; readonly capexUsd: number };
  }[];
  readonly knee: number;
  /** The plan beside which the front stands; the faces add it, recomputed from the plan's decisions. */
  readonly own?: { readonly costUsd: number; readonly compute: number };
}

/** What a plan comes to beside others. */
export interface PlanOutline {
  readonly compute: number;
  readonly costUsd: number;
  readonly worthUsd: number;
  readonly capexUsd: number;
  readonly buildings: Readonly<Record<string, number>>;
  readonly sites: number;
  readonly onsiteMw: number;
  readonly cloudsUsd: number;
  readonly largestShare: number;
  readonly runningMw: number;
}

/** `alternatives.json`: plans within a share of the best. */
export interface OtherPlans {
  readonly within: number;
  readonly best: { readonly stages: readonly StageValue[]; readonly plan: PlanOutline };
  readonly alternatives: readonly {
    readonly extent: "sites" | "onsiteMw" | "cloudsUsd" | "largestShare";
    readonly direction: "least" | "most";
    readonly value: number;
    readonly gap: number | null;
    readonly stages: readonly StageValue[];
    readonly plan: PlanOutline;
  }[];
}

export interface TornadoEnd {
  readonly value: number | null;
  readonly delta: number | null;
  readonly missed: number;
}

export interface TornadoBar {
  readonly kind: "figure" | "uncertain";
  readonly path: string;
  readonly paths: readonly string[];
  readonly unit: string;
  readonly value: number | string;
  readonly low: number | string;
  readonly high: number | string;
  readonly source: string | null;
  readonly confidence: Confidence | null;
  readonly reason: string | null;
  readonly atLow: TornadoEnd;
  readonly atHigh: TornadoEnd;
  readonly span: number | null;
}

/** `tornado.json`: what moves the answer most, each figure alone. */
export interface Swings {
  readonly measure: MeasureName;
  readonly unit: string;
  readonly better: "more" | "less";
  readonly relaxed: number;
  readonly plan: number | null;
  readonly bars: readonly TornadoBar[];
  readonly tried: number;
  readonly still: number;
}

export interface BridgeFigures {
  readonly objectiveUsd: number;
  readonly computeH100eHours: number;
  readonly capexUsd: number;
  readonly runningItMw: number;
}

/** IT power of the last plan that runs later, in quarters; null where it runs none. */
interface LatePower {
  readonly plannedItMw: number;
  readonly itMw: number;
  readonly quarters: number | null;
}

/** What a plan comes to over the quarters that both have. */
export interface ReplanTotals {
  readonly from: string;
  readonly to: string;
  readonly worthUsd: number | null;
  readonly computeH100eHours: number;
  readonly capexUsd: number;
  readonly runningItMw: number;
}

/** `replan.json`: what was held, what happened, what moved, what it cost; and from the last plan to this one, by cause. */
export interface Replanned {
  readonly from: string;
  readonly asOf: string;
  readonly scope: "everything" | "built";
  readonly fixed: { readonly hallsItMw: number; readonly racksItMw: number; readonly powerFacilityMw: number; readonly sites: readonly string[] };
  readonly standing: readonly {
    readonly site: string;
    readonly plannedHallsItMw: number;
    readonly hallsItMw: number;
    readonly plannedRacksItMw: number;
    readonly racksItMw: number;
  }[];
  readonly moved: readonly { readonly site: string; readonly what: string; readonly itMw: number; readonly sentence: string }[];
  readonly changeItMw: number;
  readonly actuals: readonly {
    readonly site: string;
    readonly quarter: string;
    readonly measure: string;
    readonly unit: string;
    readonly planned: number;
    readonly value: number;
    readonly difference: number;
    readonly source: string;
  }[];
  readonly broken: readonly { readonly family: string; readonly index: readonly string[]; readonly unit: string; readonly amount: number }[];
  readonly lost: readonly { readonly family: string; readonly index: readonly string[]; readonly value: number }[];
  readonly totals: { readonly before: ReplanTotals; readonly after: ReplanTotals };
  readonly late: LatePower & {
    readonly sites: readonly (LatePower & { readonly site: string })[];
    readonly milestones: readonly { readonly id: string; readonly due: string; readonly before: string | null; readonly after: string | null }[];
  };
  readonly bridge?:
    | {
        readonly before: BridgeFigures;
        readonly after: BridgeFigures;
        readonly parts: readonly {
          readonly cause: string;
          readonly says: string;
          readonly deltaObjectiveUsd: number;
          readonly deltaComputeH100eHours: number;
          readonly deltaCapexUsd: number;
          readonly deltaRunningItMw: number;
          readonly alone: boolean;
        }[];
        readonly withinUsd: number;
      }
    | undefined;
}

interface Between {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** `scenarios.json`: one plan for what may turn out otherwise. */
export interface Futures {
  readonly commonUntil: string | null;
  readonly risk: { readonly aversion: number; readonly level: number };
  readonly result: { readonly meanUsd: number; readonly gap: number };
  readonly now: readonly string[];
  readonly later: readonly string[];
  readonly scenarios: readonly {
    readonly id: string;
    readonly probability: number;
    readonly moves: readonly { readonly path: string; readonly factor?: number; readonly slipQuarters?: number }[];
    readonly worthUsd: number;
    readonly foresight: Between | null;
  }[];
  readonly built: Readonly<Record<string, number>>;
  readonly perfectInformationUsd: Between | null;
  readonly stochasticSolutionUsd: Between | null;
  readonly regret: { readonly plans: readonly string[]; readonly scenarios: readonly string[]; readonly usd: readonly (readonly (number | null)[])[] };
}

export interface Beside {
  readonly pareto?: Front;
  readonly alternatives?: OtherPlans;
  readonly tornado?: Swings;
  readonly replan?: Replanned;
  readonly scenarios?: Futures;
}
