// What is solved for a tree of scenarios? The case of each, all together with the common decisions shared, each by itself, and that of the mean.

import { planningCase, type PlanningCase } from "../case.ts";
import type { Library } from "../../programme/library.ts";
import type { Programme } from "../../programme/programme.ts";
import { moved } from "../../programme/uncertain/moved.ts";
import { aligned } from "./aligned.ts";
import { extensiveOf, type Extensive } from "./extensive.ts";
import { meanScenario } from "./mean.ts";
import { neutral, type Risk } from "./risk.ts";
import type { ScenarioTree } from "./scenario.ts";
import type { ScenarioStage } from "./stage.ts";

export interface Futures {
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
export function futuresOf(programme: Programme, library: Library, tree: ScenarioTree, risk: Risk, yielding: ReadonlySet<number>, stage: ScenarioStage): Futures {
  const mean = meanScenario(tree.scenarios);
  const count = tree.scenarios.length;
  const studies = aligned([...tree.scenarios, mean].map(({ moves }, s) => planningCase(moved(yielding.has(s) ? onlyWanted(programme) : programme, moves), library)));
  const own = studies.slice(0, count);
  const withMean: ScenarioTree = { ...tree, scenarios: [...tree.scenarios, mean], branches: [...tree.branches, Math.max(...tree.branches) + 1] };
  const branches = [...new Set(tree.branches)].map((branch) => [...tree.branches.keys()].filter((s) => tree.branches[s] === branch));
  const alone = [...tree.scenarios.keys()].map((s) => extensiveOf(tree, own, neutral, stage, [s]));
  return {
    studies: own,
    extensive: extensiveOf(tree, own, risk, stage),
    alone: [...alone, extensiveOf(withMean, studies, neutral, stage, [count])],
    weights: [...tree.scenarios.map(({ probability }) => probability), 1],
    blocks: branches.map((members) => (members.length === 1 ? alone[members[0]!]! : extensiveOf(tree, own, neutral, stage, members))),
    risk,
  };
}

function onlyWanted(programme: Programme): Programme {
  const workloads = Object.fromEntries(Object.entries(programme.workloads).map(([id, work]) => [id, work.kind === "training" ? { ...work, wanted: true } : work]));
  return { ...programme, workloads };
}
