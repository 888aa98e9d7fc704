// How much of what was promised comes late or not at all? In quarters (docs/model.md, "Stages"): linear measures, never money.

import type { Draft } from "../columns.ts";
import type { PlanningCase } from "../case.ts";
import { flopShare } from "../families/compute-milestone.ts";
import { type Expression, sum } from "../lp/model.ts";
import { served } from "./compute.ts";

/** Quarters that wanted milestones are late: for each, the sum over the quarters from the last of its window on of the share of its FLOP not done by then. */
export function late(draft: Draft): Expression {
  const { study } = draft;
  const out = sum();
  for (const [m, { due, work }] of study.trainings.entries()) {
    if (!work.wanted) continue;
    for (let t = due; t < study.count; t++) out.plus(1);
    // FLOP of quarter q counts in every quarter from the later of q and the window's last on.
    for (const [q] of study.names.entries()) out.merge(flopShare(draft, m, q), -(study.count - Math.max(q, due)) / 100);
  }
  return out;
}

/** Quarters of demand unserved, each workload by its own demand; `counts` says which workload and quarter counts. */
export function unserved(draft: Draft, counts: (study: PlanningCase, w: number, t: number) => boolean): Expression {
  const { study } = draft;
  const out = sum();
  for (const [w, { demand }] of study.inferences.entries())
    for (const [t, most] of demand.entries()) if (most > 0 && counts(study, w, t)) out.plus(1).merge(served(draft, w, t), -1e3 / most);
  return out;
}

/** Whether the workload is under an exclusivity clause in quarter t. */
export function exclusive({ inferences, terms }: PlanningCase, w: number, t: number): boolean {
  return terms.exclusive(inferences[w]!.id, t);
}

/** Every workload and quarter. */
export const everything = (): boolean => true;
