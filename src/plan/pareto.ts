// What does more compute cost? The front of useful compute against discounted cost, its knee, and the price of one more H100e-year at each point.

import { fixedAt, type Frame, frameOf, solveStages, type Stages } from "./bench.ts";
import { planningCase } from "./case.ts";
import { decisionsOf } from "./decisions.ts";
import { derive } from "./derive.ts";
import { type Staged, stagedDraftOf } from "./draft.ts";
import { exact } from "./exact.ts";
import { greedy } from "./greedy.ts";
import { type Held, hold, type SearchOptions } from "./held.ts";
import { InterruptedError, NoPlanError } from "./no-plan.ts";
import { at, leastKept, type Stage } from "./objectives/stages.ts";
import { outlineOf, type Outline } from "./outline.ts";
import type { Library } from "../programme/library.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";

export interface ParetoPoint {
  /** Discounted USD and discounted H100e-hours, recomputed from the decisions in whole racks. */
  readonly costUsd: number;
  readonly compute: number;
  /** The most that the point was allowed to cost; null at the two ends. */
  readonly limitUsd: number | null;
  /** (bound - compute) / compute of its search. */
  readonly gap: number | null;
  readonly stoppedByClock: boolean;
  /** Discounted USD that one more discounted H100e-year costs at the point's whole numbers (the dual of its cost); null where they give no more. */
  readonly usdPerH100eYear: number | null;
  /** The same on the way from the point before, whole numbers and all; null at the first. */
  readonly stepUsdPerH100eYear: number | null;
  /** Distance above the chord between the two ends, both axes scaled to 1. */
  readonly aboveChord: number;
  readonly plan: Outline;
}

export interface Pareto {
  /** By cost; each costs more and gives more than the one before. */
  readonly points: readonly ParetoPoint[];
  /** Position of the point farthest above the chord. */
  readonly knee: number;
  /** Points found that another gave as much for no more; left out. */
  readonly dominated: number;
}

type Found = Omit<ParetoPoint, "aboveChord" | "stepUsdPerH100eYear">;

const hoursPerYear = 8766;

/**
 * The front by bounds on discounted cost (epsilon constraint), evenly spaced between the cheapest plan and that of most compute; each search starts from its cheaper neighbour.
 * @param count points, the two ends counted
 * @throws NoPlanError when the programme has no plan
 */
export async function paretoFront({ programme }: ResolvedProgramme, library: Library, count: number, options: SearchOptions): Promise<Pareto> {
  const staged = stagedDraftOf(planningCase(programme, library), ["compute", "cost"]);
  const { draft, model } = staged;
  // The ends are ends: nothing of the first measure is given away for the second.
  const [compute, cost] = staged.stages.map((stage) => ({ ...stage, kept: 0 })) as [Stage, Stage];
  return hold(staged, options, async (held) => {
    const frame = frameOf(model);
    const first = await solveStages(held.session, [compute, cost], fixedAt(frame, greedy(draft)));
    const label = (position: number) => `point ${position + 1} of ${count}`;
    const cheapest = await held.search(label(0), [cost, compute], frame, first.values);
    if (cheapest.values.length === 0) {
      InterruptedError.check(options.signal, "before a point was found");
      throw new NoPlanError("there is no front: the programme cannot keep every rule (`gigasite plan` says why)");
    }
    const richest = await held.search(label(count - 1), [compute, cost], frame, cheapest.values);
    const ends = [cheapest, richest].map(({ values }) => -at(cost, values)) as [number, number];
    const found = [await pointOf(staged, held, [cost, compute], frame, cheapest)];
    let { values } = cheapest;
    for (let position = 1; position < count - 1 && !held.stopped(); position++) {
      const limit = ends[0] + ((ends[1] - ends[0]) * position) / (count - 1);
      const limited = within(frame, cost, limit);
      const here = await held.search(label(position), [compute], limited, values);
      values = here.values;
      found.push(await pointOf(staged, held, [compute, cost], limited, here, limit));
    }
    if (richest.values.length > 0) found.push(await pointOf(staged, held, [compute, cost], frame, richest));
    return frontOf(found);
  });
}

/** The undominated points by cost, with their distance above the chord. */
export function frontOf(found: readonly Found[]): Pareto {
  const kept = found
    .toSorted((one, other) => one.costUsd - other.costUsd || other.compute - one.compute)
    .filter((point, position, all) => all.slice(0, position).every(({ compute }) => compute < point.compute));
  const [low, high] = [kept[0]!, kept.at(-1)!];
  const share = (value: number, from: number, to: number) => (to > from ? (value - from) / (to - from) : 0);
  const points = kept.map((point, position) => ({
    ...point,
    stepUsdPerH100eYear: position === 0 ? null : (hoursPerYear * (point.costUsd - kept[position - 1]!.costUsd)) / (point.compute - kept[position - 1]!.compute),
    aboveChord: (share(point.compute, low.compute, high.compute) - share(point.costUsd, low.costUsd, high.costUsd)) / Math.SQRT2,
  }));
  const farthest = Math.max(...points.map(({ aboveChord }) => aboveChord));
  return { points, knee: points.findIndex(({ aboveChord }) => aboveChord === farthest), dominated: found.length - points.length };
}

/** Cost at most `limit`: the row of the (negative) cost stays above. */
function within(frame: Frame, cost: Stage, limit: number): Frame {
  const rowLower = Float64Array.from(frame.rowLower);
  rowLower[cost.row!] = leastKept(-limit, 0) - cost.offset;
  return { ...frame, rowLower };
}

/** A search's answer in whole racks. @param limit M$ that it might cost; absent at the ends */
async function pointOf({ draft }: Staged, { session }: Held, aims: readonly [Stage, Stage], frame: Frame, { results, values }: Stages, limit?: number): Promise<Found> {
  const { linear, whole } = await exact(draft, session, aims, frame, values);
  const decisions = decisionsOf(draft, whole.values);
  const { derived, objective } = derive(draft.study, decisions);
  const outline = outlineOf(draft.study, decisions, derived, objective);
  const [compute, cost] = [...aims].toSorted((one, other) => (one.measure < other.measure ? -1 : 1)) as [Stage, Stage];
  const result = results.find(({ stage }) => stage === compute);
  const dual = linear.results.find(({ stage }) => stage === compute)?.solution.duals[cost.row!] ?? 0;
  const bound = result?.solution.bound ?? null;
  const reached = at(compute, values);
  return {
    costUsd: outline.costUsd,
    compute: outline.compute,
    limitUsd: limit === undefined ? null : limit * 1e6,
    gap: bound === null ? null : Math.max(0, bound - reached) / Math.max(1e-9, Math.abs(reached)),
    stoppedByClock: results.some(({ solution }) => solution.stoppedByClock),
    // The row's dual is H100e-hours per dollar (millions of both).
    usdPerH100eYear: Math.abs(dual) > 1e-9 ? hoursPerYear / Math.abs(dual) : null,
    plan: outline,
  };
}
