// What do a plan's decisions come to, measure by measure? Recomputed from the decisions (docs/model.md, "Stages"), never taken from the solver.

import type { PlanningCase } from "../case.ts";
import { flopPerH100e, flopPerH100eOnCloud } from "../families/compute-milestone.ts";
import type { Decisions, Derived, StageValue } from "../plan.ts";
import { type MeasureName, measures } from "./measure.ts";
import { everything, exclusive } from "./missed.ts";
import { objectives } from "./objectives.ts";

/** The measures of the programme's objective, in order. `value` and `total` are those of the objective's parts, USD. */
export function stageValues(study: PlanningCase, decisions: Decisions, derived: Derived, value: number, total: number): StageValue[] {
  const of: Readonly<Record<Exclude<MeasureName, "change">, () => number>> = {
    worth: () => total,
    cost: () => value - total,
    compute: () => usefulHours(study, derived),
    service: () => lateQuarters(study, decisions) + unservedQuarters(study, derived, exclusive),
    demand: () => lateQuarters(study, decisions) + unservedQuarters(study, derived, everything),
  };
  return objectives[study.programme.objective.kind].stages.flatMap((name) => (name === "change" ? [] : [{ name, unit: measures[name].unit, value: of[name]() }]));
}

/** Discounted useful compute, H100e-hours. */
export function usefulHours(study: PlanningCase, { compute: { work } }: Derived): number {
  const worth: readonly (readonly [string, number])[] = [
    ...study.trainings.map(({ id }) => [id, 1] as const),
    ...study.inferences.map(({ id, work: { worth: share } }) => [id, share ?? 1] as const),
    ...study.efforts.map(({ id, work: { worth: share } }) => [id, share] as const),
  ];
  return study.names.reduce((sum, _, t) => sum + study.discount[t]! * study.hours[t]! * worth.reduce((inner, [id, share]) => inner + share * work[id]![t]!, 0), 0);
}

function lateQuarters(study: PlanningCase, { sites, clouds }: Decisions): number {
  let late = 0;
  for (const [m, { id, work, due }] of study.trainings.entries()) {
    if (!work.wanted) continue;
    let done = 0;
    for (const [t] of study.names.entries()) {
      for (const site of Object.values(sites))
        for (const [g, { id: kind }] of study.accelerators.entries()) done += ((site.training[id]?.[kind]?.[t] ?? 0) * flopPerH100e(study, m, g, t)) / work.compute;
      for (const cloud of Object.values(clouds)) done += ((cloud.work[id]?.[t] ?? 0) * flopPerH100eOnCloud(study, m, t)) / work.compute;
      if (t >= due) late += 1 - done;
    }
  }
  return late;
}

function unservedQuarters(study: PlanningCase, { compute: { unserved } }: Derived, counts: typeof exclusive): number {
  return study.inferences.reduce(
    (sum, { id, demand }, w) => sum + demand.reduce((inner, most, t) => (most > 0 && counts(study, w, t) ? inner + unserved[id]![t]! / most : inner), 0),
    0,
  );
}
