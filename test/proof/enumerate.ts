// What is the best of all whole choices? Each is a linear programme with its whole numbers fixed, solved one after the other in one session.

import type { PlanningCase } from "../../src/plan/case.ts";
import { columnsOf, type Draft, none } from "../../src/plan/columns.ts";
import { families } from "../../src/plan/families/families.ts";
import { type LinearModel, ModelBuilder } from "../../src/plan/lp/model.ts";
import { exactly, type Solver } from "../../src/plan/lp/solver.ts";
import { objectiveParts, worthOf } from "../../src/plan/objectives/parts.ts";
import type { Programme } from "../../src/programme/programme.ts";
import { type Choice, choicesOf } from "./choices.ts";

/** Rules of whole numbers alone: `choices.ts` keeps them by their sentences, so that their rows are not asked. */
const byHand = new Set(["site.open", "site.fewest", "site.land", "site.phase", "site.pace", "build.crew", "build.equipment", "power.group"]);

/** The model without those rules' rows; a site may start building and take racks from the first quarter on, whatever the planner sees a use for. */
export function openModel(study: PlanningCase): { readonly draft: Draft; readonly model: LinearModel } {
  const builder = new ModelBuilder();
  const draft = columnsOf({ ...study, sites: study.sites.map((site) => ({ ...site, earliest: { start: 0, racks: 0, running: 0 } })) }, builder);
  for (const family of families) if (!byHand.has(family.family)) family.build(draft);
  builder.reward(worthOf(objectiveParts(draft)));
  return { draft, model: builder.build() };
}

/** A choice, and which tests of coverage are made: a lender who is owed nothing makes none, so that each may be made or not, by its column. */
export interface Tested extends Choice {
  readonly owed: ReadonlyMap<number, number>;
}

function* withTests({ money }: Draft, choice: Choice): Generator<Tested> {
  const tests = money.owed.flat().filter((column) => column !== none);
  for (let mask = 0; mask < 2 ** tests.length; mask++) yield { ...choice, owed: new Map(tests.map((column, position) => [column, (mask >> position) & 1])) };
}

export interface Best {
  readonly tried: number;
  readonly feasible: number;
  /** M$; undefined when no choice keeps every rule. */
  readonly objective: number | undefined;
  /** The second best, of another choice. */
  readonly second: number | undefined;
  readonly choice: Tested | undefined;
}

/** Tries every choice of the programme. */
export async function bestOf(programme: Programme, study: PlanningCase, solver: Solver): Promise<Best> {
  const { draft, model } = openModel(study);
  const session = await solver.open(model);
  let [tried, feasible] = [0, 0];
  let best: { readonly objective: number; readonly choice: Tested } | undefined;
  let second: number | undefined;
  const priced = async (choice: Tested): Promise<number | undefined> => {
    const bounds = fixed(draft, model, choice);
    if (bounds === undefined) throw new Error("the planner has no column for a choice that the rules allow");
    tried++;
    const warm = await session.solve({ limits: exactly }, bounds);
    // Now and then the basis of the choice before leaves HiGHS without an answer: then it starts from none.
    const { status, objective } = warm.status === "failed" ? await solver.solve({ ...model, ...bounds }, { limits: exactly }) : warm;
    if (status !== "optimal" && status !== "infeasible") throw new Error(`a choice came back ${status}`);
    return status === "optimal" && objective !== null ? objective : undefined;
  };
  for (const choice of choicesOf(programme)) {
    let own: { readonly objective: number; readonly choice: Tested } | undefined;
    for (const one of withTests(draft, choice)) {
      const objective = await priced(one);
      if (objective !== undefined && (own === undefined || objective > own.objective)) own = { objective, choice: one };
    }
    if (own === undefined) continue;
    feasible++;
    if (best === undefined || own.objective > best.objective) {
      second = best?.objective ?? second;
      best = own;
    } else if (second === undefined || own.objective > second) second = own.objective;
  }
  await session.close();
  return { tried, feasible, objective: best?.objective, second, choice: best?.choice };
}

/** Bounds of the model with a choice's whole numbers fixed, all columns continuous; undefined where the model has no column for it. */
export function fixed({ study, sites, campus }: Draft, model: LinearModel, choice: Tested) {
  const lower = Float64Array.from(model.lower);
  const upper = Float64Array.from(model.upper);
  let missing = false;
  const set = (column: number, value: number): void => {
    if (column !== none) lower[column] = upper[column] = value;
    else if (value !== 0) missing = true;
  };
  for (const [s, { id, options }] of study.sites.entries()) {
    const chosen = choice.sites.get(id)!;
    const columns = sites[s]!;
    for (const [t, column] of columns.open.entries()) set(column, chosen.opened === t ? 1 : 0);
    for (const [k, option] of options.entries()) if (!option.option.committed) set(columns.options[k]!, chosen.options.has(option.id) ? 1 : 0);
    for (const [b, building] of study.buildings.entries()) for (const [t, column] of columns.starts[b]!.entries()) set(column, chosen.starts.get(building.id)?.[t] ?? 0);
    for (const [t, column] of columns.busy.entries()) if (column !== none) set(column, [...chosen.starts.values()].some((list) => list[t]! > 0) ? 1 : 0);
  }
  for (const [column, owed] of choice.owed) set(column, owed);
  const places = [...study.sites.map(({ id }) => id), ...study.clouds.map(({ id }) => id)];
  for (const [m, { id }] of study.trainings.entries())
    for (const [p, column] of campus[m]!.entries()) if (column !== none) set(column, choice.campus.get(id) === places[p] ? 1 : 0);
  return missing ? undefined : { lower, upper, integer: new Uint8Array(model.integer.length) };
}
