import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../case.ts";
import { draftOf } from "../draft.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import { certify } from "../lp/certificates.ts";
import { type LinearModel, ModelBuilder, sum } from "../lp/model.ts";
import { exactly } from "../lp/solver.ts";
import { InterruptedError } from "../no-plan.ts";
import { ProofTree } from "./proof-tree.ts";
import { boundsWithout, brokenRules, type Rule, rulesOf } from "./rules.ts";

const solver = openHighs();
after(() => solver.close());

/** Two whole halls of 3 MW at most 5 MW together, at least 4 MW in all: 3 or 6 MW, never between; and a rule that has nothing to do with it. */
function halls(): { readonly model: LinearModel; readonly rules: readonly Rule[] } {
  const model = new ModelBuilder();
  const [one, other, besides] = [model.whole("hall", ["one"], 0, 1), model.whole("hall", ["other"], 0, 1), model.column("besides", [], 0, 10)];
  model.atMost("most", [], "MW", sum().add(one, 3).add(other, 3), 5);
  model.atLeast("least", [], "MW", sum().add(one, 3).add(other, 3), 4);
  model.atLeast("besides", [], "MW", sum().add(besides), 2);
  const rule = (family: string, row: number): Rule => ({ family, subject: "", rows: [row], lower: [], upper: [] });
  return { model: model.build(), rules: [rule("most", 0), rule("least", 1), rule("besides", 2)] };
}

test("what conflicts only in whole numbers is proved by cases, and only by the rules that conflict", async () => {
  const { model, rules } = halls();
  const tree = new ProofTree(model, rules, solver);
  const all = await tree.verdict(new Set(rules));
  assert.deepEqual(all.holds === false && [...all.rules].map(({ family }) => family), ["most", "least"]);
  assert.equal((await tree.inFractions(new Set(rules))).holds, true);
  // A proof is not kept for rules that are gone.
  const without = await tree.verdict(new Set(rules.slice(1)));
  assert.ok(without.holds);
  assert.deepEqual(
    brokenRules(model, rules, without.values).map(({ family }) => family),
    ["most"],
  );
  assert.equal((await tree.verdict(new Set(rules))).holds, false);
  await tree.close();
});

const tiny = "test/programmes/tiny.yaml";
/** Half a hall would be enough for the run; whole halls need 100 workers each. */
const wholeOnly = [
  ["workers: 250 workers", "workers: 90 workers"],
  ["compute: 3e25 FLOP", "compute: 1e25 FLOP"],
] as const;

test("each set of families kept: the verdict is that of branch and bound, and a solution keeps every rule", async () => {
  const { programme, library } = caseOf(tiny, wholeOnly);
  const study = planningCase(programme, library);
  const { model } = draftOf(study);
  const rules = rulesOf(study, model);
  const names = [...new Set(rules.map(({ family }) => family))];
  const tree = new ProofTree(model, rules, solver);
  let impossible = 0;
  for (const gone of names) {
    const kept = new Set(rules.filter(({ family }) => family !== gone));
    const verdict = await tree.verdict(kept);
    const without = rules.filter((rule) => !kept.has(rule));
    const { status } = await solver.solve({ ...model, ...boundsWithout(model, without), cost: new Float64Array(model.cost.length) }, { limits: exactly });
    assert.equal(verdict.holds, status !== "infeasible", `without ${gone}`);
    if (verdict.holds === false) {
      impossible += 1;
      for (const rule of verdict.rules) assert.ok(kept.has(rule));
      const carrying = rules.filter((rule) => !verdict.rules.has(rule));
      const alone = await solver.solve({ ...model, ...boundsWithout(model, carrying), cost: new Float64Array(model.cost.length) }, { limits: exactly });
      assert.equal(alone.status, "infeasible", "the rules that carry the proof conflict on their own");
    } else if (verdict.holds) {
      const { values } = verdict;
      const checks = certify(
        { ...model, ...boundsWithout(model, without) },
        { status: "optimal", objective: 0, bound: null, gap: null, nodes: 0, stoppedByClock: false, values, duals: new Float64Array(), reducedCosts: new Float64Array() },
      );
      for (const { name, holds, where } of checks) if (name !== "objective") assert.ok(holds, `without ${gone}: ${name} at ${where}`);
    }
  }
  assert.ok(impossible > 0 && impossible < names.length);
  await tree.close();
});

test("a stop ends it", async () => {
  const { model, rules } = halls();
  const tree = new ProofTree(model, rules, solver, AbortSignal.abort());
  await assert.rejects(tree.verdict(new Set(rules)), InterruptedError);
  await tree.close();
});
