// How is a plan under uncertainty told? What each stage of the objective came to and what knowing more would add to it; what each scenario makes of it.

import { gapOf } from "../lp/solver.ts";
import { atLeastOf, measures as known, valueOf } from "../objectives/measure.ts";
import { objectiveParts, worthOf } from "../objectives/parts.ts";
import type { Programme } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import type { Drawn } from "./draw.ts";
import type { Evaluation } from "./evaluate.ts";
import { at } from "./extensive.ts";
import { type FirstStage, sameStage } from "./first-stage.ts";
import type { Futures } from "./futures.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Between, ScenarioOutcome, ScenarioReport, ScenarioStageReport } from "./report.ts";
import type { Scenario, ScenarioTree } from "./scenario.ts";
import type { Foreseen, Search } from "./search.ts";
import type { Kept, ScenarioMeasure } from "./stage.ts";
import { laterInWords, nowInWords } from "./words.ts";

/** A stage of the objective that has been searched. */
export interface DoneStage {
  readonly measure: ScenarioMeasure;
  readonly futures: Futures;
  /** Each scenario, then the mean's. */
  readonly foreseen: readonly (Foreseen | undefined)[];
  readonly search: Search;
  readonly kept: Kept;
}

/**
 * @param done stages in order, at least the first
 * @param asked the measures of the objective
 * @param yielding scenarios in which required milestones are only wanted
 */
export function reportOf(
  programme: Programme,
  { tree, reduction }: Drawn,
  { inputs, seed, signal }: { readonly inputs: string; readonly seed: number; readonly signal?: AbortSignal },
  done: readonly DoneStage[],
  asked: readonly ScenarioMeasure[],
  yielding: ReadonlySet<number>,
  solver: string,
): ScenarioReport {
  const { scenarios, horizon, second } = tree;
  const last = done.at(-1)!;
  const { studies, extensive, risk } = last.futures;
  const { best } = last.search;
  const required = Object.entries(programme.workloads).flatMap(([id, work]) => (work.kind === "training" && !work.wanted ? [id] : []));
  const foresights = done.map((stage) => mostOf(scenarios, stage));
  const worths = extensive.drafts.map((draft) => Math.round(at(worthOf(objectiveParts(draft)), best.values) * 1e6));
  const reached = done.map(({ measure, futures }) => futures.extensive.measures.map((expression) => valueOf(measure, at(expression, best.values))));
  const outcomes = scenarios.map(({ id, probability, moves }, s): ScenarioOutcome => {
    const stages = done.map(({ measure }, position) => {
      const most = foresights[position]![s];
      return { measure, value: reached[position]![s]!, foresight: most ? { value: valueOf(measure, most.measure), bound: valueOf(measure, most.bound) } : null };
    });
    const most = last.measure === "worth" ? foresights.at(-1)![s] : undefined;
    return {
      id,
      probability,
      moves,
      worthUsd: worths[s]!,
      foresight: most ? { value: usd(most.measure), low: usd(most.measure), high: usd(most.bound) } : null,
      stages,
      sites: outcomesOf(extensive.drafts[s]!, best.values),
      yielded: yielding.has(s) ? required : [],
    };
  });
  const [study] = studies as [(typeof studies)[number]];
  const stages = done.map((stage, position) => stageReport(tree, stage, foresights[position]!, reached[position]!));
  const money = stages.at(-1)!.unit === "USD" ? stages.at(-1)! : undefined;
  return {
    gigasite: 1,
    programme: programme.programme,
    inputs,
    seed,
    reduction,
    stages: second === undefined ? 2 : 3,
    commonUntil: (study.names[horizon] as Quarter | undefined) ?? null,
    branchUntil: second === undefined ? null : ((study.names[second] as Quarter | undefined) ?? null),
    risk: { aversion: risk.aversion, level: risk.level },
    objective: { kind: programme.objective.kind, stages },
    result: {
      meanUsd: Math.round(expected(scenarios, worths)),
      gap: Math.max(...stages.map(({ gap }) => gap)),
      interrupted: (signal?.aborted ?? false) || done.length < asked.length,
    },
    first: [...best.first].map(([name, value]) => ({ name, value })),
    now: nowInWords(study, best.first, horizon),
    later: laterInWords(study, outcomes),
    scenarios: outcomes,
    built: Object.fromEntries(
      study.sites.map(({ id }) => [id, certain(outcomes.reduce((sum, { probability, sites }) => sum + (Object.keys(sites[id]!.buildings).length > 0 ? probability : 0), 0))]),
    ),
    perfectInformationUsd: money?.perfectInformation ?? null,
    stochasticSolutionUsd: money?.stochasticSolution ?? null,
    regret: regretOf(scenarios, last, foresights.at(-1)!),
    solver: {
      name: solver,
      rows: extensive.model.rows.length,
      columns: extensive.model.columns.length,
      integers: extensive.model.integer.reduce((sum, flag) => sum + flag, 0),
      nodes: done.reduce((sum, { search }) => sum + search.nodes, 0),
      stoppedByClock: done.some(({ search }) => search.stoppedByClock),
    },
  };
}

const usd = (millions: number): number => Math.round(millions * 1e6);

interface Most {
  readonly measure: number;
  readonly bound: number;
}

/** With foresight a scenario comes at least to what any common plan makes of it. */
function mostOf(scenarios: readonly Scenario[], { foreseen, search: { tried, best } }: DoneStage): readonly (Most | undefined)[] {
  return scenarios.map((_, s) => {
    const one = foreseen[s];
    const measure = Math.max(one?.measure ?? -Infinity, best.measures[s]!, ...tried.map(({ measures }) => measures[s]!));
    return one && { measure, bound: Math.max(measure, one.bound) };
  });
}

function stageReport(
  { scenarios }: ScenarioTree,
  { measure, futures: { risk }, foreseen, search }: DoneStage,
  most: readonly (Most | undefined)[],
  reached: readonly number[],
): ScenarioStageReport {
  const { best, bound, boundFrom, tried } = search;
  const { unit, scale } = known[measure];
  const round = unit === "USD" ? Math.round : (value: number): number => value;
  /** What one is better by than the other, each known between what was found and its bound. Never worse: one may do all that the other may. */
  const better = (one: number, oneBound: number, other: number, otherBound: number): Between => ({
    value: round(scale * Math.max(0, one - other)),
    low: round(scale * Math.max(0, one - otherBound)),
    high: round(scale * Math.max(0, oneBound - other)),
  });
  const neutralRisk = risk.aversion === 0;
  const mean = foreseen[scenarios.length];
  const meanPlan = mean && tried.find(({ first }) => sameStage(first, mean.first));
  const all = most.every((one) => one !== undefined) ? (most as readonly Most[]) : undefined;
  return {
    measure,
    unit,
    mean: round(expected(scenarios, reached)),
    reached: round(valueOf(measure, best.objective)),
    bound: round(valueOf(measure, bound)),
    gap: gapOf(bound, best.objective, atLeastOf(measure)),
    boundFrom,
    perfectInformation:
      neutralRisk && all
        ? better(
            expected(
              scenarios,
              all.map((one) => one.measure),
            ),
            expected(
              scenarios,
              all.map((one) => one.bound),
            ),
            best.objective,
            bound,
          )
        : null,
    stochasticSolution: neutralRisk && meanPlan ? better(best.objective, bound, meanPlan.objective, Math.min(bound, meanPlan.bound)) : null,
  };
}

/** Probabilities that add up to 1 but for arithmetic. */
function certain(probability: number): number {
  return Math.round(probability * 1e12) / 1e12;
}

function expected(scenarios: readonly Scenario[], values: readonly number[]): number {
  return scenarios.reduce((sum, { probability }, s) => sum + probability * values[s]!, 0);
}

/** First stages against scenarios, in the dollars of the last stage: the common plan, the mean's, and those of scenarios by name. */
function regretOf(scenarios: readonly Scenario[], { foreseen, search: { best, tried, failed } }: DoneStage, most: readonly (Most | undefined)[]): ScenarioReport["regret"] {
  const nameOf = (first: FirstStage): string => {
    const own = foreseen.flatMap((one, s) => (one && sameStage(one.first, first) ? [scenarios[s]?.id ?? "mean"] : []));
    return [...(first === best.first ? ["common"] : []), ...own.toSorted()].join(" = ") || "other";
  };
  const named = (plans: readonly { readonly first: FirstStage; readonly measures?: readonly number[] }[]) => plans.filter(({ first }) => nameOf(first) !== "other");
  const plans = named([best, ...tried.filter((one: Evaluation) => one !== best && !sameStage(one.first, best.first)), ...failed.map((first) => ({ first }))]);
  return {
    plans: plans.map(({ first }) => nameOf(first)),
    scenarios: scenarios.map(({ id }) => id),
    usd: plans.map(({ measures }) => scenarios.map((_, s) => (measures && most[s] ? usd(most[s].measure - measures[s]!) : null))),
  };
}
