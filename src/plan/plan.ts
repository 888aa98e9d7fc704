// What is a plan? Decisions in whole units, what follows from them, and what the solver said. Pure data; docs/model.md defines every number.

import type { Programme } from "../programme/programme.ts";
import type { Cents, H100e, Quarter } from "../units/brand.ts";
import type { Calendar } from "../units/calendar.ts";

export type ObjectiveKind = Programme["objective"]["kind"];
export type MeasureName = "worth" | "service" | "demand" | "compute" | "cost" | "change";

/** One number for each quarter of the calendar. */
export type ByQuarter<Type extends number = number> = readonly Type[];
export type ById<Type> = Readonly<Record<string, Type>>;

export interface SiteDecision {
  /** Quarter in which the programme opens the site; null when it never does or was bound to it before. */
  readonly opened: Quarter | null;
  /** Power options taken, sorted by id. */
  readonly options: readonly string[];
  /** Buildings started, by building kind. */
  readonly starts: ById<ByQuarter>;
  /** Racks delivered, by accelerator. */
  readonly racks: ById<ByQuarter>;
  /** Racks taken out and sold, by accelerator and the quarter of their delivery; only where some kind has a `resale`. */
  readonly retired?: ById<ById<ByQuarter>>;
  /** Racks running at the quarter's end, by accelerator. */
  readonly running: ById<ByQuarter>;
  /** Mean facility kW generated on site, by option: one list of time slices per quarter. */
  readonly onsite: ById<readonly (readonly number[])[]>;
  /** Mean facility kW that storage takes in and gives back, by option: one list of time slices per quarter. */
  readonly charge: ById<readonly (readonly number[])[]>;
  readonly discharge: ById<readonly (readonly number[])[]>;
  /** Mean useful H100e given to each milestone, by accelerator. */
  readonly training: ById<ById<ByQuarter<H100e>>>;
  /** Mean useful H100e given to each inference or best-effort workload. */
  readonly work: ById<ByQuarter<H100e>>;
}

/** Racks of a kind that a site takes out and sells in a quarter, whenever they came. */
export function retiredIn({ retired }: Pick<SiteDecision, "retired">, kind: string, t: number): number {
  return Object.values(retired?.[kind] ?? {}).reduce((sum, list) => sum + (list[t] ?? 0), 0);
}

export interface CloudDecision {
  /** Mean H100e bought for each workload. */
  readonly work: ById<ByQuarter<H100e>>;
}

export interface Notice {
  readonly clause: string;
  /** The cloud, or the own site, whose capacity is offered. */
  readonly cloud?: string;
  readonly site?: string;
  readonly quarter: Quarter;
}

export interface Decisions {
  readonly sites: ById<SiteDecision>;
  readonly clouds: ById<CloudDecision>;
  readonly notices: readonly Notice[];
  /** Site or cloud on which each milestone runs; null when a wanted one does not. */
  readonly campus: ById<string | null>;
  readonly calls: ById<ByQuarter<Cents>>;
  readonly draws: ById<ByQuarter<Cents>>;
  readonly repayments: ById<ByQuarter<Cents>>;
}

/** The MW ladder in whole IT kW. */
export interface Ladder {
  readonly appliedKw: ByQuarter;
  readonly energizedKw: ByQuarter;
  readonly itReadyKw: ByQuarter;
  readonly rackedKw: ByQuarter;
  readonly runningKw: ByQuarter;
}

export interface SiteDerived extends Ladder {
  /** Halls ready, whole IT kW, power or not. */
  readonly hallsKw: ByQuarter;
  /** Energy bought and generated, MWh with three decimals. */
  readonly gridMwh: ByQuarter;
  readonly onsiteMwh: ByQuarter;
  /** Capital and operating spending of the site, cents. */
  readonly capexCents: ByQuarter<Cents>;
  readonly opexCents: ByQuarter<Cents>;
}

export const capexKinds = ["opening", "buildings", "power", "accelerators"] as const;
export const opexKinds = ["energy", "facility", "maintenance", "insurance", "lease", "tax"] as const;

export interface Derived {
  readonly sites: ById<SiteDerived>;
  readonly ladder: Ladder;
  /** People at work, by labour pool. */
  readonly crews: ById<ByQuarter>;
  /** Long-lead equipment, by id: units needed so far, units that can be there by then, and units to order at the latest in each quarter. */
  readonly equipment: ById<{ readonly needed: ByQuarter; readonly available: ByQuarter; readonly order: ByQuarter }>;
  /** Useful compute, mean of the quarter, H100e with three decimals. */
  readonly compute: {
    readonly installed: ByQuarter<H100e>;
    readonly capacity: ByQuarter<H100e>;
    readonly work: ById<ByQuarter<H100e>>;
    readonly unserved: ById<ByQuarter<H100e>>;
    /** FLOP done for each milestone in the calendar. */
    readonly flop: ById<number>;
  };
  readonly money: {
    /** `difference`, where a site says what was spent to date: that less what its decisions come to; on no book. */
    readonly capex: Readonly<Record<(typeof capexKinds)[number], ByQuarter<Cents>>> & { readonly difference?: ByQuarter<Cents> };
    readonly opex: Readonly<Record<(typeof opexKinds)[number], ByQuarter<Cents>>>;
    readonly income: ById<ByQuarter<Cents>>;
    readonly interest: ById<ByQuarter<Cents>>;
    readonly fees: ById<ByQuarter<Cents>>;
    /** The customer's revenue shares, by clause. */
    readonly shares: ById<ByQuarter<Cents>>;
    readonly debt: ById<ByQuarter<Cents>>;
    readonly cash: ByQuarter<Cents>;
    readonly bookValue: ByQuarter<Cents>;
    /** Only where some kind of accelerator has a `resale`. */
    readonly resale?: Resale;
    /** The customer's bill at each cloud. */
    readonly clouds: ById<ByQuarter<Cents>>;
    /** Take-or-pay shortfall by clause and year. */
    readonly shortfall: ById<Readonly<Record<string, Cents>>>;
    /** What announced investors and debt do not cover. */
    readonly toBeRaisedCents: Cents;
  };
}

/** Racks sold, by accelerator and the quarter of the sale, and what all that stands is worth at the end. */
export interface Resale {
  /** What they bring. */
  readonly sales: ById<ByQuarter<Cents>>;
  /** What they had cost in the calendar, and what of that was left on the books. */
  readonly cost: ById<ByQuarter<Cents>>;
  readonly book: ById<ByQuarter<Cents>>;
  /** Racks with a `resale` at what they would bring, all else at book value. */
  readonly endValueCents: Cents;
}

/** Discounted USD, floats; `total` is the plan's worth. */
export interface ObjectiveParts {
  readonly value: number;
  readonly clouds: number;
  /** Revenue shares of the customer. */
  readonly shares: number;
  readonly spend: number;
  readonly financing: number;
  readonly carry: number;
  readonly premium: number;
  readonly residual: number;
  readonly total: number;
}

export interface Objective extends ObjectiveParts {
  readonly kind: ObjectiveKind;
  /** The measures of the kind, in order. */
  readonly stages: readonly StageValue[];
}

/** A measure of the plan, recomputed from its decisions. */
export interface StageValue {
  readonly name: MeasureName;
  readonly unit: string;
  readonly value: number;
}

/** What the search of one stage found; numbers in the measure's unit, before rounding. */
export interface StageReport {
  readonly name: MeasureName;
  readonly status: SolverReport["status"];
  readonly incumbent: number | null;
  readonly bound: number | null;
  /** |bound - incumbent| / |incumbent|. */
  readonly gap: number | null;
  /** Worst value that later stages might leave; null for the last stage. */
  readonly kept: number | null;
  readonly nodes: number;
  readonly stoppedByClock: boolean;
  /** The measure in the linear programme at the fixed whole numbers and racks: agrees with `objective.stages` to 1e-6. */
  readonly fixed: number | null;
}

export interface SolverReport {
  readonly name: string;
  readonly status: "optimal" | "gap" | "limit" | "interrupted" | "greedy" | "infeasible";
  /** Worth of the search's last solution, discounted USD before rounding. `bound` is known for the objective `worth` only. */
  readonly incumbent: number | null;
  readonly bound: number | null;
  /** The largest gap of the stages. */
  readonly gap: number | null;
  readonly nodes: number;
  readonly rows: number;
  readonly columns: number;
  readonly integers: number;
  readonly nonzeros: number;
  /** Objective of the greedy plan. */
  readonly greedy: number | null;
  /** Objective of the linear programme at the fixed whole numbers: agrees with `objective.total` to 1e-6. */
  readonly fixed: number | null;
  /** True when a clock, not a gap or a counted limit, ended the search. */
  readonly stoppedByClock: boolean;
  readonly stages: readonly StageReport[];
  /** Sites that the ladder left out of its search, with the most that each could add to the measure, in its unit (for `cost`: take off). */
  readonly screened?: readonly { readonly site: string; readonly measure: MeasureName; readonly most: number }[];
}

/** What one more unit of a rule is worth at the fixed plan. */
export interface Binding {
  readonly family: string;
  readonly index: string;
  /** Discounted USD per unit of the row's right side. */
  readonly worthUsd: number;
  readonly unit: string;
  /** Units more, and units fewer, up to which each is worth that; null without a limit. */
  readonly more: number | null;
  readonly fewer: number | null;
  readonly sentence: string;
}

/** A rule that the others do not leave room for: one of the smallest set that conflicts, or data that contradict it. */
export interface Conflict {
  readonly family: string;
  /** What it speaks of: site, milestone ...; several of a family in one. */
  readonly index: string;
  readonly sentence: string;
}

/** A rule to relax, and by how much, so that the programme becomes feasible. */
export interface Relaxation {
  readonly family: string;
  readonly index: string;
  readonly amount: number;
  readonly unit: string;
  readonly sentence: string;
}

/** A rule that what happened has broken, and that no later decision can mend. */
export interface PastBreach {
  readonly family: string;
  /** As in the certificate. */
  readonly index: string;
  readonly amount: number;
  readonly unit: string;
  readonly sentence: string;
}

/** What a re-plan takes as past. */
export interface Past {
  /** First quarter that was open to decide. */
  readonly asOf: Quarter;
  readonly broken: readonly PastBreach[];
}

export interface Plan {
  readonly gigasite: 1;
  readonly programme: string;
  /** SHA-256 of `programme.json`. */
  readonly inputs: string;
  readonly calendar: Calendar;
  readonly feasible: boolean;
  readonly decisions: Decisions;
  readonly derived: Derived;
  readonly objective: Objective;
  readonly binding: readonly Binding[];
  readonly relaxations: readonly Relaxation[];
  /** Why the programme cannot keep every rule; empty where it can. */
  readonly conflict: readonly Conflict[];
  readonly solver: SolverReport;
  /** In a plan made from the last one whose past breaks rules. */
  readonly past?: Past;
}
