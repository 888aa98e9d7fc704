// How is one model solved again and again? Held open by the solver; only costs, bounds and whole numbers are patched between solves.

import type { Draft } from "./columns.ts";
import { none } from "./columns.ts";
import type { LinearModel } from "./lp/model.ts";
import { exactly, type Patch, type Session, type Solution, type SolveOptions, type Start } from "./lp/solver.ts";
import { type Aim, at, leastKept, type Stage } from "./objectives/stages.ts";

/** Bounds in which the stages are solved, each array whole. */
export interface Frame {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

export interface StageResult<Kind extends Aim = Stage> {
  readonly stage: Kind;
  readonly solution: Solution;
  /** What the stage's measure came to (the better of its own solution and the one it started from), as it is maximised. */
  readonly reached: number;
  /** Least that the plan is to keep of it, and the least that later searches keep: the other half of the share is for whole racks. */
  readonly promised: number;
  readonly least: number;
}

export interface Stages<Kind extends Aim = Stage> {
  readonly results: readonly StageResult<Kind>[];
  /** Column values after the last stage; empty when the first found nothing. */
  readonly values: Float64Array;
}

/** What a stopped search needs to go on: what its stages came to, and the best values known. */
export interface Standing {
  /** Stages that ended, in order. */
  readonly done: readonly EndedStage[];
  readonly values: Float64Array;
}

export type EndedStage = Pick<StageResult<Aim>, "reached" | "promised" | "least"> & { readonly solution: Outcome };

export interface Resumable {
  readonly standing?: Standing;
  readonly onStanding?: (standing: Standing) => void;
  readonly solve?: (options: SolveOptions, patch: Patch, position: number) => Promise<Solution>;
}

/** A search's answer without its values, duals and basis. */
export type Outcome = Pick<Solution, "status" | "objective" | "bound" | "gap" | "nodes" | "stoppedByClock">;

export const frameOf = ({ lower, upper, integer, rowLower, rowUpper }: LinearModel): Frame => ({ lower, upper, integer, rowLower, rowUpper });

/** Whole-number columns (and racks, when given) fixed; the rest continuous. */
export function fixedAt(frame: Frame, { indices, values }: Start, racks?: ReadonlyMap<number, number>): Frame {
  const lower = Float64Array.from(frame.lower);
  const upper = Float64Array.from(frame.upper);
  for (const [position, column] of indices.entries()) lower[column] = upper[column] = values[position]!;
  for (const [column, value] of racks ?? []) lower[column] = upper[column] = value;
  return { ...frame, lower, upper, integer: new Uint8Array(frame.integer.length) };
}

/**
 * Solves stage after stage in a frame: each stage's row is held at what it reached, less its share, before the next begins.
 * @param before values that keep the frame's rules: the first stage's start, and its answer when the search finds none better
 * @param options limits and progress of each stage; without them every stage is solved to its end
 * @param promised what an earlier search asks the stages to keep; a stage that cannot reach it keeps all it reached
 * @param standing what a search that was stopped had come to: its stages are not searched again, and its values are the first start
 * @param onStanding told of every better solution: enough to go on from there
 * @param solve how a stage's patched model is solved; the session's own search unless given
 * @param stopped true once the caller wants no further stage
 */
export async function solveStages<Kind extends Aim>(
  session: Session,
  stages: readonly Kind[],
  frame: Frame,
  given: {
    readonly before?: Float64Array;
    readonly options?: (stage: Kind, position: number) => SolveOptions;
    readonly promised?: readonly number[];
    readonly stopped?: () => boolean;
  } & Resumable = {},
): Promise<Stages<Kind>> {
  const rowLower = Float64Array.from(frame.rowLower);
  const results: StageResult<Kind>[] = [];
  let values = given.standing?.values ?? given.before ?? new Float64Array();
  let basis: SolveOptions["basis"];
  const tell = (best: Float64Array): void =>
    given.onStanding?.({ done: results.map(({ reached, promised, least, solution }) => ({ reached, promised, least, solution: outcomeOf(solution) })), values: best });
  for (const [position, stage] of stages.entries()) {
    const ended = given.standing?.done[position];
    if (ended) {
      results.push({ ...ended, stage, solution: { ...ended.solution, values, duals: new Float64Array(), reducedCosts: new Float64Array() } });
      if (stage.row !== undefined) rowLower[stage.row] = Math.max(rowLower[stage.row]!, ended.least - stage.offset);
      continue;
    }
    if (given.stopped?.()) {
      // Stopped before the search began: what it would have started from is the answer, and nothing is known of a bound.
      if (position === 0 && values.length > 0) results.push({ stage, solution: unsearched(values), reached: at(stage, values), promised: -Infinity, least: -Infinity });
      break;
    }
    const options = given.options?.(stage, position) ?? { limits: exactly };
    const patch: Patch = { ...frame, rowLower: Float64Array.from(rowLower), cost: stage.cost, offset: stage.offset };
    const start = values.length > 0 && frame.integer.includes(1) ? { start: wholeColumns(frame.integer, values) } : {};
    let best = values.length > 0 ? at(stage, values) : -Infinity;
    const onIncumbent = (better: Float64Array): void => {
      if (at(stage, better) <= best) return;
      best = at(stage, better);
      tell(better);
    };
    const asked = { ...options, ...start, ...(basis ? { basis } : {}), ...(given.onStanding ? { onIncumbent } : {}) };
    const first = await (given.solve ? given.solve(asked, patch, position) : session.solve(asked, patch));
    // A stop meant for a search that had just ended: what makes an answer exact runs to its end.
    const solution = first.status === "interrupted" && !frame.integer.includes(1) ? await session.solve(asked) : first;
    basis = solution.basis;
    const known = values.length > 0 ? at(stage, values) : -Infinity;
    const own = solution.values.length > 0 ? at(stage, solution.values) : -Infinity;
    if (own >= known) values = solution.values;
    const reached = Math.max(own, known);
    if (reached === -Infinity) {
      results.push({ stage, solution, reached, promised: -Infinity, least: -Infinity });
      break;
    }
    // What an earlier search asks to keep holds as long as this frame lets it; then all that it lets.
    const most = leastKept(reached, 0);
    const promised = Math.min(given.promised?.[position] ?? leastKept(reached, stage.kept), most);
    const least = given.promised ? promised : leastKept(reached, stage.kept / 2);
    // A frame may ask more of a stage than this search does.
    if (stage.row !== undefined) rowLower[stage.row] = Math.max(rowLower[stage.row]!, least - stage.offset);
    results.push({ stage, solution, reached, promised, least });
    // A stage that was stopped is searched on from its best.
    if (solution.status !== "interrupted") tell(values);
  }
  return { results, values };
}

function unsearched(values: Float64Array): Solution {
  return {
    status: "interrupted",
    objective: null,
    bound: null,
    gap: null,
    nodes: 0,
    iterations: 0,
    stoppedByClock: false,
    values,
    duals: new Float64Array(),
    reducedCosts: new Float64Array(),
  };
}

function outcomeOf({ status, objective, bound, gap, nodes, stoppedByClock }: Solution): Outcome {
  return { status, objective, bound, gap, nodes, stoppedByClock };
}

export function wholeColumns(integer: Uint8Array, values: Float64Array): Start {
  const indices = Int32Array.from([...integer.keys()].filter((column) => integer[column] === 1));
  return { indices, values: Float64Array.from(indices, (column) => Math.round(values[column]!)) };
}

/** Racks delivered, sold, standing and running. */
export function rackColumns({ sites }: Draft, values: Float64Array): Map<number, number> {
  const out = new Map<number, number>();
  for (const site of sites)
    for (const lists of [site.racks, site.standing, site.running]) for (const kind of lists) for (const column of kind) if (column !== none) out.set(column, values[column]!);
  for (const { retired } of sites) for (const kind of retired) for (const { column } of kind) out.set(column, values[column]!);
  return out;
}

/** Marks racks delivered, sold and running as whole numbers too. */
export function wholeRackColumns({ sites }: Draft, integer: Uint8Array): Uint8Array {
  const out = Uint8Array.from(integer);
  for (const site of sites) for (const lists of [site.racks, site.running]) for (const kind of lists) for (const column of kind) if (column !== none) out[column] = 1;
  for (const { retired } of sites) for (const kind of retired) for (const { column } of kind) out[column] = 1;
  return out;
}
