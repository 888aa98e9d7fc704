// From an uncertain programme to one plan for all its scenarios: what to decide now, what it comes to, and what knowing more would be.

import { limitsOf } from "../held.ts";
import type { Solver, SolveLimits } from "../lp/solver.ts";
import { InterruptedError, NoPlanError } from "../no-plan.ts";
import type { Library } from "../../programme/library.ts";
import type { Programme } from "../../programme/programme.ts";
import { type Common, commonOf } from "./common.ts";
import { type Drawn, drawScenarios, type DrawOptions } from "./draw.ts";
import { startFrom } from "./evaluate.ts";
import { at } from "./extensive.ts";
import { wholeStart } from "./complete.ts";
import { type Futures, futuresOf } from "./futures.ts";
import { openPool, type Pool, type Remember } from "./pool.ts";
import type { ScenarioReport } from "./report.ts";
import { measured, neutral, type Risk } from "./risk.ts";
import type { ScenarioTree } from "./scenario.ts";
import { type Candidate, foresee, type Foreseen, search, type Search } from "./search.ts";
import { keptOf, measuresOf, type ScenarioStage } from "./stage.ts";
import { type DoneStage, reportOf } from "./tell.ts";

export interface ScenarioOptions extends DrawOptions {
  /** SHA-256 of `programme.json`, written into the report. */
  readonly inputs: string;
  /** The mean unless given. */
  readonly risk?: Risk;
  readonly limits: SolveLimits;
  readonly openSolver: () => Solver;
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: string) => void;
  /** Keeps the answers of solves, so that a search that was stopped goes on as if it had not been. */
  readonly remember?: Remember;
}

export interface ScenarioPlan {
  readonly report: ScenarioReport;
  /** The common decisions, to be held in a plan of the programme as it stands. */
  readonly common: Common;
}

/**
 * Plans a programme under its uncertain entries by its objective, stage by stage.
 * @throws NoPlanError when no common plan was found even with every milestone only wanted
 * @throws InterruptedError when Ctrl-C came before there was a common plan
 */
export async function planScenarios(programme: Programme, library: Library, options: ScenarioOptions): Promise<ScenarioPlan> {
  return planTree(programme, library, drawScenarios(programme, options), options);
}

type TreeOptions = Omit<ScenarioOptions, keyof DrawOptions> & Pick<DrawOptions, "seed">;

/** The same for scenarios that are drawn already. */
export async function planTree(programme: Programme, library: Library, { tree, reduction }: Drawn, options: TreeOptions): Promise<ScenarioPlan> {
  const { signal, risk = neutral, limits, onProgress = () => {} } = options;
  const measures = measuresOf(programme.objective.kind);
  const pool = openPool(options.openSolver, Math.min(options.workers, tree.scenarios.length + 1), signal, options.remember);
  const hopeless = new Set<number>();
  const done: DoneStage[] = [];
  try {
    for (const [position, measure] of measures.entries()) {
      const last = done.at(-1);
      if (last && signal?.aborted) break;
      const stage: ScenarioStage = { measure, kept: done.map((before) => before.kept) };
      const say = (what: string): void => onProgress(measures.length === 1 ? what : `${measure}: ${what}`);
      const searching: Searching = {
        programme,
        library,
        tree,
        risk,
        stage,
        last: position === measures.length - 1,
        options: { pool, limits: limitsOf(limits, measure, position), signal, say },
      };
      const found = last ? await later(searching, last, hopeless) : await first(searching, hopeless);
      const { search: reached, foreseen } = found;
      const mean = foreseen[tree.scenarios.length];
      done.push({ ...found, measure, kept: keptOf(measure, [...reached.best.measures, mean?.measure ?? -Infinity], programme.objective.kept) });
    }
    const { futures, search: reached } = done.at(-1)!;
    return { report: reportOf(programme, { tree, reduction }, options, done, measures, hopeless, pool.name), common: commonOf(futures.extensive, reached.best.values) };
  } finally {
    await pool.close();
  }
}

interface Searching {
  readonly programme: Programme;
  readonly library: Library;
  readonly tree: ScenarioTree;
  readonly risk: Risk;
  readonly stage: ScenarioStage;
  /** First stages are compared in the objective's last stage; in those before it only as long as none is near enough. */
  readonly last: boolean;
  readonly options: { readonly pool: Pool; readonly limits: SolveLimits; readonly signal: AbortSignal | undefined; readonly say: (stage: string) => void };
}

type Found = Omit<DoneStage, "measure" | "kept">;

/** The first stage: scenarios that have no plan meet their milestones as wanted ones, which is noted in `hopeless`. */
async function first(searching: Searching, hopeless: Set<number>): Promise<Found> {
  const { programme, library, tree, risk, stage, options } = searching;
  const { signal, say } = options;
  const stopped = (): boolean => signal?.aborted ?? false;
  let futures = futuresOf(programme, library, tree, risk, new Set(), stage);
  say(`${tree.scenarios.length} scenarios with foresight`);
  let foreseen = await foresee(futures.alone, futures.extensive, futures.weights, options);
  for (const s of foreseen.keys()) if (foreseen[s] === undefined) hopeless.add(s);
  if (hopeless.size > 0 && !stopped()) {
    futures = futuresOf(programme, library, tree, risk, hopeless, stage);
    const again = [...hopeless];
    const found = await foresee(
      again.map((s) => futures.alone[s]!),
      futures.extensive,
      again.map((s) => futures.weights[s]!),
      options,
    );
    foreseen = foreseen.map((one, s) => (hopeless.has(s) ? found[again.indexOf(s)] : one));
    const lost = again.filter((s) => s < tree.scenarios.length && foreseen[s] === undefined);
    if (lost.length > 0 && !stopped()) throw new NoPlanError(`no plan was found for ${lost.map((s) => tree.scenarios[s]!.id).join(", ")} even with every milestone only wanted`);
  }
  let found = await searchFrom(futures, searching, foreseen);
  if (found === undefined && !stopped()) {
    say("no common plan meets every milestone: all of them only wanted");
    for (const s of foreseen.keys()) hopeless.add(s);
    futures = futuresOf(programme, library, tree, risk, hopeless, stage);
    foreseen = await foresee(futures.alone, futures.extensive, futures.weights, options);
    found = await searchFrom(futures, searching, foreseen);
  }
  if (found === undefined) {
    InterruptedError.check(signal, "before a common plan was found");
    throw new NoPlanError("no plan was found whose first decisions every scenario can go on from");
  }
  return { futures, foreseen, search: found };
}

/** A later stage begins at the common plan of the one before, which keeps all that this one must. */
async function later(searching: Searching, last: DoneStage, hopeless: ReadonlySet<number>): Promise<Found> {
  const { programme, library, tree, risk, stage, options } = searching;
  const futures = futuresOf(programme, library, tree, risk, hopeless, stage);
  const { extensive, alone, weights } = futures;
  const { best } = last.search;
  const mean = last.foreseen[tree.scenarios.length];
  options.say(`${tree.scenarios.length} scenarios with foresight`);
  const foreseen = await foresee(alone, extensive, weights, options, (s) =>
    s < tree.scenarios.length ? startFrom(extensive, best.values, alone[s]!) : mean && wholeStart(alone[s]!.model, mean.values),
  );
  const measures = extensive.measures.map((measure) => at(measure, best.values));
  const before = {
    first: best.first,
    objective: measured(
      measures,
      tree.scenarios.map(({ probability }) => probability),
      risk,
    ),
    bound: Infinity,
    measures,
    values: best.values,
  };
  return { futures, foreseen, search: (await searchFrom(futures, searching, foreseen, before))! };
}

/** First stages to compare: the mean's plan and, where the solves are small, those of the likeliest scenarios. */
function candidatesOf({ scenarios }: ScenarioTree, { extensive: { model } }: Futures, foreseen: readonly (Foreseen | undefined)[]): Candidate[] {
  const likeliest = [...scenarios.keys()].toSorted((one, other) => scenarios[other]!.probability - scenarios[one]!.probability || one - other);
  const whole = model.integer.reduce((sum, flag) => sum + flag, 0);
  return [foreseen[scenarios.length], ...likeliest.slice(0, whole <= small ? tries : 0).map((s) => foreseen[s])].flatMap((one) => (one ? [one] : []));
}

/** How many scenarios' own plans are tried on all: each costs as many solves as there are scenarios. */
const tries = 3;
/** Whole numbers of an extensive form whose scenarios each solve in about a second. */
const small = 1000;

function searchFrom(
  futures: Futures,
  { tree, last, options }: Searching,
  foreseen: readonly (Foreseen | undefined)[],
  before?: Parameters<typeof search>[5],
): Promise<Search | undefined> {
  const { extensive, blocks, risk } = futures;
  const probabilities = tree.scenarios.map(({ probability }) => probability);
  const candidates = candidatesOf(tree, futures, foreseen);
  return search(
    { extensive, blocks, probabilities, risk },
    tree.scenarios.map(({ id }) => id),
    last ? { compared: candidates, others: [] } : { compared: [], others: candidates },
    foreseen.slice(0, tree.scenarios.length),
    options,
    before,
  );
}
