// Why is a site, or one of its power options, not in the plan? What forcing it in costs, which rules then bind more, and the least change that brings it in.

import { allStarts } from "../columns.ts";
import type { SolveLimits, Solver } from "../lp/solver.ts";
import { InterruptedError } from "../no-plan.ts";
import type { Binding, Plan } from "../plan.ts";
import type { Library } from "../../programme/library.ts";
import type { Programme } from "../../programme/programme.ts";
import { bindingRules } from "./binding.ts";
import { type Ease, easesOf } from "./easier.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { forced, type Question, without } from "./forced.ts";
import { siteName } from "./names.ts";
import { atLeastAsGood, fixedStanding, type Opened, openCase, solveFree, standingOf } from "./standing.ts";
import type { Stages } from "../bench.ts";

export interface WhyNot extends Question {
  /** Why nothing had to be forced: it is in the plan already, or cannot be in any. */
  readonly settled?: string;
  /** The best found without forcing, and with. */
  readonly free?: Figures;
  readonly forced?: Figures;
  /** Rules that bind only, or more, once it is forced in. */
  readonly binds?: readonly (Binding & { readonly beforeUsd: number })[];
  /** What would bring it in, one change at a time. */
  readonly changes?: readonly Change[];
  /** True when the search for changes was stopped; those found stand. */
  readonly interrupted?: true;
}

export interface Change {
  readonly parameter: Ease["parameter"];
  /** Least share of the way from as it is (0) to as easy as can be (1) at which it comes in; null when not even 1 is enough. */
  readonly share: number | null;
  readonly sentence: string;
  readonly solves: number;
}

const bisections = 6;

/**
 * Answers "why not SITE?" for a standing plan of a feasible programme.
 *
 * It comes in when the best plan that has it is at least as good as the best without. Without it no change at the site matters, so the best
 * without is searched once and each change costs one search with the site forced in, none where the last one's whole numbers are good enough. All searches end at a gap: a difference within it is no difference.
 * @param say told what is searched next
 */
export async function whyNot(
  programme: Programme,
  library: Library,
  plan: Plan,
  question: Question,
  solver: Solver,
  limits: SolveLimits,
  say: (line: string) => void = () => {},
  signal?: AbortSignal,
): Promise<WhyNot> {
  const opened = await openCase(programme, library, solver);
  const stop = () => solver.stop();
  signal?.addEventListener("abort", stop);
  try {
    const { study, draft } = opened;
    const name = siteName(study, question.site) + (question.option === undefined ? "" : ` with ${question.option}`);
    const already = inPlan(plan, question);
    if (already !== undefined) return { ...question, settled: `${name} is in the plan: ${already}.` };
    const s = study.sites.findIndex(({ id }) => id === question.site);
    if (allStarts(draft, s).columns.length === 0 && question.option === undefined)
      return { ...question, settled: `${name} cannot come in: no building started there would be ready and powered by ${study.names.at(-1)}.` };
    say("the best plan without it");
    const standing = await standingOf(opened, plan);
    const base = await solveFree(opened, limits, standing?.linear.values, without(opened, question));
    InterruptedError.check(signal, "while searching the best plan without it");
    say("the best plan with it forced in");
    const inside = await forced(programme, library, question, solver, limits);
    InterruptedError.check(signal, "while searching the best plan with it");
    if (inside === undefined) return { ...question, free: figuresOf(draft, base), settled: `${name} cannot come in: with it no plan keeps every rule.` };
    const binds = await bindsMore(opened, base, inside.opened, inside.found);
    const answer = { ...question, free: figuresOf(draft, base), forced: figuresOf(inside.opened.draft, inside.found), binds };
    await inside.opened.session.close();
    if (atLeastAsGood(opened.stages, inside.found, base)) return { ...answer, changes: [] };
    const changes: Change[] = [];
    try {
      for (const ease of easesOf(programme, question.site, question.option)) changes.push(await bisect(ease, library, question, base, inside.whole, solver, limits, say, signal));
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
      return { ...answer, changes, interrupted: true };
    }
    return { ...answer, changes };
  } finally {
    signal?.removeEventListener("abort", stop);
    await opened.session.close();
  }
}

function inPlan({ decisions }: Plan, { site, option }: Question): string | undefined {
  const decided = decisions.sites[site];
  if (option !== undefined) return decided?.options.includes(option) ? "it is taken" : undefined;
  const starts = Object.values(decided?.starts ?? {}).reduce((total, list) => total + list.reduce((inner, count) => inner + count, 0), 0);
  return starts > 0 ? `${starts} ${starts === 1 ? "building is" : "buildings are"} started there` : undefined;
}

/** What is worth more at the forced plan than at the free one, most first. */
async function bindsMore(free: Opened, base: Stages, opened: Opened, found: Stages): Promise<(Binding & { readonly beforeUsd: number })[]> {
  const pricesAt = async (of: Opened, stages: Stages) => {
    const standing = await fixedStanding(of, stages);
    return standing ? bindingRules(of.study, of.model, standing.money.solution, Infinity) : [];
  };
  const before = new Map((await pricesAt(free, base)).map(({ family: of, index, worthUsd }) => [`${of} ${index}`, worthUsd]));
  return (await pricesAt(opened, found))
    .map((binding) => ({ ...binding, beforeUsd: before.get(`${binding.family} ${binding.index}`) ?? 0 }))
    .filter(({ worthUsd, beforeUsd }) => Math.abs(worthUsd) > 1.001 * Math.abs(beforeUsd) + 0.01)
    .slice(0, 5);
}

async function bisect(
  ease: Ease,
  library: Library,
  question: Question,
  base: Stages,
  begin: ReadonlyMap<string, number>,
  solver: Solver,
  limits: SolveLimits,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<Change> {
  let solves = 0;
  let from: ReadonlyMap<string, number> | undefined = begin;
  const comesIn = async (share: number): Promise<boolean> => {
    InterruptedError.check(signal, `while easing the ${ease.parameter}`);
    say(`${ease.parameter}, solve ${++solves}: ${ease.said(share)}`);
    const tried = await forced(ease.eased(share), library, question, solver, limits, from, base);
    if (!tried) return false;
    from = tried.whole;
    await tried.opened.session.close();
    InterruptedError.check(signal, `while easing the ${ease.parameter}`);
    return atLeastAsGood(tried.opened.stages, tried.found, base);
  };
  if (ease.steps === 0 || !(await comesIn(1))) return { parameter: ease.parameter, share: null, sentence: `${ease.never}.`, solves };
  let [out, least] = [0, 1];
  for (let round = 0; round < bisections; round++) {
    const middle = ease.steps === undefined ? (out + least) / 2 : Math.floor(((out + least) * ease.steps) / 2 + 1e-9) / ease.steps;
    if (middle <= out) break;
    if (await comesIn(middle)) least = middle;
    else out = middle;
  }
  return { parameter: ease.parameter, share: least, sentence: `comes in ${ease.said(least)}.`, solves };
}
