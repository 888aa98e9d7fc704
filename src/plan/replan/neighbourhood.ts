// Where does the search for a re-plan look first? Near the last plan: whole numbers on which two answers agree are fixed, and what is left is a small problem.

import type { Frame } from "../bench.ts";
import type { Start } from "../lp/solver.ts";

/**
 * The frame with every whole-number column fixed at which a point comes to the last plan's own value ("relaxation induced neighbourhood",
 * Danna, Rothberg and Le Pape, Mathematical Programming 102, 2005).
 * @param last whole numbers of the last plan, within the frame's bounds
 * @param point values of all columns: an answer of the linear programme without whole numbers, or a plan
 */
export function neighbourhood(frame: Frame, last: Start, point: Float64Array): Frame {
  const lower = Float64Array.from(frame.lower);
  const upper = Float64Array.from(frame.upper);
  for (const [position, column] of last.indices.entries()) {
    const value = last.values[position]!;
    if (frame.integer[column] === 1 && Math.abs(point[column]! - value) < whole) lower[column] = upper[column] = value;
  }
  return { ...frame, lower, upper };
}

/** Below this a number is whole: the solver's own tolerance, and a little. */
const whole = 1e-5;
