// From an uncertain programme to one plan for all its scenarios: what to decide now, what it is worth, and what knowing more would be.

import { planningCase, type PlanningCase } from "../case.ts";
import type { Solver, SolveLimits } from "../lp/solver.ts";
import { InterruptedError, NoPlanError } from "../no-plan.ts";
import type { Library } from "../../programme/library.ts";
import type { Programme } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { aligned } from "./aligned.ts";
import { type Common, commonOf } from "./common.ts";
import { type Drawn, drawScenarios, type DrawOptions } from "./draw.ts";
import type { Evaluation } from "./evaluate.ts";
import { extensiveOf, type Extensive } from "./extensive.ts";
import { type FirstStage, sameStage } from "./first-stage.ts";
import { meanScenario } from "./mean.ts";
import { moved } from "../../programme/uncertain/moved.ts";
import { openPool, type Pool } from "./pool.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Between, ScenarioOutcome, ScenarioReport } from "./report.ts";
import { neutral, type Risk } from "./risk.ts";
import type { Scenario, ScenarioTree } from "./scenario.ts";
import { type Candidate, foresee, type Foreseen, search, type Search } from "./search.ts";
import { laterInWords, nowInWords } from "./words.ts";

export interface ScenarioOptions extends DrawOptions {
  /** SHA-256 of `programme.json`, written into the report. */
  readonly inputs: string;
  /** Mean worth unless given. */
  readonly risk?: Risk;
  readonly limits: SolveLimits;
  readonly openSolver: () => Solver;
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: string) => void;
}

export interface ScenarioPlan {
  readonly report: ScenarioReport;
  /** The common decisions, to be held in a plan of the programme as it stands. */
  readonly common: Common;
}

/**
 * Plans a programme under its uncertain entries.
 * @throws NoPlanError when no common plan was found even with every milestone only wanted
 * @throws InterruptedError when Ctrl-C came before there was a common plan
 */
export async function planScenarios(programme: Programme, library: Library, options: ScenarioOptions): Promise<ScenarioPlan> {
  return planTree(programme, library, drawScenarios(programme, options), options);
}

/** The same for scenarios that are drawn already. */
export async function planTree(
  programme: Programme,
  library: Library,
  { tree, reduction }: Drawn,
  options: Omit<ScenarioOptions, keyof DrawOptions> & Pick<DrawOptions, "seed">,
): Promise<ScenarioPlan> {
  const { signal, limits, risk = neutral, onProgress: say = () => {} } = options;
  const stopped = (): boolean => signal?.aborted ?? false;
  const pool = openPool(options.openSolver, Math.min(options.workers, tree.scenarios.length + 1), signal);
  const searching = { pool, limits, signal, say };
  try {
    let futures = futuresOf(programme, library, tree, risk, new Set());
    say(`${tree.scenarios.length} scenarios with foresight`);
    let foreseen = await foresee(futures.alone, futures.extensive, futures.weights, searching);
    const hopeless = new Set([...foreseen.keys()].filter((s) => foreseen[s] === undefined));
    if (hopeless.size > 0 && !stopped()) {
      futures = futuresOf(programme, library, tree, risk, hopeless);
      const again = [...hopeless];
      const found = await foresee(
        again.map((s) => futures.alone[s]!),
        futures.extensive,
        again.map((s) => futures.weights[s]!),
        searching,
      );
      foreseen = foreseen.map((one, s) => (hopeless.has(s) ? found[again.indexOf(s)] : one));
      const lost = again.filter((s) => s < tree.scenarios.length && foreseen[s] === undefined);
      if (lost.length > 0 && !stopped()) throw new NoPlanError(`no plan was found for ${lost.map((s) => tree.scenarios[s]!.id).join(", ")} even with every milestone only wanted`);
    }
    const scenariosForeseen = foreseen.slice(0, tree.scenarios.length);
    const mean = foreseen[tree.scenarios.length];
    let found = await searchFrom(futures, tree, candidatesOf(tree, futures.extensive, scenariosForeseen, mean), scenariosForeseen, searching);
    if (found === undefined && !stopped()) {
      say("no common plan meets every milestone: all of them only wanted");
      const all = new Set(foreseen.keys());
      for (const s of all) hopeless.add(s);
      futures = futuresOf(programme, library, tree, risk, all);
      foreseen = await foresee(futures.alone, futures.extensive, futures.weights, searching);
      found = await searchFrom(futures, tree, candidatesOf(tree, futures.extensive, foreseen.slice(0, -1), foreseen.at(-1)), foreseen.slice(0, -1), searching);
    }
    if (found === undefined) {
      InterruptedError.check(signal, "before a common plan was found");
      throw new NoPlanError("no plan was found whose first decisions every scenario can go on from");
    }
    return { report: reportOf(programme, { tree, reduction }, options, futures, foreseen, found, hopeless, pool), common: commonOf(futures.extensive, found.best.values) };
  } finally {
    await pool.close();
  }
}

interface Futures {
  readonly studies: readonly PlanningCase[];
  readonly extensive: Extensive;
  /** Each scenario by itself, then that of the mean. */
  readonly alone: readonly Extensive[];
  readonly weights: readonly number[];
  /** Each branch by itself. */
  readonly blocks: readonly Extensive[];
  readonly risk: Risk;
}

/** @param yielding scenarios in which required milestones are only wanted */
function futuresOf(programme: Programme, library: Library, tree: ScenarioTree, risk: Risk, yielding: ReadonlySet<number>): Futures {
  const mean = meanScenario(tree.scenarios);
  const count = tree.scenarios.length;
  const studies = aligned([...tree.scenarios, mean].map(({ moves }, s) => planningCase(moved(yielding.has(s) ? onlyWanted(programme) : programme, moves), library)));
  const own = studies.slice(0, count);
  const withMean: ScenarioTree = { ...tree, scenarios: [...tree.scenarios, mean], branches: [...tree.branches, Math.max(...tree.branches) + 1] };
  const branches = [...new Set(tree.branches)].map((branch) => [...tree.branches.keys()].filter((s) => tree.branches[s] === branch));
  const alone = [...tree.scenarios.keys()].map((s) => extensiveOf(tree, own, neutral, [s]));
  return {
    studies: own,
    extensive: extensiveOf(tree, own, risk),
    alone: [...alone, extensiveOf(withMean, studies, neutral, [count])],
    weights: [...tree.scenarios.map(({ probability }) => probability), 1],
    blocks: branches.map((members) => (members.length === 1 ? alone[members[0]!]! : extensiveOf(tree, own, neutral, members))),
    risk,
  };
}

function onlyWanted(programme: Programme): Programme {
  const workloads = Object.fromEntries(Object.entries(programme.workloads).map(([id, work]) => [id, work.kind === "training" ? { ...work, wanted: true } : work]));
  return { ...programme, workloads };
}

/** First stages to compare: the mean's plan and, where the solves are small, those of the likeliest scenarios. */
function candidatesOf({ scenarios }: ScenarioTree, { model }: Extensive, foreseen: readonly (Foreseen | undefined)[], mean: Foreseen | undefined): Candidate[] {
  const likeliest = [...scenarios.keys()].toSorted((one, other) => scenarios[other]!.probability - scenarios[one]!.probability || one - other);
  const whole = model.integer.reduce((sum, flag) => sum + flag, 0);
  return [mean, ...likeliest.slice(0, whole <= small ? tries : 0).map((s) => foreseen[s])].flatMap((one) => (one ? [one] : []));
}

/** How many scenarios' own plans are tried on all: each costs as many solves as there are scenarios. */
const tries = 3;
/** Whole numbers of an extensive form whose scenarios each solve in about a second. */
const small = 1000;

function searchFrom(
  { extensive, blocks, risk }: Futures,
  { scenarios }: ScenarioTree,
  candidates: readonly Candidate[],
  foreseen: readonly (Foreseen | undefined)[],
  options: Parameters<typeof search>[4],
): Promise<Search | undefined> {
  const probabilities = scenarios.map(({ probability }) => probability);
  return search(
    { extensive, blocks, probabilities, risk },
    scenarios.map(({ id }) => id),
    candidates,
    foreseen,
    options,
  );
}

function reportOf(
  programme: Programme,
  { tree, reduction }: Drawn,
  { inputs, seed, signal }: Pick<ScenarioOptions, "inputs" | "seed" | "signal">,
  { studies, extensive, risk }: Futures,
  foreseen: readonly (Foreseen | undefined)[],
  { best, tried, failed, bound, boundFrom, nodes, stoppedByClock }: Search,
  yielding: ReadonlySet<number>,
  pool: Pool,
): ScenarioReport {
  const { scenarios, horizon, second } = tree;
  const usd = (millions: number): number => Math.round(millions * 1e6);
  const required = Object.entries(programme.workloads).flatMap(([id, work]) => (work.kind === "training" && !work.wanted ? [id] : []));
  // A scenario is worth with foresight at least what any common plan makes of it.
  const most = scenarios.map((_, s) => {
    const one = foreseen[s];
    const worth = Math.max(one?.worth ?? -Infinity, ...tried.map(({ worths }) => worths[s]!));
    return one && { worth, bound: Math.max(worth, one.bound) };
  });
  const outcomes = scenarios.map(({ id, probability, moves }, s): ScenarioOutcome => {
    const one = most[s];
    return {
      id,
      probability,
      moves,
      worthUsd: usd(best.worths[s]!),
      foresight: one ? { value: usd(one.worth), low: usd(one.worth), high: usd(one.bound) } : null,
      sites: outcomesOf(extensive.drafts[s]!, best.values),
      yielded: yielding.has(s) ? required : [],
    };
  });
  const mean = foreseen[scenarios.length];
  const meanPlan = mean && tried.find(({ first }) => sameStage(first, mean.first));
  const neutralRisk = risk.aversion === 0;
  const [study] = studies as [PlanningCase];
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
    result: {
      meanUsd: usd(expected(scenarios, best.worths)),
      measureUsd: usd(best.objective),
      boundUsd: usd(bound),
      gap: (bound - best.objective) / Math.max(1e-9, Math.abs(best.objective)),
      boundFrom,
      interrupted: signal?.aborted ?? false,
    },
    first: [...best.first].map(([name, value]) => ({ name, value })),
    now: nowInWords(study, best.first, horizon),
    later: laterInWords(study, outcomes),
    scenarios: outcomes,
    built: Object.fromEntries(
      study.sites.map(({ id }) => [id, certain(outcomes.reduce((sum, { probability, sites }) => sum + (Object.keys(sites[id]!.buildings).length > 0 ? probability : 0), 0))]),
    ),
    perfectInformationUsd:
      neutralRisk && most.every((one) => one !== undefined) ? information(scenarios, most as { worth: number; bound: number }[], best.objective, bound, usd) : null,
    stochasticSolutionUsd: neutralRisk && meanPlan ? difference(best.objective, bound, meanPlan.objective, Math.min(bound, meanPlan.bound), usd) : null,
    regret: regretOf(scenarios, foreseen, most, { best, tried, failed }, usd),
    solver: {
      name: pool.name,
      rows: extensive.model.rows.length,
      columns: extensive.model.columns.length,
      integers: extensive.model.integer.reduce((sum, flag) => sum + flag, 0),
      nodes,
      stoppedByClock,
    },
  };
}

/** Probabilities that add up to 1 but for arithmetic. */
function certain(probability: number): number {
  return Math.round(probability * 1e12) / 1e12;
}

function expected(scenarios: readonly Scenario[], worths: readonly number[]): number {
  return scenarios.reduce((sum, { probability }, s) => sum + probability * worths[s]!, 0);
}

function information(
  scenarios: readonly Scenario[],
  most: readonly { readonly worth: number; readonly bound: number }[],
  best: number,
  bound: number,
  usd: (millions: number) => number,
): Between {
  return difference(
    expected(
      scenarios,
      most.map(({ worth }) => worth),
    ),
    expected(
      scenarios,
      most.map((one) => one.bound),
    ),
    best,
    bound,
    usd,
  );
}

/** What `one` is above `other`, each known between what was found and its bound. Never below nothing: one may do all that the other may. */
function difference(one: number, oneBound: number, other: number, otherBound: number, usd: (millions: number) => number): Between {
  return { value: usd(Math.max(0, one - other)), low: usd(Math.max(0, one - otherBound)), high: usd(Math.max(0, oneBound - other)) };
}

/** First stages against scenarios: the common plan, the mean's, and those of scenarios by name. */
function regretOf(
  scenarios: readonly Scenario[],
  foreseen: readonly (Foreseen | undefined)[],
  most: readonly ({ readonly worth: number } | undefined)[],
  { best, tried, failed }: Pick<Search, "best" | "tried" | "failed">,
  usd: (millions: number) => number,
): ScenarioReport["regret"] {
  const nameOf = (first: FirstStage): string => {
    const own = foreseen.flatMap((one, s) => (one && sameStage(one.first, first) ? [scenarios[s]?.id ?? "mean"] : []));
    return [...(first === best.first ? ["common"] : []), ...own.toSorted()].join(" = ") || "other";
  };
  const named = (plans: readonly { readonly first: FirstStage; readonly worths?: readonly number[] }[]) => plans.filter(({ first }) => nameOf(first) !== "other");
  const plans = named([best, ...tried.filter((one: Evaluation) => one !== best), ...failed.map((first) => ({ first }))]);
  return {
    plans: plans.map(({ first }) => nameOf(first)),
    scenarios: scenarios.map(({ id }) => id),
    usd: plans.map(({ worths }) => scenarios.map((_, s) => (worths && most[s] ? usd(most[s].worth - worths[s]!) : null))),
  };
}
