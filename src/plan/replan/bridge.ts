// What did the slip cost, and what caused it? From the last plan to the new one, cause by cause; the parts add up to the whole.

import type { Plan } from "../plan.ts";
import { hoursIn, quartersOf } from "../../units/calendar.ts";

/** What a plan comes to in the figures of the bridge, over the quarters of its calendar. */
export interface Figures {
  /** Worth of the plan, discounted USD. */
  readonly objectiveUsd: number;
  /** Useful compute of own sites, H100e-hours. */
  readonly computeH100eHours: number;
  readonly capexUsd: number;
  /** IT power running at the calendar's end, MW. */
  readonly runningItMw: number;
}

export interface Part {
  /** An input group, `happened` for what was built and delivered, or `interaction`. */
  readonly cause: string;
  readonly says: string;
  readonly deltaObjectiveUsd: number;
  readonly deltaComputeH100eHours: number;
  readonly deltaCapexUsd: number;
  readonly deltaRunningItMw: number;
  /** False where no plan exists with this cause alone: its part is in the interaction. */
  readonly alone: boolean;
}

export interface Bridge {
  readonly before: Figures;
  readonly after: Figures;
  /** Each cause by itself, put into the last plan's inputs; then what they do together beyond that. */
  readonly parts: readonly Part[];
  /** How far a part may be off: every plan is searched to a gap only. */
  readonly withinUsd: number;
}

export function figuresOf({ calendar, objective, derived }: Plan): Figures {
  const quarters = quartersOf(calendar);
  return {
    objectiveUsd: objective.total,
    computeH100eHours: quarters.reduce((sum, quarter, t) => sum + hoursIn(quarter) * (derived.compute.capacity[t] ?? 0), 0),
    capexUsd: Object.values(derived.money.capex).reduce((sum, list) => sum + list.reduce((inner, cents) => inner + cents, 0) / 100, 0),
    runningItMw: (derived.ladder.runningKw.at(-1) ?? 0) / 1000,
  };
}

export interface Cause {
  readonly cause: string;
  readonly says: string;
  /** The plan with this cause alone in the last plan's inputs; undefined where there is none. */
  readonly plan: Plan | undefined;
}

/** @param before the last plan on the new calendar, inputs unchanged */
export function bridgeOf(before: Plan, after: Plan, causes: readonly Cause[]): Bridge {
  const [first, last] = [figuresOf(before), figuresOf(after)];
  const parts = causes.map(({ cause, says, plan }) => partOf(cause, says, plan ? difference(figuresOf(plan), first) : undefined));
  const rest = (figure: keyof Figures, delta: keyof Omit<Part, "cause" | "says" | "alone">) => last[figure] - first[figure] - parts.reduce((sum, part) => sum + part[delta], 0);
  const interaction: Part = {
    cause: "interaction",
    says: causes.length > 1 ? "what these do together beyond each by itself" : "what the search left",
    deltaObjectiveUsd: rest("objectiveUsd", "deltaObjectiveUsd"),
    deltaComputeH100eHours: rest("computeH100eHours", "deltaComputeH100eHours"),
    deltaCapexUsd: rest("capexUsd", "deltaCapexUsd"),
    deltaRunningItMw: rest("runningItMw", "deltaRunningItMw"),
    alone: true,
  };
  const gaps = [before, after, ...causes.flatMap(({ plan }) => (plan ? [plan] : []))].map(({ solver, objective }) => (solver.gap ?? 0) * Math.abs(objective.total));
  return { before: first, after: last, parts: causes.length === 1 && causes[0]!.plan === after ? parts : [...parts, interaction], withinUsd: Math.max(...gaps) };
}

function partOf(cause: string, says: string, delta: Figures | undefined): Part {
  return {
    cause,
    says,
    deltaObjectiveUsd: delta?.objectiveUsd ?? 0,
    deltaComputeH100eHours: delta?.computeH100eHours ?? 0,
    deltaCapexUsd: delta?.capexUsd ?? 0,
    deltaRunningItMw: delta?.runningItMw ?? 0,
    alone: delta !== undefined,
  };
}

function difference(one: Figures, other: Figures): Figures {
  return {
    objectiveUsd: one.objectiveUsd - other.objectiveUsd,
    computeH100eHours: one.computeH100eHours - other.computeH100eHours,
    capexUsd: one.capexUsd - other.capexUsd,
    runningItMw: one.runningItMw - other.runningItMw,
  };
}
