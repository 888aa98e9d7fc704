// Which futures may come? Scenarios drawn from the programme's uncertain entries: many by Latin hypercube, a few that stand for them.

import type { Programme } from "../../programme/programme.ts";
import { drawMoves } from "../../programme/uncertain/draws.ts";
import { type Move, valueOf } from "../../programme/uncertain/move.ts";
import { meanOf, rangeOf } from "../../programme/uncertain/outcome.ts";
import { reduce } from "./reduce.ts";
import { revealedAt } from "./revealed.ts";
import type { Scenario, ScenarioTree } from "./scenario.ts";

export interface DrawOptions {
  /** Scenarios to keep; in three stages the nearest product of branches not above it. */
  readonly scenarios: number;
  /** Draws that the scenarios are chosen from. */
  readonly draws: number;
  readonly seed: number;
  /** Quarters from the calendar's start until which decisions are common. */
  readonly horizon: number;
  readonly stages: 2 | 3;
}

/** How well the scenarios kept stand for the draws. */
export interface Reduction {
  readonly draws: number;
  /** Mean distance from a draw to the scenario that stands for it; each entry's range counts as 1. */
  readonly distance: number;
  /** By entry: mean of its distribution and of the scenarios kept (a factor, or quarters late). */
  readonly means: readonly { readonly path: string; readonly stated: number; readonly kept: number }[];
}

export interface Drawn {
  readonly tree: ScenarioTree;
  readonly reduction: Reduction;
}

/** Draws scenarios. */
export function drawScenarios(programme: Programme, options: DrawOptions): Drawn {
  const { uncertain } = programme;
  const entries = uncertain.map((_, entry) => entry);
  const horizon = Math.min(options.horizon, programme.calendar.quarters);
  const second = Math.min(horizon + between, programme.calendar.quarters);
  const late = options.stages === 3 ? entries.filter((entry) => revealedAt(programme, uncertain[entry]!) >= second) : [];
  const early = entries.filter((entry) => !late.includes(entry));
  // Where all is known by the second parting, or nothing before it, there is one parting only.
  const branchCount = late.length === 0 ? options.scenarios : early.length === 0 ? 1 : Math.max(1, Math.round(Math.sqrt(options.scenarios)));
  const branches = kept(programme, early, branchCount, options);
  const leaves =
    options.stages === 3 ? kept(programme, late, Math.max(1, Math.floor(options.scenarios / branchCount)), options) : { groups: [{ probability: 1, moves: [] }], distance: 0 };
  const tree: ScenarioTree = {
    scenarios: branches.groups.flatMap((branch, b) =>
      leaves.groups.map((leaf, l): Scenario => ({
        id: name(b * leaves.groups.length + l),
        probability: branch.probability * leaf.probability,
        moves: [...branch.moves, ...leaf.moves].toSorted((one, other) => one.entry - other.entry),
      })),
    ),
    horizon,
    ...(options.stages === 3 ? { second } : {}),
    branches: branches.groups.flatMap((_, b) => leaves.groups.map(() => b)),
  };
  const means = uncertain.map((entry, position) => ({
    path: entry.path,
    stated: meanOf(entry),
    kept: tree.scenarios.reduce((mean, { probability, moves }) => mean + probability * valueOf(moves.find((move) => move.entry === position)!), 0),
  }));
  return { tree, reduction: { draws: options.draws, distance: branches.distance + leaves.distance, means } };
}

/** Quarters between the first parting of the scenarios and the second. */
const between = 4;

/** Some of the entries drawn and reduced. */
function kept(
  programme: Programme,
  entries: readonly number[],
  count: number,
  { draws, seed }: DrawOptions,
): { readonly groups: readonly { readonly probability: number; readonly moves: readonly Move[] }[]; readonly distance: number } {
  const { uncertain } = programme;
  if (entries.length === 0) return { groups: [{ probability: 1, moves: [] }], distance: 0 };
  const size = Math.max(draws, count);
  const drawn = drawMoves(uncertain, entries, size, seed);
  const points = drawn.map((moves) => moves.map((move) => valueOf(move) / (rangeOf(uncertain[move.entry]!) || 1)));
  const { kept: chosen, probabilities, distance } = reduce(points, count);
  return { groups: chosen.map((draw, position) => ({ probability: probabilities[position]!, moves: drawn[draw]! })), distance };
}

function name(position: number): string {
  return `s${String(position + 1).padStart(2, "0")}`;
}
