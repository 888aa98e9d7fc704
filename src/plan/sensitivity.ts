// What moves the answer most? Every figure with a range is moved alone to its low and to its high, and the linear relaxation is made best again.

import { planningCase } from "./case.ts";
import { stagedDraftOf, type Staged } from "./draft.ts";
import { type Driver, driversOf } from "./drivers.ts";
import { openHighs } from "./lp/highs.ts";
import type { LinearModel } from "./lp/model.ts";
import { type Basis, exactly, type Solver } from "./lp/solver.ts";
import { InterruptedError, NoPlanError } from "./no-plan.ts";
import { type MeasureName, measures, valueOf } from "./objectives/measure.ts";
import { objectives } from "./objectives/objectives.ts";
import { at, leastKept } from "./objectives/stages.ts";
import type { Plan } from "./plan.ts";
import { openPool, type Pool } from "./scenarios/pool.ts";
import type { Library } from "../programme/library.ts";
import type { Programme, ResolvedProgramme } from "../programme/programme.ts";

/** What the relaxation comes to with a driver at one end of its range. */
export interface Effect {
  /** Best of the measure, in its unit; null when no plan exists there. */
  readonly value: number | null;
  /** Against the relaxation of the programme as it stands; null when no plan exists there. */
  readonly delta: number | null;
  /** How much more is missed of what the objective puts first (late milestones, demand unserved), in quarters; 0 where nothing is. */
  readonly missed: number;
}

export interface Bar extends Driver {
  readonly atLow: Effect;
  readonly atHigh: Effect;
  /** Distance between the greatest and the least of the two ends and the programme as it stands; null when no plan exists at an end. */
  readonly span: number | null;
}

/** What `tornado.json` holds. */
export interface Tornado {
  readonly gigasite: 1;
  readonly programme: string;
  readonly inputs: string;
  /** The first measure of the objective that counts dollars or compute; those before it are held at their best. */
  readonly measure: MeasureName;
  readonly unit: string;
  readonly better: "more" | "less";
  /** Best of the linear relaxation of the programme as it stands, and the plan's own value: whole buildings and racks cost the difference. */
  readonly relaxed: number;
  readonly plan: number | null;
  /** Largest first; where two are equal, those that rest on an assumption or an estimate. A figure that `uncertain` names too stands once, with the wider range. */
  readonly bars: readonly Bar[];
  /** Drivers that were moved, and those of them that move nothing. */
  readonly tried: number;
  readonly still: number;
  /** True when Ctrl-C left some out. */
  readonly interrupted: boolean;
}

export interface SensitivityOptions {
  /** How many bars to give. */
  readonly count: number;
  readonly workers?: number;
  readonly openSolver?: () => Solver;
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: string) => void;
}

interface Relaxed {
  /** Null where no plan exists. */
  readonly value: number | null;
  readonly missed: number;
  readonly bases: readonly (Basis | undefined)[];
}

/**
 * The tornado of a plan: the change of the optimum of the linear relaxation (buildings and racks in fractions, as `plan` relaxes them)
 * when one figure is moved to an end of its range and all others stay. The answer does not depend on the number of workers.
 * @throws NoPlanError when the programme as it stands has no relaxation
 */
export async function sensitivity(resolved: ResolvedProgramme, library: Library, plan: Plan, options: SensitivityOptions): Promise<Tornado> {
  const { signal, workers = 1, count } = options;
  const { kind } = resolved.programme.objective;
  const asked = objectives[kind].stages;
  const told = asked.find((name) => measures[name].unit !== "quarters")!;
  const names = asked.slice(0, asked.indexOf(told) + 1);
  const build = (programme: Programme): Staged => stagedDraftOf(planningCase(programme, library), names);
  const pool = openPool(options.openSolver ?? openHighs, workers, signal);
  try {
    const standing = build(resolved.programme);
    const base = await relax(standing, pool, []);
    InterruptedError.check(signal, "before anything was moved");
    if (!base || base.value === null) throw new NoPlanError("nothing can be moved: the programme cannot keep every rule (`gigasite plan` says why)");
    const effectAt = async (programme: Programme): Promise<Effect | undefined> => {
      const staged = build(programme);
      const found = same(standing, staged) ? base : await relax(staged, pool, base.bases);
      return found && { value: found.value, delta: found.value === null ? null : found.value - base.value!, missed: Math.max(0, found.missed - base.missed) };
    };
    const drivers = driversOf(resolved);
    const bars: (Bar | undefined)[] = drivers.map(() => undefined);
    const stopped = (): boolean => signal?.aborted ?? false;
    let next = 0;
    let done = 0;
    // One more than there are solvers: models are written while others are solved.
    const lane = async (): Promise<void> => {
      for (let position = next++; position < drivers.length && !stopped(); position = next++) {
        const { atEnd, ...driver } = drivers[position]!;
        const atLow = await effectAt(atEnd("low"));
        const atHigh = atLow && (await effectAt(atEnd("high")));
        if (atHigh) bars[position] = { ...driver, atLow, atHigh, span: spanOf(atLow, atHigh) };
        options.onProgress?.(`${++done} of ${drivers.length} figures moved`);
      }
    };
    await Promise.all(Array.from({ length: workers + 1 }, lane));
    const found = bars.filter((bar) => bar !== undefined);
    const grain = Math.abs(base.value) * relativeGrain;
    const moving = found.filter(({ span, atLow, atHigh }) => span === null || span > grain || atLow.missed > 0 || atHigh.missed > 0);
    const sorted = moving.toSorted(bySpan(grain));
    return {
      gigasite: 1,
      programme: plan.programme,
      inputs: plan.inputs,
      measure: told,
      unit: measures[told].unit,
      better: measures[told].better,
      relaxed: base.value,
      plan: plan.objective.stages.find(({ name }) => name === told)?.value ?? null,
      bars: sorted.filter(({ path }, position) => sorted.findIndex((other) => other.path === path) === position).slice(0, count),
      tried: found.length,
      still: found.length - moving.length,
      interrupted: found.length < drivers.length,
    };
  } finally {
    await pool.close();
  }
}

/** Changes below this share of the whole are the solver's tolerance, and equal to each other. */
const relativeGrain = 1e-6;

/** Stage after stage without whole numbers; undefined when a stop came first. */
async function relax({ model, stages }: Staged, pool: Pool, bases: readonly (Basis | undefined)[]): Promise<Relaxed | undefined> {
  const rowLower = Float64Array.from(model.rowLower);
  const integer = new Uint8Array(model.integer.length);
  const found: (Basis | undefined)[] = [];
  let missed = 0;
  let value = 0;
  for (const [position, stage] of stages.entries()) {
    const basis = bases[position];
    const fits = basis && basis.columns.length === model.columns.length && basis.rows.length === model.rows.length;
    const solution = await pool.solve(
      { ...model, integer, cost: stage.cost, offset: stage.offset, rowLower: Float64Array.from(rowLower) },
      { limits: exactly, ...(fits ? { basis } : {}) },
    );
    if (solution.status === "infeasible") return { value: null, missed: 0, bases: [] };
    if (solution.status !== "optimal") return undefined;
    found.push(solution.basis);
    const reached = at(stage, solution.values);
    if (stage.row !== undefined) rowLower[stage.row] = leastKept(reached, stage.kept) - stage.offset;
    if (position < stages.length - 1) missed += valueOf(stage.measure, reached);
    else value = valueOf(stage.measure, reached);
  }
  return { value, missed, bases: found };
}

/** Whether two cases are the same linear programme: then the figure that differs is one that no rule reads. */
function same(one: Staged, other: Staged): boolean {
  const equal = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
    if (a.length !== b.length) return false;
    for (let position = 0; position < a.length; position++) if (a[position] !== b[position]) return false;
    return true;
  };
  const lists = ({ lower, upper, rowLower, rowUpper, starts, indices, values }: LinearModel) => [lower, upper, rowLower, rowUpper, starts, indices, values];
  const [ours, theirs] = [lists(one.model), lists(other.model)];
  return (
    ours.every((list, position) => equal(list, theirs[position]!)) &&
    one.stages.every(({ cost, offset }, position) => offset === other.stages[position]!.offset && equal(cost, other.stages[position]!.cost))
  );
}

function spanOf(low: Effect, high: Effect): number | null {
  if (low.delta === null || high.delta === null) return null;
  return Math.max(0, low.delta, high.delta) - Math.min(0, low.delta, high.delta);
}

/** No plan at an end first, then by span; equal ones by how sure the figure is, then by path. */
function bySpan(grain: number): (one: Bar, other: Bar) => number {
  const steps = ({ span }: Bar): number => (span === null ? Infinity : Math.round(span / grain));
  return (one, other) => {
    const [a, b] = [steps(one), steps(other)];
    if (a !== b) return b - a;
    const weak = weakness(other) - weakness(one);
    return weak !== 0 ? weak : one.path < other.path ? -1 : 1;
  };
}

/** Assumptions before estimates before what was read somewhere; an uncertain entry without a figure is the programme's own assumption. */
function weakness({ confidence }: Driver): number {
  return confidence === "assumption" || confidence === null ? 2 : confidence === "estimate" ? 1 : 0;
}
