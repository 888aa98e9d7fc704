import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "./case.ts";
import { draftOf } from "./draft.ts";
import { caseOf } from "./fixture.ts";
import { openHighs } from "./lp/highs.ts";
import { withBounds } from "./lp/model.ts";
import { exactly } from "./lp/solver.ts";
import { makePlan } from "./planner.ts";
import type { Plan } from "./plan.ts";

const solver = openHighs();
after(() => solver.close());
const tiny = "test/programmes/tiny.yaml";
const limits = { gap: 0, nodes: 100_000, seconds: 120, seed: 1 };

function planOf(file: string, replace: readonly (readonly [string, string])[] = [], gap = 0): Promise<Plan> {
  const { library, ...resolved } = caseOf(file, replace);
  return makePlan(resolved, library, { inputs: "test", limits: { ...limits, gap }, solver });
}

test("the MILP's answer is the best of all choices of whole numbers", async () => {
  const { programme, library } = caseOf(tiny);
  const { model } = draftOf(planningCase(programme, library));
  const whole = [...model.integer.keys()].filter((column) => model.integer[column] === 1);
  let best = -Infinity;
  let tried = 0;
  const lower = Float64Array.from(model.lower);
  const upper = Float64Array.from(model.upper);
  const descend = async (position: number): Promise<void> => {
    const node = await solver.solve(withBounds(model, Float64Array.from(lower), Float64Array.from(upper), true), { limits: exactly });
    tried += 1;
    // A choice whose relaxation is impossible or no better than the best cannot hold the answer: bounding, not guessing.
    if (node.objective === null || node.objective <= best + 1e-9) return;
    const open = whole.slice(position).findIndex((column) => lower[column]! < upper[column]!);
    if (open === -1) {
      best = node.objective;
      return;
    }
    const column = whole[position + open]!;
    const [from, to] = [lower[column]!, upper[column]!];
    for (let value = to; value >= from; value--) {
      lower[column] = upper[column] = value;
      await descend(position + open + 1);
    }
    [lower[column], upper[column]] = [from, to];
  };
  await descend(0);
  const found = await solver.solve(model, { limits: { ...limits, gap: 1e-9 } });
  assert.ok(tried > whole.length, `${tried} choices tried`);
  assert.ok(Math.abs(found.objective! - best) <= 1e-6 * Math.abs(best), `${found.objective} against ${best} after ${tried} choices`);
});

test("the plan is never worse than the greedy one, and its objective is what the solver maximised", async () => {
  for (const file of [tiny, "programmes/neocloud.yaml"]) {
    const { solver: report, objective, feasible } = await planOf(file, [], 0.01);
    assert.ok(feasible);
    assert.ok(report.incumbent! >= report.greedy! - 1e-6 * Math.abs(report.greedy!), file);
    assert.ok(Math.abs(objective.total - report.fixed!) <= 1e-6 * Math.abs(report.fixed!), `${file}: ${objective.total} against ${report.fixed}`);
    assert.ok(report.gap! <= 0.01);
  }
});

test("the same programme gives the same bytes", async () => {
  assert.equal(JSON.stringify(await planOf("programmes/neocloud.yaml", [], 0.01)), JSON.stringify(await planOf("programmes/neocloud.yaml", [], 0.01)));
});

test("more budget, more workers and earlier power never hurt; dearer racks never help", async () => {
  const base = (await planOf(tiny)).solver.incumbent!;
  const better = async (from: string, to: string) => (await planOf(tiny, [[from, to]])).solver.incumbent!;
  const slack = 1e-6 * Math.abs(base);
  assert.ok((await better("budget: $900M", "budget: $1200M")) >= base - slack);
  assert.ok((await better("workers: 250 workers", "workers: 500 workers")) >= base - slack);
  assert.ok((await better("facility: 13 MW, energized: 2026-Q4", "facility: 13 MW, energized: 2026-Q3")) >= base - slack);
  assert.ok((await better("rackPrice: $1.2M", "rackPrice: $1.3M")) <= base + slack);
});

test("a milestone out of reach comes back with the rule to relax, in words", async () => {
  const { feasible, relaxations } = await planOf(tiny, [["compute: 3e25 FLOP", "compute: 3e28 FLOP"]], 0.01);
  assert.equal(feasible, false);
  assert.equal(relaxations[0]!.family, "compute.milestone");
  assert.match(relaxations[0]!.sentence, /^run gets .* % of its 3\.0e\+28 FLOP by 2027-Q1/);
});

test("a milestone that is only late says how late", async () => {
  const { relaxations } = await planOf(tiny, [["between: [2026-Q4, 2027-Q1]", "between: [2026-Q3, 2026-Q3]"]], 0.01);
  assert.match(relaxations[0]!.sentence, /It is reachable (one quarter|\d quarters) late, by 202\d-Q\d, or in its window with /);
});

test("cash that investors and lenders do not cover is named in dollars", async () => {
  const { feasible, relaxations } = await planOf(tiny, [["commitment: $700M", "commitment: $20M"]], 0.01);
  assert.equal(feasible, false);
  assert.ok(relaxations.length > 0);
  assert.ok(
    relaxations.some(({ sentence }) => / USD/.test(sentence)),
    relaxations.map(({ sentence }) => sentence).join(" "),
  );
});

test("racks, buildings and cents are whole, and no cash is under its floor", async () => {
  const { decisions, derived } = await planOf("programmes/neocloud.yaml", [], 0.01);
  for (const site of Object.values(decisions.sites))
    for (const lists of [site.starts, site.racks, site.running])
      for (const list of Object.values(lists)) for (const value of list) assert.ok(Number.isInteger(value) && value >= 0);
  for (const list of [...Object.values(decisions.calls), ...Object.values(decisions.draws), ...Object.values(derived.money.capex)])
    for (const value of list) assert.ok(Number.isSafeInteger(value) && value >= 0);
  for (const cash of derived.money.cash) assert.ok(cash >= 0);
});

test("the ladder never rises from one rung to the next", async () => {
  const { derived } = await planOf("programmes/neocloud.yaml", [], 0.01);
  for (const ladder of [derived.ladder, ...Object.values(derived.sites)]) {
    for (const [t, applied] of ladder.appliedKw.entries()) {
      assert.ok(
        applied >= ladder.energizedKw[t]! &&
          ladder.energizedKw[t]! >= ladder.itReadyKw[t]! &&
          ladder.itReadyKw[t]! >= ladder.rackedKw[t]! &&
          ladder.rackedKw[t]! >= ladder.runningKw[t]!,
      );
    }
  }
});
