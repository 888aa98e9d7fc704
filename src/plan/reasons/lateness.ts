// How late is a milestone that cannot be met in its window? The same case with a longer window, one quarter at a time.

import type { LinearModel } from "../lp/model.ts";
import type { Solver } from "../lp/solver.ts";
import { ProofTree } from "./proof-tree.ts";
import type { Programme, Training } from "../../programme/programme.ts";
import { addQuarters, indexOf } from "../../units/calendar.ts";

const mostQuarters = 8;

/**
 * Quarters that the milestones must be late, together, for every rule to hold.
 * @returns undefined when no window of up to eight quarters more (or the calendar's end) is enough
 */
export async function latenessOf(
  programme: Programme,
  modelOf: (programme: Programme) => LinearModel,
  milestones: readonly string[],
  solver: Solver,
  signal?: AbortSignal,
): Promise<number | undefined> {
  for (let late = 1; late <= mostQuarters; late++) {
    const workloads = Object.fromEntries(
      Object.entries(programme.workloads).map(([id, work]) => [
        id,
        work.kind === "training" && milestones.includes(id) ? { ...work, between: [work.between[0], addQuarters(work.between[1], late)] as const } : work,
      ]),
    );
    // A window that already reaches past the calendar gains nothing from one more quarter.
    if (milestones.every((id) => indexOf(programme.calendar, addQuarters((programme.workloads[id] as Training).between[1], late)) >= programme.calendar.quarters)) return undefined;
    const tree = new ProofTree(modelOf({ ...programme, workloads }), [], solver, signal);
    try {
      const { holds } = await tree.verdict(new Set());
      if (holds === true) return late;
      if (holds === undefined) return undefined;
    } finally {
      await tree.close();
    }
  }
  return undefined;
}
