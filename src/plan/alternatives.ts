// Which other plans are nearly as good? Within a share of the best, the fewest and most sites, the least and most on-site plant, spend at clouds, and share of the largest site.

import { fixedAt, type Frame, frameOf, rackColumns, solveStages, wholeColumns } from "./bench.ts";
import { planningCase } from "./case.ts";
import { lastStart } from "./replan/warm-start.ts";
import { decisionsOf } from "./decisions.ts";
import { derive } from "./derive.ts";
import { type Staged, stagedDraftOf } from "./draft.ts";
import { exact } from "./exact.ts";
import { type Extent, type ExtentName, extentsOf, valueAt } from "./extents.ts";
import { type Held, hold, type SearchOptions } from "./held.ts";
import { improve } from "./ladder/neighbourhoods.ts";
import { Trial } from "./ladder/trial.ts";
import { wholeColumnPlaces } from "./ladder/whole-columns.ts";
import { atLeastOf, maximisedOf } from "./objectives/measure.ts";
import { objectives } from "./objectives/objectives.ts";
import { type Aim, at, leastKept, type Stage } from "./objectives/stages.ts";
import { type Outline, outlineOf } from "./outline.ts";
import type { Draft } from "./columns.ts";
import type { Plan, StageValue } from "./plan.ts";
import { wholeRacks } from "./whole.ts";
import type { Library } from "../programme/library.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";

export interface Alternative {
  readonly extent: ExtentName;
  readonly direction: "least" | "most";
  /** The extent of this plan, recomputed from its decisions, and the best that its search left possible (null when unknown). */
  readonly value: number;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly stoppedByClock: boolean;
  /** The measures of the objective: each within `within` of the best plan's. */
  readonly stages: readonly StageValue[];
  readonly plan: Outline;
}

export interface Alternatives {
  /** Share of the best that each stage of the objective may lose. */
  readonly within: number;
  readonly best: { readonly stages: readonly StageValue[]; readonly plan: Outline };
  readonly alternatives: readonly Alternative[];
}

/** How near the best is near; the last tenth of it is kept for whole racks. */
export const nearOptimal = 0.02;
const searched = 0.9;

/** Most rounds of the search for a share: each starts from the share the one before found. */
const rounds = 4;

interface Request {
  readonly name: ExtentName;
  readonly extent: Extent;
  readonly direction: "least" | "most";
}

/**
 * Near-optimal alternatives of a feasible plan of the programme.
 * @param count how many of the eight, in the order above, least before most
 */
export async function nearOptimalAlternatives({ programme }: ResolvedProgramme, library: Library, plan: Plan, count: number, options: SearchOptions): Promise<Alternatives> {
  let extents: Partial<Record<ExtentName, Extent>> = {};
  const staged = stagedDraftOf(planningCase(programme, library), objectives[programme.objective.kind].stages, undefined, (draft) => (extents = extentsOf(draft)));
  const { draft, model, stages } = staged;
  return hold(staged, options, async (held) => {
    const frame = frameOf(model);
    const standing = lastStart(draft, plan.decisions, model.lower, model.upper);
    const near = (share: number) => nearFrame(frame, stages, plan, share);
    // The plan's whole numbers with racks in fractions: every search's start.
    const { values: start } = await solveStages(held.session, stages, fixedAt(near(nearOptimal * searched), standing));
    const requests = Object.entries(extents)
      .flatMap(([name, extent]) => (["least", "most"] as const).map((direction): Request => ({ name: name as ExtentName, extent, direction })))
      .slice(0, count);
    const alternatives: Alternative[] = [];
    for (const request of requests) {
      if (held.stopped()) break;
      const found = await searchExtent(draft, held, request, near(nearOptimal * searched), start, options);
      const solved = await wholeAt(staged, held, request, found, [near(nearOptimal * searched), near(nearOptimal)]);
      const { plan, stages: values } = summary(draft, solved);
      alternatives.push({ extent: request.name, direction: request.direction, value: plan[request.name], ...reportOf(request, found, plan[request.name]), stages: values, plan });
    }
    return { within: nearOptimal, best: { stages: plan.objective.stages, plan: outlineOf(draft.study, plan.decisions, plan.derived, plan.objective) }, alternatives };
  });
}

/** Every stage at least as good as in the plan, less a share of it. */
function nearFrame(frame: Frame, stages: readonly Stage[], { objective }: Plan, share: number): Frame {
  const rowLower = Float64Array.from(frame.rowLower);
  for (const stage of stages) {
    const best = objective.stages.find(({ name }) => name === stage.measure);
    if (stage.row !== undefined && best) rowLower[stage.row] = leastKept(maximisedOf(stage.measure, best.value), share, atLeastOf(stage.measure)) - stage.offset;
  }
  return { ...frame, rowLower };
}

interface FoundExtent {
  readonly values: Float64Array;
  /** What its last search maximised. */
  readonly aim: Aim;
  /** The best that the last search left possible. */
  readonly bound: number | null;
  readonly stoppedByClock: boolean;
}

/** The least or most of an extent; a share by Dinkelbach's method: part - share x whole is searched until no share beats the last (W. Dinkelbach, Management Science 13, 1967). */
async function searchExtent(draft: Draft, held: Held, { name, extent, direction }: Request, frame: Frame, before: Float64Array, options: SearchOptions): Promise<FoundExtent> {
  const sense = direction === "most" ? 1 : -1;
  const part = direction === "most" ? extent.most : extent.least;
  let values = before;
  let share = 0;
  let bound: number | null = null;
  let stoppedByClock = false;
  let aim: Aim | undefined;
  for (let round = 0; round < (extent.of ? rounds : 1); round++) {
    const cost = new Float64Array(frame.lower.length);
    for (const [position, column] of part.columns.entries()) cost[column]! += sense * part.factors[position]!;
    if (extent.of) share = valueAt(extent.of, values) > 0 ? extent.value(values) : 0;
    for (const [position, column] of (extent.of?.columns ?? []).entries()) cost[column]! -= sense * share * extent.of!.factors[position]!;
    const offset = sense * (part.constant - share * (extent.of?.constant ?? 0));
    aim = { cost, offset, row: undefined, kept: 0 };
    options.onProgress?.(`${direction} ${name}`);
    const asked = { limits: held.limits, start: wholeColumns(frame.integer, values) };
    const solution = await held.stoppable(() => held.session.solve(asked, { ...frame, cost, offset }));
    stoppedByClock ||= solution.stoppedByClock;
    const whole = extent.of ? valueAt(extent.of, values) : 1;
    const more = solution.status === "limit" && !held.stopped() ? await held.stoppable(() => nearby(draft, held, frame, aim!, [values, solution.values])) : solution;
    const least = Math.min(solution.bound ?? Infinity, more.bound ?? Infinity);
    if (least < Infinity) bound = share + (sense * least) / whole;
    const found = more.values;
    if (found.length === 0 || held.stopped()) break;
    const better = sense * (extent.value(found) - extent.value(values));
    if (better >= 0) values = found;
    if (better <= 1e-6) break;
  }
  return { values, aim: aim!, bound, stoppedByClock };
}

/**
 * Where the search of all plans ends at its limits: what is found near the best it had, one labour pool after the other, in as long again. The bound is that of all
 * plans in fractions.
 */
async function nearby(
  draft: Draft,
  { session, limits, stopped }: Held,
  frame: Frame,
  { cost, offset }: Aim,
  known: readonly Float64Array[],
): Promise<{ readonly values: Float64Array; readonly bound: number | null }> {
  const patch = { ...frame, cost, offset };
  const relaxed = await session.solve({ limits }, { ...patch, integer: new Uint8Array(frame.integer.length) });
  if (relaxed.status !== "optimal") return { values: known.at(-1)!, bound: null };
  const trial = new Trial(session, patch, { limits }, relaxed, stopped);
  for (const values of known) if (values.length > 0) trial.offer({ values, objective: at({ cost, offset }, values) });
  await improve(trial, draft.study, wholeColumnPlaces(draft), limits.gap);
  return { values: trial.values, bound: relaxed.objective };
}

function reportOf({ direction }: Request, { bound, stoppedByClock }: FoundExtent, value: number): Pick<Alternative, "bound" | "gap" | "stoppedByClock"> {
  const distance = bound === null ? null : Math.max(0, direction === "most" ? bound - value : value - bound);
  return { bound, gap: distance === null ? null : distance / Math.max(1e-9, Math.abs(value)), stoppedByClock };
}

/** The solution in whole racks: within the share that was searched, or else within the whole share. Where whole numbers decide the extent, the rest is the best of its kind. */
async function wholeAt(
  { draft, stages }: Staged,
  { session }: Held,
  { extent }: Request,
  { aim, values }: FoundExtent,
  [inner, outer]: readonly [Frame, Frame],
): Promise<Float64Array> {
  const aims: readonly Aim[] = extent.whole ? stages : [aim];
  const nearest = wholeRacks(draft, values);
  const start = wholeColumns(inner.integer, values);
  const solved = await solveStages(session, aims, fixedAt(inner, start, rackColumns(draft, nearest)));
  return solved.values.length > 0 ? solved.values : (await exact(draft, session, aims, outer, values)).whole.values;
}

function summary(draft: Draft, values: Float64Array): { readonly stages: readonly StageValue[]; readonly plan: Outline } {
  const decisions = decisionsOf(draft, values);
  const { derived, objective } = derive(draft.study, decisions);
  return { stages: objective.stages, plan: outlineOf(draft.study, decisions, derived, objective) };
}
