// What do many futures say together? Intervals of every figure, the probability of each milestone, and what mattered.

import type { Programme } from "../programme/programme.ts";
import { dimensionOf } from "../programme/uncertain/draws.ts";
import { valueOf } from "../programme/uncertain/move.ts";
import { figures, quarterFigures } from "../record/futures.ts";
import type { Day } from "../units/brand.ts";
import { addDays, daysBetween, firstDay, lastDay, quartersOf } from "../units/calendar.ts";
import { type Axis, axisAt } from "./axes.ts";
import type { Future } from "./future.ts";
import { milestonesOf, type Outcome } from "./outcome.ts";
import { influence, influenceOfNames, mean, quantile, type Weighted, wilson } from "./statistics.ts";

/** Order statistics of a figure over the futures that have it; null where none has it. */
export interface Interval {
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
}

export interface MilestoneChance {
  readonly id: string;
  /** Last day of its window, and the last quarter in which the plan gives it compute (`none` when the plan does not finish it). */
  readonly due: Day;
  readonly planned: string;
  /** Of being done by `due`, and its 95 % interval. */
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  /** Day by which it is done; null: not within the calendar. */
  readonly done: { readonly p10: Day | null; readonly p50: Day | null; readonly p90: Day | null };
}

/** What one cause did to one outcome. */
export interface Bar {
  /** Paths that move together, or `chance`: the seed of weather, prices and failures. */
  readonly cause: readonly string[];
  readonly unit: string;
  readonly low: { readonly cause: number; readonly outcome: number };
  readonly high: { readonly cause: number; readonly outcome: number };
  readonly share: number;
}

export interface SweepPoint {
  /** Value of each axis, as written. */
  readonly at: Readonly<Record<string, string>>;
  readonly futures: number;
  readonly figures: Readonly<Record<string, Interval & { readonly mean: number | null; readonly unit: string }>>;
  readonly milestones: readonly MilestoneChance[];
  /** By figure or `doneHour:<milestone>`: causes by their share of its variance, largest first; and what no cause alone explains. */
  readonly mattered: Readonly<Record<string, { readonly bars: readonly Bar[]; readonly rest: number }>>;
  readonly quarters: readonly { readonly quarter: string; readonly figures: Readonly<Record<string, Interval>> }[];
}

/** Figures of which the causes are told. */
const told = ["usefulH100eHours", "unservedShare", "facilityMwh", "energyUsd", "costUsd", "revenueUsd", "marginUsd"] as const;

/** What the futures of one point say. `planned` is the quarter in which the plan has each milestone done. */
export function summaryOf(
  programme: Programme,
  axes: readonly Axis[],
  point: number,
  futures: readonly Future[],
  outcomes: readonly Outcome[],
  planned: (milestone: string) => string,
): SweepPoint {
  const weigh = (value: (outcome: Outcome) => number | null): Weighted[] =>
    outcomes.flatMap((outcome, position) => {
      const one = value(outcome);
      return one === null ? [] : [{ value: one, probability: futures[position]!.probability }];
    });
  const causes = causesOf(programme, futures);
  const ids = milestonesOf(programme);
  const hours = daysBetween(firstDay(programme.calendar.from), lastDay(quartersOf(programme.calendar).at(-1)!)) * 24 + 24;
  const columns = [
    ...told.map((name) => [name, outcomes.map((outcome) => outcome.figures[figures.findIndex((figure) => figure.name === name)]!)] as const),
    // A run that is not done within the calendar counts as done at its end.
    ...ids.map((id, at) => [`doneHour:${id}`, outcomes.map(({ doneHours }) => doneHours[at] ?? hours)] as const),
  ];
  return {
    at: Object.fromEntries(axes.map(({ path, values }, axis) => [path, values[axisAt(axes, point, axis)]!])),
    futures: futures.length,
    figures: Object.fromEntries(
      figures.map(({ name, unit }, at) => {
        const values = weigh((outcome) => outcome.figures[at]!);
        return [name, { ...intervalOf(values), mean: values.length > 0 ? mean(values) : null, unit }];
      }),
    ),
    milestones: ids.map((id, at) =>
      chanceOf(
        programme,
        id,
        weigh(({ doneHours }) => doneHours[at] ?? Infinity),
        planned(id),
      ),
    ),
    mattered: Object.fromEntries(columns.map(([name, values]) => [name, matteredTo(values as readonly number[], causes)])),
    quarters: quartersOf(programme.calendar).map((quarter, t) => ({
      quarter,
      figures: Object.fromEntries(quarterFigures.map(({ name }, at) => [name, intervalOf(weigh(({ quarters }) => quarters[t]![at]!))])),
    })),
  };
}

function intervalOf(values: readonly Weighted[]): Interval {
  const at = (p: number) => (values.length === 0 ? null : quantile(values, p));
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}

function chanceOf(programme: Programme, id: string, ends: readonly Weighted[], planned: string): MilestoneChance {
  const workload = programme.workloads[id]!;
  const due = lastDay(workload.kind === "training" ? workload.between[1] : quartersOf(programme.calendar).at(-1)!);
  const first = firstDay(programme.calendar.from);
  const dayOf = (hour: number): Day | null => (Number.isFinite(hour) ? addDays(first, Math.max(0, Math.ceil(hour / 24) - 1)) : null);
  const hits = ends.filter(({ value }) => (dayOf(value) ?? "9999-12-31") <= due).length;
  const at = (p: number) => dayOf(quantile(ends, p));
  return { id, due, planned, probability: hits / ends.length, ...wilson(hits, ends.length), done: { p10: at(0.1), p50: at(0.5), p90: at(0.9) } };
}

interface Cause {
  readonly paths: readonly string[];
  readonly unit: string;
  readonly values: readonly number[];
}

/** What moves together is one cause, told by its first entry; chance is one where seeds come back. */
function causesOf({ uncertain }: Programme, futures: readonly Future[]): Cause[] {
  const groups = new Map<string, number[]>();
  if (futures.some(({ moves }) => moves.length > 0))
    for (const entry of uncertain.keys()) groups.set(dimensionOf(uncertain, entry), [...(groups.get(dimensionOf(uncertain, entry)) ?? []), entry]);
  const drawn = [...groups.values()].map((entries): Cause => {
    const first = entries[0]!;
    return {
      paths: entries.map((entry) => uncertain[entry]!.path),
      unit: uncertain[first]!.slip ? "quarters late" : "times the value",
      values: futures.map(({ moves }) => valueOf(moves[first]!)),
    };
  });
  const seeds = futures.map(({ seed }) => seed);
  const repeated = new Set(seeds).size * 2 <= seeds.length;
  return repeated ? [...drawn, { paths: ["chance"], unit: "seed", values: seeds }] : drawn;
}

function matteredTo(outcome: readonly number[], causes: readonly Cause[]): { readonly bars: readonly Bar[]; readonly rest: number } {
  const bars = causes.flatMap(({ paths, unit, values }): Bar[] => {
    const found = unit === "seed" ? influenceOfNames(values, outcome) : influence(values, outcome);
    return found ? [{ cause: paths, unit, ...found }] : [];
  });
  return {
    bars: bars.toSorted((one, other) => other.share - one.share || (one.cause[0]! < other.cause[0]! ? -1 : 1)),
    rest: Math.max(0, 1 - bars.reduce((sum, { share }) => sum + share, 0)),
  };
}
