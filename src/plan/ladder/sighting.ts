// Where does a stage begin on a large programme? At a plan that is good by all measures still to come: a search of lateness alone ends at plans that are poor by every other.

import { type Frame, type StageResult, wholeColumns } from "../bench.ts";
import { type Progress, type Session, sizeOf, type SolveOptions } from "../lp/solver.ts";
import { atLeastOf } from "../objectives/measure.ts";
import type { Stage } from "../objectives/stages.ts";

/** Where a measure costs the fractions nothing, all of it (or what its shares are of at least) counts as this share of the last measure's result. */
const leastShare = 0.5;
/** What a measure costs at the margin of the fractions, it costs more in whole numbers. */
const usualFactor = 1.5;

/**
 * Searches the last stage's measure with each one before it added at its marginal price in the plan in fractions (the dual of its row there): the Lagrangian of the
 * stages still to come, so that one search finds a start for each of them.
 * @param stages those still to come, the first of them about to be searched
 * @param frame bounds in which it is searched; stages before it held
 * @param fractions the same stages solved without whole numbers
 * @param before column values of the best plan known, or none
 * @param factor times the price of the first measure: what costs this much at the margin of the fractions costs more in whole numbers
 * @returns column values of a whole plan (none when none was found) and the seconds it took; undefined when one stage only is left or nothing is to go by
 */
export async function sight(
  session: Session,
  stages: readonly Stage[],
  frame: Frame,
  fractions: readonly StageResult[],
  before: Float64Array,
  factor: number,
  { limits }: SolveOptions,
): Promise<{ readonly values: Float64Array; readonly seconds: number; readonly stoppedByClock: boolean } | undefined> {
  const last = stages.at(-1)!;
  const margin = fractions[stages.length - 1];
  if (stages.length < 2 || margin?.solution.status !== "optimal") return undefined;
  const cost = Float64Array.from(last.cost);
  let offset = last.offset;
  for (const [position, stage] of stages.slice(0, -1).entries()) {
    if (stage.row === undefined) continue;
    const size = sizeOf(fractions[position]!.reached, atLeastOf(stage.measure));
    const price = Math.abs(margin.solution.duals[stage.row] ?? 0) || (leastShare * Math.abs(margin.reached)) / size;
    const weight = price * (position === 0 ? factor : usualFactor);
    for (const [column, value] of stage.cost.entries()) if (value !== 0) cost[column]! += weight * value;
    offset += weight * stage.offset;
  }
  const { atLeast: _, ...usual } = limits;
  // Neither progress nor better solutions are told: they would be those of another measure than the stage's.
  let seconds = 0;
  const onProgress = (progress: Progress): void => void (seconds = progress.seconds);
  const { values, stoppedByClock } = await session.solve(
    { limits: usual, onProgress, ...(before.length > 0 ? { start: wholeColumns(frame.integer, before) } : {}) },
    { ...frame, cost, offset },
  );
  return { values, seconds: stoppedByClock ? limits.seconds : seconds, stoppedByClock };
}
