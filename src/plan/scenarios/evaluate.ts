// What is a first stage worth when every scenario does its best with it? Each scenario solved with the common decisions held, then all joined.

import type { LinearModel } from "../lp/model.ts";
import { complete, type Starts } from "./complete.ts";
import { exactly, type SolveLimits, type Start } from "../lp/solver.ts";
import { at, type Extensive } from "./extensive.ts";
import { type FirstStage, held, nameOf } from "./first-stage.ts";
import type { Pool } from "./pool.ts";
import { measured, type Risk } from "./risk.ts";
import { weighted } from "./stage.ts";

export interface Evaluation {
  readonly first: FirstStage;
  /** Risk measure of the scenarios' measures, as it is maximised; of the joined plan. */
  readonly objective: number;
  /** No plan with this first stage comes to more. */
  readonly bound: number;
  /** The measure of each scenario, as it is maximised. */
  readonly measures: readonly number[];
  /** Columns of the extensive form. */
  readonly values: Float64Array;
}

/** What a tree's solves are made of. */
export interface Parts {
  readonly extensive: Extensive;
  /** One for each branch of the tree. */
  readonly blocks: readonly Extensive[];
  readonly probabilities: readonly number[];
  readonly risk: Risk;
}

/**
 * Solves every block with a first stage held, then all together with their whole numbers fixed: so what is shared and not whole is best for all.
 * @param known buildings of plans to start from, by block
 * @param before columns of the extensive form that keep everything with this first stage: the start of every block, instead of what is known
 * @returns undefined where a scenario has no plan with this first stage, or Ctrl-C came first
 */
export async function evaluate(
  { extensive, blocks, probabilities, risk }: Parts,
  first: FirstStage,
  known: (block: number) => readonly Starts[],
  pool: Pool,
  limits: SolveLimits,
  before?: Float64Array,
): Promise<Evaluation | undefined> {
  const found = await Promise.all(
    blocks.map(async (block, b) => {
      const model = held(block, first);
      const own = weighted(limits, weightOf(block, probabilities));
      const start = before ? startFrom(extensive, before, block) : await complete(block, model, known(b), pool, own);
      return pool.solve(model, { limits: own, ...(start ? { start } : {}) });
    }),
  );
  if (found.some(({ values }) => values.length === 0)) return undefined;
  const numbers = columnNumbers(extensive.model);
  const lower = Float64Array.from(extensive.model.lower);
  const upper = Float64Array.from(extensive.model.upper);
  for (const [b, { model }] of blocks.entries())
    for (let column = 0; column < model.columns.length; column++) {
      if (model.integer[column] !== 1) continue;
      const { family, index } = model.columns.key(column);
      const target = numbers.get(nameOf(family, index))!;
      lower[target] = upper[target] = Math.round(found[b]!.values[column]!);
    }
  const joined = await pool.finish({ ...extensive.model, lower, upper, integer: new Uint8Array(lower.length) }, { limits: exactly });
  if (joined.values.length === 0) return undefined;
  const measures = extensive.measures.map((measure) => at(measure, joined.values));
  return {
    first,
    objective: measured(measures, probabilities, risk),
    bound: boundOf(
      blocks,
      found.map(({ bound }) => bound ?? Infinity),
      probabilities,
      risk,
    ),
    measures,
    values: joined.values,
  };
}

/** A bound on the measure from bounds on the blocks, whose objective is the probable measure of their members; the risk measure rises with each of them. */
function boundOf(blocks: readonly Extensive[], bounds: readonly number[], probabilities: readonly number[], risk: Risk): number {
  if (risk.aversion === 0) return bounds.reduce((sum, bound) => sum + bound, 0);
  if (blocks.some(({ members }) => members.length > 1)) return Infinity;
  const measures = probabilities.map(() => 0);
  for (const [b, { members }] of blocks.entries()) measures[members[0]!] = bounds[b]! / probabilities[members[0]!]!;
  return measured(measures, probabilities, risk);
}

/** How much of the measure a block's objective counts. */
export function weightOf({ members }: Extensive, probabilities: readonly number[]): number {
  return members.reduce((total, s) => total + probabilities[s]!, 0);
}

/** The whole numbers of a block as they stand in a solution of the extensive form. */
export function startFrom(extensive: Extensive, values: Float64Array, { model }: Extensive): Start {
  const numbers = columnNumbers(extensive.model);
  const indices = Int32Array.from([...model.integer.keys()].filter((column) => model.integer[column] === 1));
  return {
    indices,
    values: Float64Array.from(indices, (column) => {
      const { family, index } = model.columns.key(column);
      return Math.round(values[numbers.get(nameOf(family, index))!]!);
    }),
  };
}

/** Numbers of the whole-number columns by name. */
function columnNumbers({ columns, integer }: LinearModel): Map<string, number> {
  const out = new Map<string, number>();
  for (let column = 0; column < columns.length; column++) {
    if (integer[column] !== 1) continue;
    const { family, index } = columns.key(column);
    out.set(nameOf(family, index), column);
  }
  return out;
}
