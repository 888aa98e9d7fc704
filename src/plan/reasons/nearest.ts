// Which plan comes nearest, where none keeps every rule? The best that a short search finds with the rules moved: it shows what is nearly possible, and is not the one to build.

import { type Frame, frameOf, type Resumable, type Stages } from "../bench.ts";
import { type Draft, none } from "../columns.ts";
import type { Held } from "../held.ts";
import type { LinearModel } from "../lp/model.ts";
import type { Stage } from "../objectives/stages.ts";
import { effort } from "./effort.ts";

/** Shares of the effort for reasons that each stage may take: with the runs where they are, and then for the bound of all plans. */
const there = 0.12;
const everywhere = 0.02;
/** A stage ends so near its best with the runs where they are. On the reference programme that takes a second or two of a stage; half of it takes ten. */
const roughly = 0.05;

/**
 * The stages in the relaxed model, every limit counted: first with each run where the least relaxation has it, which finds good plans soon, then everywhere.
 * @param values columns that keep the relaxed rules
 */
export async function nearestPlan(held: Held, draft: Draft, stages: readonly Stage[], relaxed: LinearModel, values: Float64Array): Promise<Stages> {
  const frame = frameOf(relaxed);
  const counted = (share: number): Resumable => {
    const { iterations, seconds } = effort(relaxed, share);
    return {
      solve: (asked, patch) => held.session.solve({ ...asked, limits: { ...asked.limits, gap: Math.max(asked.limits.gap, roughly), iterations: iterations!, seconds } }, patch),
    };
  };
  const near = await held.search("nearest plan", stages, withCampusesAt(draft, frame, values), values, undefined, counted(there));
  return held.search("nearest plan", stages, frame, near.values.length > 0 ? near.values : values, undefined, counted(everywhere));
}

/** The same bounds with every run where the values have it. */
export function withCampusesAt<Bounds extends Pick<Frame, "lower" | "upper">>({ campus }: Draft, bounds: Bounds, values: Float64Array): Bounds {
  const lower = bounds.lower.slice();
  const upper = bounds.upper.slice();
  for (const column of campus.flat()) if (column !== none) lower[column] = upper[column] = Math.round(values[column]!);
  return { ...bounds, lower, upper };
}
