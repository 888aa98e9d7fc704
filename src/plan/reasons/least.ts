// What is the least that has to give way? A search over whole numbers, place by place of the run that is hardest to place: with its place fixed a bound is worth something.

import type { LinearModel } from "../lp/model.ts";
import type { Solution, Solver } from "../lp/solver.ts";
import { effort } from "./effort.ts";
import { ProofTree, type Verdict } from "./proof-tree.ts";

export interface Least {
  /** Column values; empty where nothing was found. */
  readonly values: Float64Array;
  readonly objective: number;
  /** Whether nothing less is possible, but for the gap of `effort`. */
  readonly proved: boolean;
}

/** Simplex iterations of a place's linear programme. */
const relaxation = { gap: 0, nodes: 1, iterations: 20_000, seconds: 300, seed: 1 };

/**
 * The solution with the greatest objective, as near as the effort lets it: the best at the place whose linear relaxation is best, and then, as long as a tree of linear
 * programmes finds one that is better by more than the gap, the best at the place of that.
 * @param elastic a model whose objective is minus what gives way
 */
export async function leastOf(elastic: LinearModel, solver: Solver, signal?: AbortSignal): Promise<Least> {
  const limits = effort(elastic, 1);
  const places = await placesOf(elastic, solver);
  if (places === undefined) {
    const { values, objective, status } = await solver.solve(elastic, { limits });
    return { values, objective: objective ?? -Infinity, proved: settled(status) };
  }
  const open = new Set(places);
  let best: Least = { values: new Float64Array(), objective: -Infinity, proved: false };
  for (let place: number | undefined = places[0]; place !== undefined;) {
    const found = await solver.solve({ ...elastic, ...at(elastic, places, place) }, { limits });
    if (found.values.length > 0 && found.objective! > best.objective) best = { values: found.values, objective: found.objective!, proved: false };
    if (!settled(found.status)) return best;
    open.delete(place);
    if (best.values.length === 0) {
      [place] = open;
      continue;
    }
    const better = await betterElsewhere(elastic, places, open, best.objective + limits.gap * Math.abs(best.objective), solver, signal);
    if (better.holds === undefined) return best;
    if (better.holds === false) return { ...best, proved: true };
    best = { values: better.values, objective: valueOf(elastic, better.values), proved: false };
    place = [...open].find((column) => better.values[column]! > 0.5);
  }
  return best;
}

/** Whether there is a solution of at least `enough` at any place that is open, or nowhere. */
async function betterElsewhere(elastic: LinearModel, places: readonly number[], open: ReadonlySet<number>, enough: number, solver: Solver, signal?: AbortSignal): Promise<Verdict> {
  const upper = elastic.upper.slice();
  for (const column of places) if (!open.has(column)) upper[column] = 0;
  const tree = new ProofTree({ ...withFloor(elastic, enough), upper }, [], solver, signal);
  try {
    return await tree.verdict(new Set());
  } finally {
    await tree.close();
  }
}

const valueOf = ({ cost, offset }: LinearModel, values: Float64Array): number => values.reduce((sum, value, column) => sum + value * cost[column]!, offset);

const settled = (status: Solution["status"]): boolean => status === "optimal" || status === "gap" || status === "infeasible";

/** Places of the run that the linear relaxation spreads most, where any plan can be, the one with the best relaxation first; undefined where it spreads none. */
async function placesOf(elastic: LinearModel, solver: Solver): Promise<readonly number[] | undefined> {
  const session = await solver.open({ ...elastic, integer: new Uint8Array(elastic.integer.length) });
  try {
    const relaxed = await session.solve({ limits: relaxation });
    const run = spreadRun(elastic, relaxed);
    if (run === undefined) return undefined;
    const places: { readonly column: number; readonly bound: number }[] = [];
    for (const column of run) {
      const { status, objective } = await session.solve({ limits: relaxation }, at(elastic, run, column));
      if (status !== "infeasible") places.push({ column, bound: objective ?? relaxed.objective! });
    }
    return places.toSorted((one, other) => other.bound - one.bound || one.column - other.column).map(({ column }) => column);
  } finally {
    await session.close();
  }
}

function spreadRun({ columns, integer }: LinearModel, { values }: Solution): readonly number[] | undefined {
  if (values.length === 0) return undefined;
  const runs = new Map<string, number[]>();
  for (const [column, flag] of integer.entries()) {
    if (flag === 0) continue;
    const { family, index } = columns.key(column);
    if (family === "campus") runs.set(index[0]!, [...(runs.get(index[0]!) ?? []), column]);
  }
  const largest = (run: readonly number[]): number => Math.max(...run.map((column) => values[column]!));
  const spread = [...runs.values()].filter((run) => run.some((column) => values[column]! > 1e-6 && values[column]! < 1 - 1e-6));
  return spread.toSorted((one, other) => largest(one) - largest(other))[0];
}

/** Bounds in which the run is at one place. */
function at(elastic: LinearModel, run: readonly number[], column: number): Pick<LinearModel, "lower" | "upper"> {
  const lower = elastic.lower.slice();
  const upper = elastic.upper.slice();
  for (const other of run) upper[other] = 0;
  lower[column] = upper[column] = 1;
  return { lower, upper };
}

/** The model with its objective, at least so much, as one more row. */
function withFloor(elastic: LinearModel, least: number): LinearModel {
  const { cost, offset, rows, starts, indices, values, rowLower, rowUpper } = elastic;
  const costed = [...cost.keys()].filter((column) => cost[column] !== 0);
  return {
    ...elastic,
    rows: { length: rows.length + 1, key: (row) => (row < rows.length ? rows.key(row) : { family: "least", index: [], unit: "" }) },
    starts: Int32Array.from([...starts, values.length + costed.length]),
    indices: Int32Array.from([...indices, ...costed]),
    values: Float64Array.from([...values, ...costed.map((column) => cost[column]!)]),
    rowLower: Float64Array.from([...rowLower, least - offset]),
    rowUpper: Float64Array.from([...rowUpper, Infinity]),
  };
}
