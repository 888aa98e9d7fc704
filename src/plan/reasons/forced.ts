// What is the best plan that must have a site, or one of its power options; and the best that must not?

import type { Frame, Stages } from "../bench.ts";
import { allStarts, type Draft, none, openBy } from "../columns.ts";
import { type LinearModel, sum } from "../lp/model.ts";
import type { SolveLimits, Solver } from "../lp/solver.ts";
import type { Library } from "../../programme/library.ts";
import type { Programme } from "../../programme/programme.ts";
import { atLeastAsGood, openCase, type Opened, solveFixed, solveFree } from "./standing.ts";

/** A site, or one of its power options. */
export interface Question {
  readonly site: string;
  readonly option?: string;
}

export interface Forced {
  readonly opened: Opened;
  readonly found: Stages;
  /** Whole numbers of the plan found, by column: where a search of a like case begins. */
  readonly whole: ReadonlyMap<string, number>;
}

/**
 * The best plan that has the site with at least its fewest buildings, or one; or that takes the option. Close its session when done.
 * @param from whole numbers of a like case's plan
 * @param enough where `from` alone gives a plan at least as good as this one, it is the answer and nothing is searched
 * @returns undefined when no plan with it keeps every rule
 */
export async function forced(
  programme: Programme,
  library: Library,
  question: Question,
  solver: Solver,
  limits: SolveLimits,
  from?: ReadonlyMap<string, number>,
  enough?: Stages,
): Promise<Forced | undefined> {
  const opened = await openCase(programme, library, solver, (draft) => force(draft, question));
  const start = from && startOf(opened.model, from);
  const known = start && (await solveFixed(opened, start));
  const found = known && enough && known.values.length > 0 && atLeastAsGood(opened.stages, known, enough) ? known : await solveFree(opened, limits, known?.values);
  if (found.values.length > 0) return { opened, found, whole: wholeOf(opened.model, found.values) };
  await opened.session.close();
  return undefined;
}

/** The case's frame with the site left without new buildings, or the option not taken. */
export function without({ draft, frame }: Opened, { site, option }: Question): Frame {
  const upper = frame.upper.slice();
  const s = draft.study.sites.findIndex(({ id }) => id === site);
  const k = draft.study.sites[s]!.options.findIndex(({ id }) => id === option);
  const columns = option === undefined ? allStarts(draft, s).columns : [draft.sites[s]!.options[k]!].filter((column) => column !== none);
  for (const column of columns) upper[column] = Math.max(0, frame.lower[column]!);
  return { ...frame, upper };
}

const family = "why-not";

function force(draft: Draft, { site, option }: Question): void {
  const { model, study, sites } = draft;
  const s = study.sites.findIndex(({ id }) => id === site);
  const terms = study.sites[s]!;
  if (!terms.bound && sites[s]!.open.some((column) => column !== none)) model.atLeast(family, [site, "open"], "sites", openBy(draft, s, study.count - 1), 1);
  const k = terms.options.findIndex(({ id }) => id === option);
  if (k !== -1) {
    if (sites[s]!.options[k] !== none) model.atLeast(family, [site, option!], "options", sum().add(sites[s]!.options[k]!), 1);
    return;
  }
  const built = Object.values(terms.builtCount).reduce((total, count) => total + count, 0);
  const starts = allStarts(draft, s);
  if (starts.columns.length > 0) model.atLeast(family, [site, "buildings"], "buildings", starts, Math.max(1, (terms.site.fewest ?? 0) - built));
}

function wholeOf(model: LinearModel, values: Float64Array): Map<string, number> {
  const out = new Map<string, number>();
  for (let column = 0; column < model.columns.length; column++) if (model.integer[column] === 1) out.set(nameOf(model, column), Math.round(values[column]!));
  return out;
}

/** The same whole numbers in another model; what it does not have is left out, what only it has is 0. */
function startOf(model: LinearModel, whole: ReadonlyMap<string, number>): { readonly indices: Int32Array; readonly values: Float64Array } {
  const indices = Int32Array.from([...model.integer.keys()].filter((column) => model.integer[column] === 1));
  return { indices, values: Float64Array.from(indices, (column) => whole.get(nameOf(model, column)) ?? 0) };
}

function nameOf(model: LinearModel, column: number): string {
  const { family: of, index } = model.columns.key(column);
  return `${of}[${index.join(", ")}]`;
}
