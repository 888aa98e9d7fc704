import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPlan } from "./check.ts";
import { countLeaves, mutants } from "./mutants.fixture.ts";
import { type Paper, papers } from "./paper.fixture.ts";
import { tinyProgramme } from "./tiny.fixture.ts";

for (const [paper, { text, slices, plan: onPaper }] of Object.entries<Paper>(papers)) {
  test(`law 7: change any one number of the ${paper} plan, or move one of its decisions, and it is refused, naming a family`, () => {
    const programme = tinyProgramme(text);
    const plan = onPaper();
    let made = 0;
    const missed: string[] = [];
    for (const { name, plan: mutant } of mutants(plan, () => true)) {
      made++;
      const { accepted, refusals } = checkPlan(programme, () => slices, mutant, "hash");
      if (accepted) missed.push(name);
      else assert.ok(refusals.every(({ family, sentence }) => family !== "" && sentence !== ""));
    }
    assert.ok(made > 3 * countLeaves(plan), `${made} mutants of ${countLeaves(plan)} leaves`);
    console.log(
      `${paper}: ${made - missed.length} of ${made} mutants caught (${((100 * (made - missed.length)) / made).toFixed(2)} %)${missed.map((name) => `\n  missed: ${name}`).join("")}`,
    );
    assert.ok(missed.length <= 0.01 * made, missed.join("\n"));
  });
}
