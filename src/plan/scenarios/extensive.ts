// All scenarios at once: which one linear programme holds every scenario, with common decisions until they part?

import type { PlanningCase } from "../case.ts";
import type { Draft } from "../columns.ts";
import { draftInto } from "../draft.ts";
import type { Expression, LinearModel } from "../lp/model.ts";
import { decidedIn } from "./commitment.ts";
import { addRisk, type Risk } from "./risk.ts";
import type { ScenarioTree } from "./scenario.ts";
import { addStage, type ScenarioStage } from "./stage.ts";
import { type SharedColumn, SharedModel } from "./shared-rows.ts";

/** Some scenarios of a tree in one linear programme; with all of them, the extensive form. */
export interface Extensive {
  /** Positions in the tree. */
  readonly members: readonly number[];
  readonly drafts: readonly Draft[];
  /** The stage's measure of each member, as it is maximised. */
  readonly measures: readonly Expression[];
  readonly model: LinearModel;
  /** Columns that the tree's nodes decide; those of the root have the node "". */
  readonly shared: readonly SharedColumn[];
}

/**
 * Drafts scenarios of a tree with their common decisions shared.
 * @param studies the case of every scenario of the tree, in its order
 * @param stage what is made best, and what every scenario keeps of the stages before
 * @param members which of them to write
 */
export function extensiveOf(
  { scenarios, horizon, second, branches }: ScenarioTree,
  studies: readonly PlanningCase[],
  risk: Risk,
  stage: ScenarioStage,
  members: readonly number[] = [...scenarios.keys()],
): Extensive {
  const decided = decidedIn(studies);
  const branch = (s: number) => [...branches.keys()].filter((other) => branches[other] === branches[s]);
  const sizes = new Map<string, number>([
    ["", members.length],
    ...members.map((s): [string, number] => [branchName(branches[s]!), branch(s).filter((other) => members.includes(other)).length]),
  ]);
  const model = new SharedModel(sizes);
  const drafts: Draft[] = [];
  const measures: Expression[] = [];
  for (const s of members) {
    const { id } = scenarios[s]!;
    const inBranch = second !== undefined && branch(s).length > 1 ? decidedIn(branch(s).map((other) => studies[other]!)) : undefined;
    const rows = model.scenario(id, (family, index) => {
      if (decided(family, index) < horizon) return "";
      return inBranch && inBranch(family, index) < second! ? branchName(branches[s]!) : id;
    });
    const draft = draftInto(studies[s]!, rows);
    drafts.push(draft);
    measures.push(addStage(draft, rows, stage, s));
  }
  addRisk(
    model.builder,
    measures,
    members.map((s) => scenarios[s]!.id),
    members.map((s) => scenarios[s]!.probability),
    risk,
  );
  return { members, drafts, measures, model: model.build(), shared: model.shared };
}

function branchName(branch: number): string {
  return `branch ${branch + 1}`;
}

/** Value of an expression at a solution. */
export function at({ columns, factors, constant }: Expression, values: Float64Array): number {
  let total = constant;
  for (let i = 0; i < columns.length; i++) total += factors[i]! * values[columns[i]!]!;
  return total;
}
