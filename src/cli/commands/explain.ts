// `gigasite explain PLAN`: what binds most, five sentences with what one more unit is worth; or what to relax.

import type { Answer } from "../face.ts";
import { caseOfFolder } from "../inputs.ts";
import { standingPlan } from "../job.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { rests } from "../screens/plan.ts";
import { wrap } from "../table.ts";

const shown = 5;

export async function explain([operand]: readonly string[], _options: object, answer: Answer): Promise<number> {
  const folder = runFolderOf(operand!);
  finishSwap(folder);
  const { resolved } = caseOfFolder(folder);
  const { feasible, binding, relaxations, solver } = standingPlan(folder);
  const sentences = (feasible ? binding.slice(0, shown) : relaxations).map(({ sentence }) => wrap(sentence, "  ", 116));
  const head = feasible
    ? "what binds most, and what one more unit is worth (discounted USD, at the plan's whole numbers)"
    : "the programme cannot keep every rule; it could if these gave way";
  answer.give({
    document: { feasible, binding, relaxations, solver },
    text: [head, ...(sentences.length > 0 ? sentences : ["  nothing binds"]), rests(resolved.figures)].join("\n"),
  });
  return feasible ? 0 : 1;
}
