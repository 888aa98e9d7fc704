// How is a re-plan searched? Near the last plan first, then everywhere until no plan can be better than by the gap; least change is sought between the two.

import { type Frame, frameOf, type Resumable, solveStages, type StageResult, type Stages } from "../bench.ts";
import type { Staged } from "../draft.ts";
import { changeGap, type Held } from "../held.ts";
import type { Start } from "../lp/solver.ts";
import { at } from "../objectives/stages.ts";
import { neighbourhood } from "./neighbourhood.ts";
import { revertedTo } from "./reversion.ts";
import type { Last } from "./warm-start.ts";

/**
 * The stages of a re-plan: the objective's own, then least change, then the stage before it once more.
 * Least change is sought among the plans that keep the whole numbers on which the last plan and the best one agree; its bound is that of all
 * plans in fractions.
 * @param resumed of the objective's own stages: where a stopped search goes on from, who is told of better solutions, and another way to solve a stage
 * @returns results in the order of `stages`; no values where the first search finds no plan
 */
export async function searchFrom(held: Held, { stages }: Pick<Staged, "stages">, { model, start, values: first }: Last, resumed: Resumable = {}): Promise<Stages> {
  const frame = frameOf(model);
  const own = ownStages(stages);
  const after = stages.slice(own.length);
  const near = resumed.standing ? first : await nearest(held, own, frame, start, first);
  const best = await held.search("solving", own, frame, near, undefined, resumed);
  if (best.values.length === 0 || best.results.length < own.length || held.stopped()) return best;
  const kept = keeping(frame, best);
  const bound = await relaxed(held, after.slice(0, 1), kept);
  const closer = await revertedTo(start, held, model, kept, after[0]!, best.values);
  const least = await held.search("least change", after, neighbourhood(kept, start, closer), closer);
  return {
    results: [...best.results, ...least.results.map((result, position) => (position === 0 ? boundedBy(result, bound.values) : result))],
    values: least.values,
  };
}

/** The objective's own stages: those before least change. */
export function ownStages(stages: Staged["stages"]): Staged["stages"] {
  return stages.slice(
    0,
    stages.findIndex(({ measure }) => measure === "change"),
  );
}

/** A plan near the last one that no plan can beat by more than the gap, or the best that a short search finds. */
async function nearest(held: Held, own: Staged["stages"], frame: Frame, start: Start, first: Float64Array): Promise<Float64Array> {
  const { results, values } = await relaxed(held, own, frame);
  if (values.length === 0) return first;
  const { gap } = held.limits;
  const bound = results[0]!.reached;
  const enough = bound > 0 ? bound / (1 + gap) : bound / (1 - gap);
  return (await held.search("near the last plan", own, neighbourhood(frame, start, values), first, { gap: shortGap * gap, nodes: shortNodes, enough })).values;
}

/** The short search: so near to the best of its own small problem (share of the usual gap), or so many nodes. */
const shortGap = 0.2;
const shortNodes = 20;

function relaxed(held: Held, stages: Staged["stages"], frame: Frame): Promise<Stages> {
  return held.stoppable(() => solveStages(held.session, stages, { ...frame, integer: new Uint8Array(frame.integer.length) }));
}

/** The frame in which what the stages reached is kept. */
function keeping(frame: Frame, { results }: Stages): Frame {
  const rowLower = Float64Array.from(frame.rowLower);
  for (const { stage, least } of results) if (stage.row !== undefined) rowLower[stage.row] = least - stage.offset;
  return { ...frame, rowLower };
}

/** The result with the bound of all plans in place of that of its own small problem. */
function boundedBy(result: StageResult, fractions: Float64Array): StageResult {
  const { stage, solution, reached } = result;
  const bound = fractions.length === 0 ? null : Math.max(reached, at(stage, fractions));
  const gap = bound === null ? null : (bound - reached) / Math.max(1e-9, Math.abs(reached));
  const status = solution.status !== "optimal" && solution.status !== "gap" ? solution.status : gap === null || gap > changeGap ? "limit" : gap > 1e-9 ? "gap" : "optimal";
  return { ...result, solution: { ...solution, bound, gap, status } };
}
