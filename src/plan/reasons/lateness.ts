// How late is a milestone that cannot be met in its window? The same case with a longer window, one quarter at a time.

import { planningCase } from "../case.ts";
import { draftOf } from "../draft.ts";
import type { Solver, SolveLimits } from "../lp/solver.ts";
import type { Library } from "../../programme/library.ts";
import type { Programme, Training } from "../../programme/programme.ts";
import { addQuarters, indexOf } from "../../units/calendar.ts";

const mostQuarters = 8;

/**
 * Quarters that the milestones must be late, together, for every rule to hold.
 * @returns undefined when no window of up to eight quarters more (or the calendar's end) is enough
 */
export async function latenessOf(programme: Programme, library: Library, milestones: readonly string[], solver: Solver, limits: SolveLimits): Promise<number | undefined> {
  for (let late = 1; late <= mostQuarters; late++) {
    const workloads = Object.fromEntries(
      Object.entries(programme.workloads).map(([id, work]) => [
        id,
        work.kind === "training" && milestones.includes(id) ? { ...work, between: [work.between[0], addQuarters(work.between[1], late)] as const } : work,
      ]),
    );
    // A window that already reaches past the calendar gains nothing from one more quarter.
    if (milestones.every((id) => indexOf(programme.calendar, addQuarters((programme.workloads[id] as Training).between[1], late)) >= programme.calendar.quarters)) return undefined;
    const { model: built } = draftOf(planningCase({ ...programme, workloads }, library));
    const found = await solver.solve({ ...built, cost: new Float64Array(built.cost.length) }, { limits: { ...limits, gap: 1, seconds: Math.min(limits.seconds, 20) } });
    if (found.values.length > 0) return late;
    if (found.status !== "infeasible") return undefined;
  }
  return undefined;
}
