// Which common decisions are best? Scenarios solved apart give candidates and bounds; the extensive form settles what they leave open.

import { greedy } from "../greedy.ts";
import type { LinearModel } from "../lp/model.ts";
import { exactly, type Solution, type SolveLimits, type Start } from "../lp/solver.ts";
import { complete, type Starts, startsOf, wholeStart } from "./complete.ts";
import { evaluate, type Evaluation, type Parts } from "./evaluate.ts";
import { at, type Extensive } from "./extensive.ts";
import { type FirstStage, firstStageOf, nameOf, rootColumns, sameStage } from "./first-stage.ts";
import type { Pool } from "./pool.ts";
import { type Prices, pricesOf } from "./prices.ts";
import { measured } from "./risk.ts";

/** A scenario as if one knew from the start that it comes. */
export interface Foreseen {
  /** M$. */
  readonly worth: number;
  readonly bound: number;
  readonly first: FirstStage;
  readonly starts: Starts;
}

export interface Search {
  /** The best common plan found. */
  readonly best: Evaluation;
  /** Every first stage tried that all scenarios can go on from, and those that some cannot. */
  readonly tried: readonly Evaluation[];
  readonly failed: readonly FirstStage[];
  /** No common plan measures more, M$. */
  readonly bound: number;
  /** By which way the bound was found. */
  readonly boundFrom: string;
  readonly nodes: number;
  readonly stoppedByClock: boolean;
}

export type Candidate = Pick<Foreseen, "first" | "starts">;

export interface SearchOptions {
  readonly pool: Pool;
  readonly limits: SolveLimits;
  readonly signal?: AbortSignal | undefined;
  readonly say: (stage: string) => void;
}

/**
 * Solves every block with nothing held in common: first those that the greedy plan fits, then the rest from the plans found.
 * @returns undefined for a scenario that has no plan, or that Ctrl-C left undone
 */
export async function foresee(
  blocks: readonly Extensive[],
  within: Extensive,
  probabilities: readonly number[],
  { pool, limits, signal }: SearchOptions,
): Promise<(Foreseen | undefined)[]> {
  const solved = async (b: number, start: Start | undefined): Promise<Foreseen | undefined> => {
    const { model, drafts, worths } = blocks[b]!;
    if (signal?.aborted) return undefined;
    const found = await pool.solve(model, { limits, ...(start ? { start } : {}) });
    if (found.values.length === 0) return undefined;
    return {
      worth: at(worths[0]!, found.values),
      bound: (found.bound ?? Infinity) / probabilities[b]!,
      first: firstStageOf(blocks[b]!, found.values, within),
      starts: startsOf(drafts[0]!, found.values),
    };
  };
  const fits = await Promise.all(
    blocks.map(async ({ model, drafts }) => {
      const start = greedy(drafts[0]!);
      const { values } = await pool.solve(fixed(model, start), { limits: exactly });
      return values.length > 0 ? start : undefined;
    }),
  );
  const found = await Promise.all(fits.map((start, b) => (start ? solved(b, start) : undefined)));
  const known = found.flatMap((one) => (one ? [one.starts] : []));
  return Promise.all(found.map(async (one, b) => one ?? (fits[b] ? undefined : solved(b, await complete(blocks[b]!, blocks[b]!.model, known, pool, limits)))));
}

function fixed(model: LinearModel, { indices, values }: Start): LinearModel {
  const lower = Float64Array.from(model.lower);
  const upper = Float64Array.from(model.upper);
  for (const [position, column] of indices.entries()) lower[column] = upper[column] = values[position]!;
  return { ...model, lower, upper, integer: new Uint8Array(lower.length) };
}

/** Half of the gap asked for: what scenarios solved apart leave open adds to what the common plan does. */
function closer(limits: SolveLimits): SolveLimits {
  return { ...limits, gap: limits.gap / 2 };
}

/**
 * Searches the best common plan: the extensive form with only the root whole gives a first candidate; scenarios solved apart at the
 * prices of its relaxation give a bound and more candidates; where best and bound are still apart, the extensive form is searched from there.
 * @param candidates first stages to try in any case, each with the buildings it came with
 * @param foreseen the scenarios with perfect foresight; undefined where that is not known
 * @returns undefined when no common plan was found
 */
export async function search(
  parts: Parts,
  ids: readonly string[],
  candidates: readonly Candidate[],
  foreseen: readonly (Foreseen | undefined)[],
  options: SearchOptions,
): Promise<Search | undefined> {
  const { extensive, blocks, probabilities, risk } = parts;
  const { pool, limits, signal, say } = options;
  const half = closer(limits);
  const tried: Evaluation[] = [];
  const failed: FirstStage[] = [];
  let bound = measured(
    foreseen.map((one) => one?.bound ?? Infinity),
    probabilities,
    risk,
  );
  let boundFrom = "every scenario with foresight";
  let nodes = 0;
  let stoppedByClock = false;
  const tighten = (value: number | null, from: string): void => {
    if (value === null || !(value < bound)) return;
    bound = value;
    boundFrom = from;
  };
  // What fits a block: the buildings that came with the first stage, its own with foresight, then the others'.
  const known =
    (own: Starts | undefined) =>
    (b: number): Starts[] => {
      const members = new Set(blocks[b]!.members);
      const others = foreseen.toSorted((one, other) => Number(members.has(foreseen.indexOf(other))) - Number(members.has(foreseen.indexOf(one))));
      return [...(own ? [own] : []), ...others.flatMap((one) => (one ? [one.starts] : []))];
    };
  const attempt = async ({ first, starts }: { readonly first: FirstStage; readonly starts?: Starts }): Promise<void> => {
    if ([...tried.map((one) => one.first), ...failed].some((other) => sameStage(other, first))) return;
    const found = await evaluate(parts, first, known(starts), pool, half);
    if (found) tried.push(found);
    else failed.push(first);
  };
  const best = (): Evaluation | undefined => tried.toSorted((one, other) => other.objective - one.objective)[0];
  const done = (): boolean => {
    const found = best();
    return found !== undefined && (signal?.aborted === true || bound - found.objective <= limits.gap * Math.abs(found.objective));
  };
  const note = ({ nodes: more, stoppedByClock: clock }: Solution): void => {
    nodes += more;
    stoppedByClock ||= clock;
  };

  say("common decisions whole, later ones relaxed");
  const integer = new Uint8Array(extensive.model.integer.length);
  for (const { column } of rootColumns(extensive)) integer[column] = 1;
  const [relaxed, linear] = await Promise.all([
    pool.solve({ ...extensive.model, integer }, { limits: half }),
    pool.solve({ ...extensive.model, integer: new Uint8Array(integer.length) }, { limits: exactly }),
  ]);
  note(relaxed);
  tighten(relaxed.bound, "the extensive form with later decisions relaxed");
  if (relaxed.values.length > 0) await attempt({ first: firstStageOf(extensive, relaxed.values, extensive) });
  say("first stages of single scenarios");
  for (const candidate of candidates) if (!signal?.aborted || tried.length === 0) await attempt(candidate);
  if (done() || linear.duals.length === 0) return finished();
  say("scenarios apart at common prices");
  const prices = pricesOf(extensive, linear, ids, probabilities, risk);
  const apart = await Promise.all(
    blocks.map(async (block, b) => {
      const model = { ...block.model, ...priced(block, prices) };
      const start = await complete(block, model, known(undefined)(b), pool, limits);
      return pool.solve(model, { limits: half, ...(start ? { start } : {}) });
    }),
  );
  apart.forEach(note);
  tighten(
    apart.reduce((sum, solution) => sum + (solution.bound ?? Infinity), 0),
    "scenarios apart at common prices",
  );
  for (const [b, { values }] of apart.entries())
    if (values.length > 0 && !done()) await attempt({ first: firstStageOf(blocks[b]!, values, extensive), starts: startsOf(blocks[b]!.drafts[0]!, values) });
  if (done()) return finished();
  say("extensive form");
  const start = best();
  const all = await pool.solve(extensive.model, { limits, ...(start ? { start: wholeStart(extensive.model, start.values) } : {}) });
  note(all);
  tighten(all.bound, "the extensive form");
  if (all.values.length > 0) {
    const worths = extensive.worths.map((worth) => at(worth, all.values));
    const first = firstStageOf(extensive, all.values, extensive);
    const objective = measured(worths, probabilities, risk);
    const same = tried.findIndex((one) => sameStage(one.first, first));
    if (same === -1) tried.push({ first, objective, bound: Infinity, worths, values: all.values });
    else if (objective > tried[same]!.objective) tried[same] = { ...tried[same]!, objective, worths, values: all.values };
  }
  return finished();

  function finished(): Search | undefined {
    const found = best();
    return found && { best: found, tried, failed, bound: Math.max(bound, found.objective), boundFrom, nodes, stoppedByClock };
  }
}

/** Costs of a block at common prices: worths by weight, less the multipliers on the root's columns. */
function priced({ model, members, worths, shared }: Extensive, { weights, multipliers }: Prices): { readonly cost: Float64Array; readonly offset: number } {
  const cost = new Float64Array(model.columns.length);
  let offset = 0;
  for (const [position, { columns, factors, constant }] of worths.entries()) {
    const weight = weights[members[position]!]!;
    offset += weight * constant;
    for (let i = 0; i < columns.length; i++) cost[columns[i]!]! += weight * factors[i]!;
  }
  for (const { node, family, index, column } of shared) if (node === "") for (const s of members) cost[column]! -= multipliers[s]!.get(nameOf(family, index)) ?? 0;
  return { cost, offset };
}
