// What does a run come to, in one screen of figures?

import type { Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import type { Summary } from "../record/record.ts";
import { addDays, firstDay, quarterAt } from "../units/calendar.ts";
import { causesOf, finishes } from "./inputs.ts";
import type { Served } from "./serving.ts";
import { type QuarterSum, quarterSums, type SiteOutput } from "./site-output.ts";
import type { TrainingRow } from "./tables.ts";

/** `plannedH100eHours`: useful compute that the plan gives at own sites. Where nothing ran, ratios are 0. */
export function summaryOf(
  programme: Programme,
  plan: Plan,
  seed: number,
  hours: number,
  outputs: readonly SiteOutput[],
  trainings: readonly TrainingRow[],
  served: Served,
  plannedH100eHours: number,
): Summary {
  const sum = (name: QuarterSum) => {
    const column = quarterSums.indexOf(name);
    return outputs.reduce((total, { sums }) => total + sums.reduce((part, value, index) => (index % quarterSums.length === column ? part + value : part), 0), 0);
  };
  const itMwh = sum("itMwh");
  const ratio = (value: number, by: number) => (by > 0 ? value / by : 0);
  return {
    programme: programme.programme,
    seed,
    hours,
    sites: outputs.length,
    waterfall: { installed: sum("installed"), powered: sum("powered"), allocated: sum("allocated"), running: sum("running"), useful: sum("useful"), planned: plannedH100eHours },
    itMwh,
    facilityMwh: sum("facilityMwh"),
    pue: ratio(sum("facilityMwh"), itMwh),
    // 1 m3/MWh = 1 L/kWh
    wueLPerKwh: ratio(sum("waterM3"), itMwh),
    energyUsd: sum("energyUsd") + sum("onsiteUsd"),
    carbonT: sum("carbonKg") / 1000,
    unservedShare: ratio(served.unserved, served.demand),
    failures: failuresByCause(programme, outputs),
    ettr: Object.fromEntries(trainings.filter(({ ettr }) => Number.isFinite(ettr)).map(({ id, ettr }) => [id, ettr])),
    milestones: milestonesOf(programme, plan, trainings),
  };
}

function failuresByCause(programme: Programme, outputs: readonly SiteOutput[]): Record<string, number> {
  const counts = causesOf(programme).map(({ id }) => ({ id, count: 0 }));
  for (const { failures } of outputs) for (let row = 0; row < failures.rows; row += 1) counts[failures.cause[row]!]!.count += failures.count[row]!;
  return Object.fromEntries(counts.map(({ id, count }) => [id, count]));
}

/** Planned: the quarter in which the plan has the FLOP done, or `none`. Done: the day, or null. */
function milestonesOf(programme: Programme, plan: Plan, trainings: readonly TrainingRow[]): Summary["milestones"] {
  const first = firstDay(programme.calendar.from);
  return Object.fromEntries(
    Object.entries(programme.workloads).flatMap(([id, workload]) => {
      if (workload.kind !== "training") return [];
      const last = finishes(plan, id, workload) ? lastPlanned(plan, id) : -1;
      const end = trainings.find((row) => row.id === id)?.endHour ?? Number.NaN;
      return [[id, { planned: last < 0 ? "none" : quarterAt(programme.calendar, last), done: Number.isFinite(end) ? addDays(first, Math.max(0, Math.ceil(end / 24) - 1)) : null }]];
    }),
  );
}

/** Last quarter in which the plan gives a milestone compute, at a site or on a cloud; -1 when it never does. */
export function lastPlanned(plan: Plan, id: string): number {
  const lists = [
    ...Object.values(plan.decisions.sites).flatMap(({ training }) => Object.values(training[id] ?? {})),
    ...Object.values(plan.decisions.clouds).flatMap(({ work }) => (work[id] ? [work[id]] : [])),
  ];
  return Math.max(-1, ...lists.map((byQuarter) => byQuarter.findLastIndex((h100e) => h100e > 0)));
}
