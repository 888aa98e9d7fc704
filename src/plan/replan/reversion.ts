// How far can a plan go back to the last one? Site by site (and run by run) its whole numbers are set to the last plan's, as long as every stage keeps what it must.

import { fixedAt, type Frame, solveStages, wholeColumns } from "../bench.ts";
import type { Held } from "../held.ts";
import type { LinearModel } from "../lp/model.ts";
import type { Start } from "../lp/solver.ts";
import { at, type Stage } from "../objectives/stages.ts";

/**
 * @param frame with what earlier stages reached as row bounds
 * @param change the stage of least change
 * @param best a plan in the frame
 * @returns values of a plan in the frame with no more change than `best`
 */
export async function revertedTo(last: Start, held: Held, model: LinearModel, frame: Frame, change: Stage, best: Float64Array): Promise<Float64Array> {
  const lastly = new Map(Array.from(last.indices, (column, position) => [column, last.values[position]!]));
  let now = best;
  for (const columns of parts(model, frame, lastly, best)) {
    if (held.stopped()) break;
    const start = wholeColumns(frame.integer, now);
    const tried = { ...start, values: start.values.map((value, position) => (columns.has(start.indices[position]!) ? lastly.get(start.indices[position]!)! : value)) };
    const { values } = await held.stoppable(() => solveStages(held.session, [change], fixedAt(frame, tried)));
    if (values.length > 0 && at(change, values) >= at(change, now)) now = values;
  }
  return now;
}

/** Columns that differ, by site or milestone; where most differs first. */
function parts(model: LinearModel, frame: Frame, last: ReadonlyMap<number, number>, best: Float64Array): Set<number>[] {
  const found = new Map<string, { readonly columns: Set<number>; off: number }>();
  for (const [column, value] of last) {
    const off = Math.abs(Math.round(best[column]!) - value);
    if (frame.integer[column] !== 1 || off === 0) continue;
    const subject = model.columns.key(column).index[0]!;
    const part = found.get(subject) ?? { columns: new Set<number>(), off: 0 };
    part.columns.add(column);
    part.off += off;
    found.set(subject, part);
  }
  return [...found.values()].toSorted((one, other) => other.off - one.off).map(({ columns }) => columns);
}
