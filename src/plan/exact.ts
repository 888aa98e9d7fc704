// How does a search's answer become a plan in whole racks? The linear programmes at the fixed whole numbers, and the one rounding step between them.

import { type Frame, fixedAt, rackColumns, solveStages, type Stages, wholeColumns, wholeRackColumns } from "./bench.ts";
import { type Draft, none } from "./columns.ts";
import { exactly, type Session, type Start } from "./lp/solver.ts";
import type { Aim, Stage } from "./objectives/stages.ts";
import { withoutRepeatedBounds } from "./reasons/binding.ts";
import { wholeRacks } from "./whole.ts";

export interface Exact<Kind extends Aim = Stage> {
  /** The stages at the fixed whole numbers, racks in fractions: what binds is read from their duals. */
  readonly linear: Stages<Kind>;
  /** The same with whole racks: the plan. */
  readonly whole: Stages<Kind>;
}

/**
 * Fixes a solution's whole numbers, then its racks.
 * @param promised what the plan is to keep of each stage's result, in the linear programme's units; whole racks are searched for where the nearest miss it; without it each stage keeps what it reaches at the fixed numbers
 * @throws Error when no whole racks near it keep every rule
 */
export async function exact<Kind extends Aim>(
  draft: Draft,
  session: Session,
  stages: readonly Kind[],
  frame: Frame,
  values: Float64Array,
  promised?: readonly number[],
): Promise<Exact<Kind>> {
  const start = wholeColumns(frame.integer, values);
  const asked = promised ? { promised } : {};
  const linear = await solveStages(session, stages, fixedAt(withoutRepeatedBounds(draft, frame), start), { ...asked, options: () => ({ limits: exactly, ranging: true }) });
  const nearest = wholeRacks(draft, linear.values.length > 0 ? linear.values : values);
  const rounded = await solveStages(session, stages, fixedAt(frame, start, rackColumns(draft, nearest)), asked);
  if (rounded.values.length > 0 && keeps(rounded, promised)) return { linear, whole: rounded };
  const whole = await searched(draft, session, stages, frame, start, promised);
  if (whole && (rounded.values.length === 0 || keeps(whole, promised))) return { linear, whole };
  if (rounded.values.length === 0) throw new Error("whole racks leave no plan: a rule holds only for fractions of racks");
  return { linear, whole: rounded };
}

/** Every stage but the last reaches what was promised of it. */
function keeps({ results }: Stages<Aim>, promised?: readonly number[]): boolean {
  return promised === undefined || results.slice(0, -1).every(({ reached }, position) => reached >= (promised[position] ?? -Infinity));
}

/** Whole racks by search, where rules or promises are so tight that the nearest whole numbers break them. */
async function searched<Kind extends Aim>(
  draft: Draft,
  session: Session,
  stages: readonly Kind[],
  frame: Frame,
  start: Start,
  promised?: readonly number[],
): Promise<Stages<Kind> | undefined> {
  const asked = promised ? { promised } : {};
  const integer = wholeRackColumns(draft, new Uint8Array(frame.integer.length));
  const limits = { ...exactly, gap: 1e-3, nodes: 2000, seconds: 60 };
  const found = await solveStages(session, stages, { ...fixedAt(frame, start), integer }, { ...asked, options: () => ({ limits }) });
  if (found.values.length === 0) return undefined;
  const whole = found.values.map((value, column) => (integer[column] === 1 ? Math.round(value) : value));
  for (const site of draft.sites) for (const kind of site.standing) for (const column of kind) if (column !== none) whole[column] = Math.round(whole[column]!);
  const fixed = await solveStages(session, stages, fixedAt(frame, start, rackColumns(draft, whole)), asked);
  return fixed.values.length > 0 ? fixed : undefined;
}
