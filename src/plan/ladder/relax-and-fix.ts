// How is a long calendar decided a few quarters at a time? The near quarters whole and the far ones in fractions; then the nearest are fixed and the window moves on.

import type { Place } from "./whole-columns.ts";
import type { Trial } from "./trial.ts";

/** Quarters whole at once, and quarters fixed before the window moves on. */
const window = 6;
const roll = 4;

/** Each window's own problem need not be solved nearer than this share of the gap asked for, nor with more nodes than this. */
const windowGap = 0.5;
const windowNodes = 1;

/**
 * Relax and fix over the quarters `from` .. `count - 1`. Whole numbers of fixed quarters keep their values; a window without a solution ends the
 * walk, and the best plan stays what it was.
 */
export async function relaxAndFix(trial: Trial, places: readonly Place[], count: number, gap: number): Promise<void> {
  const { lower, upper } = trial.patch;
  const fixedLower = Float64Array.from(lower);
  const fixedUpper = Float64Array.from(upper);
  for (let begin = 0; begin < count && !trial.over; begin += roll) {
    const end = begin + window;
    const last = end >= count;
    const integer = new Uint8Array(lower.length);
    for (const { column, t } of places) if (last || t < end) integer[column] = 1;
    const solution = await trial.solve(
      { lower: Float64Array.from(fixedLower), upper: Float64Array.from(fixedUpper), integer },
      { gap: windowGap * gap, nodes: windowNodes, seconds: Math.max(1, trial.secondsLeft / 3) },
      { keep: last },
    );
    if (solution.values.length === 0 || last) return;
    for (const { column, t } of places) if (t < begin + roll) fixedLower[column] = fixedUpper[column] = Math.round(solution.values[column]!);
  }
}
