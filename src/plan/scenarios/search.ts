// Which common decisions are best? Scenarios solved apart give candidates and bounds; the extensive form settles what they leave open.

import { greedy } from "../greedy.ts";
import type { LinearModel } from "../lp/model.ts";
import { exactly, gapOf, type Solution, type SolveLimits, type Start } from "../lp/solver.ts";
import { complete, type Starts, startsOf, wholeStart } from "./complete.ts";
import { evaluate, type Evaluation, type Parts, startFrom } from "./evaluate.ts";
import { at, type Extensive } from "./extensive.ts";
import { type FirstStage, firstStageOf, nameOf, rootColumns, sameStage } from "./first-stage.ts";
import type { Pool } from "./pool.ts";
import { type Prices, pricesOf } from "./prices.ts";
import { measured } from "./risk.ts";
import { weighted } from "./stage.ts";

/** A scenario as if one knew from the start that it comes. */
export interface Foreseen {
  /** What the measure comes to, as it is maximised. */
  readonly measure: number;
  readonly bound: number;
  readonly first: FirstStage;
  /** Columns of its own model. */
  readonly values: Float64Array;
  readonly starts: Starts;
}

export interface Search {
  /** The best common plan found. */
  readonly best: Evaluation;
  /** Every first stage tried that all scenarios can go on from, and those that some cannot. */
  readonly tried: readonly Evaluation[];
  readonly failed: readonly FirstStage[];
  /** No common plan comes to more, as it is maximised. */
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
 * Solves every block with nothing held in common: first those that a known plan or the greedy one fits, then the rest from the plans found.
 * @param known whole numbers of a plan of a block, where there is one
 * @returns undefined for a scenario that has no plan, or that Ctrl-C left undone
 */
export async function foresee(
  blocks: readonly Extensive[],
  within: Extensive,
  probabilities: readonly number[],
  { pool, limits, signal }: SearchOptions,
  known: (block: number) => Start | undefined = () => undefined,
): Promise<(Foreseen | undefined)[]> {
  const solved = async (b: number, start: Start | undefined): Promise<Foreseen | undefined> => {
    const { model, drafts, measures } = blocks[b]!;
    if (signal?.aborted) return undefined;
    const found = await pool.solve(model, { limits: weighted(limits, probabilities[b]!), ...(start ? { start } : {}) });
    if (found.values.length === 0) return undefined;
    return {
      measure: at(measures[0]!, found.values),
      bound: (found.bound ?? Infinity) / probabilities[b]!,
      first: firstStageOf(blocks[b]!, found.values, within),
      starts: startsOf(drafts[0]!, found.values),
      values: found.values,
    };
  };
  const fits = await Promise.all(
    blocks.map(async ({ model, drafts }, b) => {
      const own = known(b);
      if (own) return own;
      const start = greedy(drafts[0]!);
      const { values } = await pool.solve(fixed(model, start), { limits: exactly });
      return values.length > 0 ? start : undefined;
    }),
  );
  const found = await Promise.all(fits.map((start, b) => (start ? solved(b, start) : undefined)));
  const others = found.flatMap((one) => (one ? [one.starts] : []));
  return Promise.all(found.map(async (one, b) => one ?? (fits[b] ? undefined : solved(b, await complete(blocks[b]!, blocks[b]!.model, others, pool, limits)))));
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
 * @param candidates first stages to try, each with the buildings it came with: those to compare in any case, the others as long as the best is not near enough
 * @param foreseen the scenarios with perfect foresight; undefined where that is not known
 * @param before the common plan of the stage before: it keeps all that this one must
 * @returns undefined when no common plan was found
 */
export async function search(
  parts: Parts,
  ids: readonly string[],
  { compared, others }: { readonly compared: readonly Candidate[]; readonly others: readonly Candidate[] },
  foreseen: readonly (Foreseen | undefined)[],
  options: SearchOptions,
  before?: Evaluation,
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
    const found = await evaluate(parts, first, known(starts), pool, half, before && sameStage(before.first, first) ? before.values : undefined);
    if (found) tried.push(found);
    else failed.push(first);
  };
  const best = (): Evaluation | undefined => [...tried, ...(before ? [before] : [])].toSorted((one, other) => other.objective - one.objective)[0];
  const done = (): boolean => {
    const found = best();
    return found !== undefined && (signal?.aborted === true || gapOf(bound, found.objective, limits.atLeast) <= limits.gap);
  };
  const note = ({ nodes: more, stoppedByClock: clock }: Solution): void => {
    nodes += more;
    stoppedByClock ||= clock;
  };

  say("common decisions whole, later ones relaxed");
  const integer = new Uint8Array(extensive.model.integer.length);
  for (const { column } of rootColumns(extensive)) integer[column] = 1;
  const [relaxed, linear] = await Promise.all([
    pool.solve({ ...extensive.model, integer }, { limits: half, ...(before ? { start: wholeStart({ ...extensive.model, integer }, before.values) } : {}) }),
    pool.solve({ ...extensive.model, integer: new Uint8Array(integer.length) }, { limits: exactly }),
  ]);
  note(relaxed);
  tighten(relaxed.bound, "the extensive form with later decisions relaxed");
  if (relaxed.values.length > 0) await attempt({ first: firstStageOf(extensive, relaxed.values, extensive) });
  say("first stages of single scenarios");
  for (const candidate of [...(before ? [before] : []), ...compared]) if (!signal?.aborted || best() === undefined) await attempt(candidate);
  for (const candidate of others) if (!done()) await attempt(candidate);
  if (done() || linear.duals.length === 0) return finished();
  say("scenarios apart at common prices");
  const prices = pricesOf(extensive, linear, ids, probabilities, risk);
  const apart = await Promise.all(
    blocks.map(async (block, b) => {
      const model = { ...block.model, ...priced(block, prices) };
      const own = weighted(
        half,
        block.members.reduce((total, s) => total + prices.weights[s]!, 0),
      );
      const start = before ? startFrom(extensive, before.values, block) : await complete(block, model, known(undefined)(b), pool, own);
      return pool.solve(model, { limits: own, ...(start ? { start } : {}) });
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
    const measures = extensive.measures.map((measure) => at(measure, all.values));
    const first = firstStageOf(extensive, all.values, extensive);
    const objective = measured(measures, probabilities, risk);
    const same = tried.findIndex((one) => sameStage(one.first, first));
    if (same === -1) tried.push({ first, objective, bound: Infinity, measures, values: all.values });
    else if (objective > tried[same]!.objective) tried[same] = { ...tried[same]!, objective, measures, values: all.values };
  }
  return finished();

  function finished(): Search | undefined {
    const found = best();
    return found && { best: found, tried, failed, bound: Math.max(bound, found.objective), boundFrom, nodes, stoppedByClock };
  }
}

/** Costs of a block at common prices: measures by weight, less the multipliers on the root's columns. */
function priced({ model, members, measures, shared }: Extensive, { weights, multipliers }: Prices): { readonly cost: Float64Array; readonly offset: number } {
  const cost = new Float64Array(model.columns.length);
  let offset = 0;
  for (const [position, { columns, factors, constant }] of measures.entries()) {
    const weight = weights[members[position]!]!;
    offset += weight * constant;
    for (let i = 0; i < columns.length; i++) cost[columns[i]!]! += weight * factors[i]!;
  }
  for (const { node, family, index, column } of shared) if (node === "") for (const s of members) cost[column]! -= multipliers[s]!.get(nameOf(family, index)) ?? 0;
  return { cost, offset };
}
