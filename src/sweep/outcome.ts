// What does a future come to? A few figures of its record, in all and by quarter.

import type { Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import { held } from "../programme/series.ts";
import { numberColumn, textColumn } from "../record/column.ts";
import { figures } from "../record/futures.ts";
import type { RunRecord } from "../record/record.ts";
import { quartersOf } from "../units/calendar.ts";

export interface Outcome {
  /** In the order of `figures`; null where the figure is not there. */
  readonly figures: readonly (number | null)[];
  /** Hour by which each milestone was done, from the calendar's first; null when it was not. In the programme's order. */
  readonly doneHours: readonly (number | null)[];
  /** By quarter, in the order of `quarterFigures`. */
  readonly quarters: readonly (readonly number[])[];
}

/** Training milestones in the programme's order. */
export function milestonesOf({ workloads }: Pick<Programme, "workloads">): string[] {
  return Object.entries(workloads).flatMap(([id, { kind }]) => (kind === "training" ? [id] : []));
}

/** Reads the figures off a record and its plan. `programme` is the one that was played. */
export function outcomeOf(programme: Programme, { derived }: Plan, { tables, summary }: Pick<RunRecord, "tables" | "summary">): Outcome {
  const names = quartersOf(programme.calendar);
  const bySite = tables["site-quarters"]!;
  const rowQuarters = textColumn(bySite, "quarter");
  const of = (name: string): number[] => {
    const sums = names.map(() => 0);
    const column = numberColumn(bySite, name);
    const position = new Map<string, number>(names.map((quarter, t) => [quarter, t]));
    for (let row = 0; row < bySite.rows; row += 1) sums[position.get(rowQuarters[row]!)!]! += column[row]!;
    return sums;
  };
  const { served, revenue, unserved, asked } = tradeOf(programme, tables["work-quarters"]!, tables["serving"]!);
  const [useful, facility, grid, onsite] = [of("usefulH100eHours"), of("facilityMwh"), of("energyUsd"), of("onsiteUsd")];
  const energy = names.map((_, t) => grid[t]! + onsite[t]!);
  const { capex, opex, clouds } = derived.money;
  const usd = (lists: readonly (readonly number[])[], t: number) => lists.reduce((sum, list) => sum + list[t]!, 0) / 100;
  const { energy: _, ...others } = opex;
  const capital = names.map((__, t) => usd(Object.values(capex), t));
  const cost = names.map((__, t) => capital[t]! + usd(Object.values(others), t) + usd(Object.values(clouds), t) + energy[t]!);
  const ettr = Object.values(summary.ettr);
  const [costUsd, revenueUsd] = [total(cost), total(revenue)];
  const named: Readonly<Record<string, number | null>> = {
    usefulH100eHours: total(useful),
    servedH100eHours: served,
    unservedShare: asked > 0 ? total(unserved) / asked : 0,
    goodput: summary.waterfall.allocated > 0 ? summary.waterfall.useful / summary.waterfall.allocated : null,
    ettr: ettr.length > 0 ? total(ettr) / ettr.length : null,
    failures: total(Object.values(summary.failures)),
    itMwh: summary.itMwh,
    facilityMwh: summary.facilityMwh,
    pue: summary.itMwh > 0 ? summary.pue : null,
    shedMwh: total(of("shedMwh")),
    carbonT: summary.carbonT,
    waterM3: total(of("waterM3")),
    energyUsd: total(energy),
    capexUsd: total(capital),
    costUsd,
    revenueUsd,
    marginUsd: revenueUsd - costUsd,
  };
  const runs = tables["trainings"]!;
  const ends = new Map(textColumn(runs, "workload").map((id, row) => [id, numberColumn(runs, "endHour")[row]!]));
  const running = of("runningMw");
  return {
    figures: figures.map(({ name }) => named[name]!),
    doneHours: milestonesOf(programme).map((id) => (Number.isFinite(ends.get(id) ?? Number.NaN) ? ends.get(id)! : null)),
    quarters: names.map((__, t) => [running[t]!, useful[t]!, unserved[t]!, facility[t]!, energy[t]!, cost[t]!, revenue[t]!]),
  };
}

/** Inference by quarter: served and unserved H100e-hours, and what end users pay; and all that was asked for. */
function tradeOf(programme: Programme, work: RunRecord["tables"][string], serving: RunRecord["tables"][string]) {
  const names = quartersOf(programme.calendar);
  const position = new Map<string, number>(names.map((quarter, t) => [quarter, t]));
  const earns = new Map(
    Object.entries(programme.workloads).flatMap(([id, workload]) => (workload.kind === "inference" ? [[id, held(workload.earns, programme.calendar)] as const] : [])),
  );
  const [workloads, places, quarters, hours] = [textColumn(work, "workload"), textColumn(work, "place"), textColumn(work, "quarter"), numberColumn(work, "h100eHours")];
  const [revenue, unserved] = [names.map(() => 0), names.map(() => 0)];
  let served = 0;
  for (let row = 0; row < work.rows; row += 1) {
    const price = earns.get(workloads[row]!);
    if (!price) continue;
    const t = position.get(quarters[row]!)!;
    if (places[row] === "unserved") unserved[t]! += hours[row]!;
    else {
      revenue[t]! += hours[row]! * price[t]!;
      served += hours[row]!;
    }
  }
  return { served, revenue, unserved, asked: total(numberColumn(serving, "demand")) };
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let position = 0; position < values.length; position += 1) sum += values[position]!;
  return sum;
}
