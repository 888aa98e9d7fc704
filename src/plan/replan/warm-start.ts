// How does the search begin from the last plan? With its past held as far as the new inputs allow, and its whole numbers as the first answer.

import { fixedAt, type Frame, frameOf, solveStages } from "../bench.ts";
import type { Baseline } from "./baseline.ts";
import { type Draft, facilitiesOf, none } from "../columns.ts";
import { feedOf, firstSideOf } from "../feeds.ts";
import { owedIn } from "../coverage-tests.ts";
import { placed } from "./dated-decisions.ts";
import type { Decisions } from "../plan.ts";
import type { Staged } from "../draft.ts";
import { type HeldPast, holdPast } from "./held-past.ts";
import type { LinearModel } from "../lp/model.ts";
import { running } from "../round.ts";
import type { Session, Start } from "../lp/solver.ts";

export interface Last {
  readonly past: HeldPast;
  /** The model with the past held. */
  readonly model: LinearModel;
  /** The last plan's whole numbers, as far as the model's bounds leave them. */
  readonly start: Start;
  /** The last plan completed in it; empty where the new inputs do not let it stand as it is. */
  readonly values: Float64Array;
}

/** Holds all of the past where some plan can follow it; else what was built, and lets its work and money follow from the new inputs. */
export async function holdLast({ draft, model, stages }: Staged, session: Session, baseline: Baseline): Promise<Last> {
  const completed = async (past: HeldPast): Promise<Last> => {
    const bounded = { ...model, lower: past.lower, upper: past.upper, rowLower: past.rowLower, rowUpper: past.rowUpper };
    const start = lastStart(draft, baseline.decisions, past.lower, past.upper);
    const { values } = await solveStages(session, stages, fixedAt(frameOf(bounded), start));
    return { past, model: bounded, start, values };
  };
  const built = holdPast(draft, model, baseline, "built");
  if (baseline.departed || baseline.free === 0) return completed(built);
  const everything = holdPast(draft, model, baseline, "everything");
  // What ran, worked or was paid where the new inputs forbid it did not happen like that: it follows from what was built.
  if (everything.broken.length > built.broken.length) return completed(built);
  const whole = await completed(everything);
  if (whole.values.length > 0 || (await possible(session, stages.slice(0, 1), frameOf(whole.model)))) return whole;
  return completed(built);
}

/** Whether the linear programme without whole numbers has an answer in the frame. */
async function possible(session: Session, stages: Staged["stages"], frame: Frame): Promise<boolean> {
  return (await solveStages(session, stages, { ...frame, integer: new Uint8Array(frame.integer.length) })).values.length > 0;
}

/** The last plan's whole numbers as a start for the search: what the model's bounds leave of them. */
export function lastStart(draft: Draft, decisions: Decisions, lower: Float64Array, upper: Float64Array): Start {
  const values = new Map<number, number>();
  const put = (column: number, value: number) => {
    if (column !== none) values.set(column, Math.min(upper[column]!, Math.max(lower[column]!, value)));
  };
  for (const { column, value, kind } of placed(draft, decisions)) if (kind === "opening" || kind === "start") put(column, value);
  for (const [s, { id, options }] of draft.study.sites.entries())
    for (const [k, option] of options.entries()) put(draft.sites[s]!.options[k]!, decisions.sites[id]?.options.includes(option.id) ? 1 : 0);
  for (const [s, site] of draft.study.sites.entries()) {
    const firstSide = firstSideOf(site, (k) => site.options[k]!.option.committed || decisions.sites[site.id]?.options.includes(site.options[k]!.id) === true);
    for (const [k, column] of draft.sites[s]!.side.entries()) put(column, firstSide.has(feedOf(site.options[k]!)) ? 1 : 0);
  }
  for (const { busy, starts } of draft.sites) for (const [t, column] of busy.entries()) put(column, starts.some((kind) => (values.get(kind[t]!) ?? 0) > 0) ? 1 : 0);
  const places = [...draft.study.sites, ...draft.study.clouds].map(({ id }) => id);
  for (const [m, { id }] of draft.study.trainings.entries()) for (const [p, column] of draft.campus[m]!.entries()) put(column, decisions.campus[id] === places[p] ? 1 : 0);
  for (const [l, [id]] of facilitiesOf(draft.study).entries()) {
    const debt = running((decisions.draws[id] ?? []).map((draw, t) => draw - (decisions.repayments[id]?.[t] ?? 0)));
    for (const [t, column] of draft.money.owed[l]!.entries()) put(column, owedIn(debt, t) ? 1 : 0);
  }
  const indices = Int32Array.from(values.keys()).toSorted();
  return { indices, values: Float64Array.from(indices, (column) => values.get(column)!) };
}
