// What was to be made best, in what order, and how near the best did each come? One line a stage of the objective.

import type { MeasureName, ObjectiveKind, Plan, StageReport } from "../../plan/plan.ts";

export interface StageView {
  readonly name: MeasureName;
  readonly unit: string;
  /** What this stage makes best, one sentence. */
  readonly sentence: string;
  /** The finished plan's value, and where it stands; null where it was not told. */
  readonly value: number | null;
  readonly address: string;
  /** What its own search found, the best that there can be, and the worst that later stages might leave. */
  readonly found: number | null;
  readonly bound: number | null;
  readonly kept: number | null;
  readonly gap: number | null;
  readonly status: StageReport["status"];
  readonly stoppedByClock: boolean;
  readonly nodes: number;
  /** Shares of what was found, for the better above 0: what may be missing, what later stages might take, and where the plan ended. Null: no share of nothing. */
  readonly shares: { readonly possible: number; readonly given: number; readonly ended: number } | null;
}

/** Measures of the objective: what a stage of it makes best, its unit, and whether more is better. */
const measures: Readonly<Record<MeasureName, { readonly sentence: string; readonly unit: string; readonly more: boolean }>> = {
  worth: { sentence: "Most worth: useful compute less what it costs.", unit: "USD", more: true },
  service: { sentence: "Wanted milestones on time and exclusive work served.", unit: "quarters", more: false },
  demand: { sentence: "Wanted milestones on time and all demand served.", unit: "quarters", more: false },
  compute: { sentence: "Most useful compute.", unit: "H100e-hours", more: true },
  cost: { sentence: "Least cost.", unit: "USD", more: false },
  change: { sentence: "Least change to the last plan.", unit: "MW IT", more: false },
};

/** @param changeItMw what moved against the last plan, where there is one */
export function stagesView({ objective, solver }: Pick<Plan, "objective" | "solver">, changeItMw: number | undefined): StageView[] {
  return solver.stages.map((report, position) => {
    const { name, incumbent, bound, kept, gap, status, stoppedByClock, nodes } = report;
    const { sentence, unit, more } = measures[name];
    const at = objective.stages.findIndex((stage) => stage.name === name);
    const value = at >= 0 ? objective.stages[at]!.value : name === "change" ? (changeItMw ?? null) : null;
    const address = at >= 0 ? `plan:objective.stages[${at}].value` : name === "change" && value !== null ? "replan:changeItMw" : `plan:solver.stages[${position}].incumbent`;
    return {
      name,
      unit,
      sentence,
      value: value ?? incumbent,
      address,
      found: incumbent,
      bound,
      kept,
      gap,
      status,
      stoppedByClock,
      nodes,
      shares: sharesOf(incumbent, bound, kept, value, more),
    };
  });
}

function sharesOf(found: number | null, bound: number | null, kept: number | null, value: number | null, more: boolean): StageView["shares"] {
  if (found === null || Math.abs(found) < nothing) return null;
  const better = (amount: number | null): number => (amount === null ? 0 : ((more ? 1 : -1) * (amount - found)) / Math.abs(found));
  return { possible: Math.max(0, better(bound)), given: Math.min(0, better(kept)), ended: better(value) };
}

/** Below this, what was found is arithmetic: of it there are no shares. */
const nothing = 1e-6;

/** What each kind of objective asks for, one sentence. */
export const objectiveSentences: Readonly<Record<ObjectiveKind, string>> = {
  worth: "The most worth: useful compute less what it costs, discounted.",
  lexicographic: "First what was promised, then the most useful compute, then the least cost, then the least change to the last plan.",
  "most-compute": "The most useful compute that the budget buys, then the least cost of it.",
  "least-cost": "All demand as far as it can be served, then the least cost of that.",
};
