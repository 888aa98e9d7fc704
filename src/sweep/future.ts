// What is one future of a sweep, and which are there? Points of the axes, each with the same draws of what is uncertain and the same seeds of chance.

import type { Programme } from "../programme/programme.ts";
import { drawMoves } from "../programme/uncertain/draws.ts";
import type { Move } from "../programme/uncertain/move.ts";

export interface Future {
  /** Position among all futures of the sweep. */
  readonly index: number;
  /** Position of its point of the axes. */
  readonly point: number;
  /** Its draw of the uncertain entries; -1 where they stand as stated. */
  readonly draw: number;
  /** Seed of its weather, prices and failures. */
  readonly seed: number;
  /** Among the futures of its point. */
  readonly probability: number;
  readonly moves: readonly Move[];
}

export interface FutureChoices {
  /** Draws of the uncertain entries; 0: everything as stated. */
  readonly draws: number;
  /** Seeds of chance. */
  readonly seeds: number;
  /** Names the draws, and is the first seed of chance. */
  readonly seed: number;
  /** Points of the axes. */
  readonly points: number;
}

/**
 * The futures in order of point, then as drawn. A point has as many as the larger of `draws` and `seeds`; the smaller number goes round, so that a seed that comes back meets another draw.
 * Every point has the same draws and seeds (common random numbers): points differ by what the axes say and by nothing else.
 */
export function futuresOf({ uncertain }: Pick<Programme, "uncertain">, { draws, seeds, seed, points }: FutureChoices): Future[] {
  const entries = uncertain.map((_, entry) => entry);
  const drawn = entries.length === 0 ? [] : drawMoves(uncertain, entries, draws, seed);
  const each = Math.max(drawn.length, seeds);
  return Array.from({ length: points * each }, (_, index): Future => {
    const position = index % each;
    const draw = drawn.length === 0 ? -1 : position % drawn.length;
    return { index, point: Math.floor(index / each), draw, seed: seed + (position % seeds), probability: 1 / each, moves: draw < 0 ? [] : drawn[draw]! };
  });
}
