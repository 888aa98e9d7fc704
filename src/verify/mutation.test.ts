import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPlan } from "./check.ts";
import { countLeaves, mutants } from "./mutants.fixture.ts";
import { tinyPlan, tinyProgramme, tinySlices } from "./tiny.fixture.ts";

test("law 7: change any one number of the paper plan and it is refused, naming a family", () => {
  const programme = tinyProgramme();
  const plan = tinyPlan();
  let made = 0;
  const missed: string[] = [];
  for (const { name, plan: mutant } of mutants(plan, () => true)) {
    made++;
    const { accepted, refusals } = checkPlan(programme, () => tinySlices, mutant, "hash");
    if (accepted) missed.push(name);
    else assert.ok(refusals.every(({ family, sentence }) => family !== "" && sentence !== ""));
  }
  assert.ok(made > 3 * countLeaves(plan), `${made} mutants of ${countLeaves(plan)} leaves`);
  console.log(`${made} mutants, ${missed.length} missed${missed.map((name) => `\n  missed: ${name}`).join("")}`);
  assert.ok(missed.length <= 0.01 * made, missed.join("\n"));
});
