// What does a solution come to, in the figures that people compare? Read from the columns of the linear programme, before rounding.

import { none, type Draft, runningMw } from "../columns.ts";
import type { Expression } from "../lp/model.ts";
import { usefulWork } from "../objectives/compute.ts";
import { moneyOf } from "./standing.ts";
import type { Stages } from "../bench.ts";
import { valueOf } from "../objectives/measure.ts";

export interface Figures {
  /** Each stage's measure, in its own unit. */
  readonly objective: readonly { readonly measure: string; readonly value: number; readonly bound: number | null }[];
  /** The last measure in dollars: worth, or cost. */
  readonly usd: number | null;
  /** (bound - incumbent) / |incumbent| of that measure. */
  readonly gap: number | null;
  /** Capital and operating spending of the calendar, not discounted. */
  readonly costUsd: number;
  /** Useful compute, H100e, mean of the calendar. */
  readonly computeH100e: number;
  /** IT MW running at the calendar's end. */
  readonly runningMw: number;
}

/** The figures of a search's last values. */
export function figuresOf(draft: Draft, stages: Stages): Figures {
  const { study, money } = draft;
  const { values, results } = stages;
  const at = ({ columns, factors, constant }: Expression) => columns.reduce((sum, column, position) => sum + factors[position]! * values[column]!, constant);
  const totals = (columns: readonly number[]) => columns.reduce((sum, column) => sum + (column === none ? 0 : values[column]!), 0);
  const last = moneyOf(stages);
  return {
    objective: results.map(({ stage, reached, solution }) => ({
      measure: stage.measure,
      value: valueOf(stage.measure, reached),
      bound: solution.bound === null ? null : valueOf(stage.measure, solution.bound),
    })),
    usd: last ? valueOf(last.stage.measure, last.reached) : null,
    gap: last && last.solution.bound !== null ? Math.max(0, last.solution.bound - last.reached) / Math.max(1e-9, Math.abs(last.reached)) : null,
    costUsd: (totals(money.capex) + totals(money.opex)) * 1e6,
    computeH100e: (at(usefulWork(draft, () => 1)) * 1e3) / study.count,
    runningMw: study.sites.reduce((sum, _, s) => sum + at(runningMw(draft, s, study.count - 1)), 0),
  };
}

/** The first quarter in which each site starts a building, by id; null where it starts none. */
export function firstStarts({ study, sites }: Draft, { values }: Stages): Record<string, string | null> {
  return Object.fromEntries(study.sites.map(({ id }, s) => [id, study.names.find((_, t) => sites[s]!.starts.some((kind) => kind[t] !== none && values[kind[t]!]! > 0.5)) ?? null]));
}
