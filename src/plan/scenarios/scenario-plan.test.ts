import assert from "node:assert/strict";
import { after, test } from "node:test";
import { caseOf } from "../fixture.ts";
import { planningCase } from "../case.ts";
import { frameOf, solveStages } from "../bench.ts";
import { draftOf, stagedDraftOf } from "../draft.ts";
import { openHighs } from "../lp/highs.ts";
import type { Programme } from "../../programme/programme.ts";
import { aligned } from "./aligned.ts";
import type { Share } from "../../units/brand.ts";
import type { Drawn } from "./draw.ts";
import { valueOf } from "../objectives/measure.ts";
import { at, extensiveOf } from "./extensive.ts";
import { moved } from "../../programme/uncertain/moved.ts";
import { neutral } from "./risk.ts";
import { planTree, type ScenarioOptions } from "./scenario-plan.ts";
import type { Scenario } from "./scenario.ts";
import { type Kept, keptOf, measuresOf } from "./stage.ts";

const { programme: tiny, library } = caseOf("test/programmes/tiny.yaml", [
  ["run: { kind: training, compute: 3e25 FLOP", "run: { kind: training, wanted: true, compute: 3e25 FLOP"],
]);
const exact = { gap: 1e-6, nodes: 100_000, seconds: 60, seed: 1 };
const usual = { inputs: "", seed: 1, limits: exact, openSolver: openHighs, workers: 1 };

const demand = (factor: number) => ({ entry: 0, path: "workloads.chat.demand", factor });
const slip = (slipQuarters: number) => ({ entry: 1, path: "sites.alpha.power.grid.energized", slipQuarters });
const scenario = (id: string, probability: number, ...moves: Scenario["moves"]): Scenario => ({ id, probability, moves });
const three = [scenario("a", 0.5, demand(1), slip(0)), scenario("b", 0.3, demand(0.4), slip(0)), scenario("c", 0.2, demand(1.5), slip(2))];

function drawn(scenarios: readonly Scenario[], horizon = 2): Drawn {
  return { tree: { scenarios, horizon, branches: scenarios.map((_, s) => s) }, reduction: { draws: scenarios.length, distance: 0, means: [] } };
}

async function plan(scenarios: readonly Scenario[], options: Partial<ScenarioOptions> & { readonly horizon?: number } = {}, programme: Programme = tiny) {
  return (await planTree(programme, library, drawn(scenarios, options.horizon), { ...usual, ...options })).report;
}

const near = (one: number, other: number, relative = 2e-6): void => assert.ok(Math.abs(one - other) <= relative * Math.max(1, Math.abs(other)), `${one} is not ${other}`);

const solver = openHighs();
after(() => solver.close());
async function alone(programme: Programme): Promise<number> {
  const { model } = draftOf(planningCase(programme, library));
  return (await solver.solve(model, { limits: exact })).objective! * 1e6;
}

const whole = await plan(three);

test("one scenario is the deterministic plan", async () => {
  const report = await plan([scenario("only", 1, demand(1), slip(0))]);
  near(report.result.meanUsd, await alone(tiny));
  assert.equal(report.perfectInformationUsd!.value, 0);
});

test("the search finds the optimum of the extensive form", async () => {
  const { tree } = drawn(three);
  const studies = aligned(three.map(({ moves }) => planningCase(moved(tiny, moves), library)));
  const { model } = extensiveOf(tree, studies, neutral, { measure: "worth", kept: [] });
  near(whole.result.meanUsd, (await solver.solve(model, { limits: exact })).objective! * 1e6);
});

test("three stages: common plan, branches and leaves lie between two stages and nothing in common", async () => {
  const leaves = three.flatMap((one) =>
    [1, 0.9].map((factor) => ({
      ...one,
      id: `${one.id}${factor}`,
      probability: one.probability / 2,
      moves: [...one.moves, { entry: 2, path: "catalogue.accelerators.plain.rackPrice", factor }],
    })),
  );
  const tree = { scenarios: leaves, horizon: 1, second: 3, branches: [0, 0, 1, 1, 2, 2] };
  const reduction = { draws: 6, distance: 0, means: [] };
  const staged = (await planTree(tiny, library, { tree, reduction }, usual)).report;
  const early = await plan(leaves, { horizon: 1 });
  const late = await plan(leaves, { horizon: 3 });
  assert.ok(staged.result.meanUsd <= early.result.meanUsd * (1 + 2e-6), `${staged.result.meanUsd} ${early.result.meanUsd}`);
  assert.ok(staged.result.meanUsd >= late.result.meanUsd * (1 - 2e-6), `${staged.result.meanUsd} ${late.result.meanUsd}`);
});

test("a scenario given twice with its probability split changes nothing", async () => {
  const report = await plan([three[0]!, { ...three[1]!, probability: 0.1 }, { ...three[1]!, id: "b2", probability: 0.2 }, three[2]!]);
  near(report.result.meanUsd, whole.result.meanUsd);
  assert.deepEqual(report.first, whole.first);
  near(report.perfectInformationUsd!.value, whole.perfectInformationUsd!.value, 1e-3);
});

test("the order of the scenarios changes nothing", async () => {
  const report = await plan([three[2]!, three[0]!, three[1]!]);
  near(report.result.meanUsd, whole.result.meanUsd);
  assert.deepEqual(
    Object.fromEntries(report.scenarios.map(({ id, worthUsd }) => [id, Math.round(worthUsd / 1e3)])),
    Object.fromEntries(whole.scenarios.map(({ id, worthUsd }) => [id, Math.round(worthUsd / 1e3)])),
  );
});

test("foresight is worth at least the common plan, that at least the mean's plan, and no plan has negative regret", () => {
  assert.ok(whole.perfectInformationUsd!.value >= 0 && whole.perfectInformationUsd!.low <= whole.perfectInformationUsd!.high);
  assert.ok(whole.stochasticSolutionUsd!.value >= 0);
  assert.ok(whole.result.gap <= 1e-6 + 1e-9, `gap ${whole.result.gap}`);
  for (const row of whole.regret.usd) for (const usd of row) assert.ok(usd === null || usd >= 0);
  assert.equal(whole.regret.plans.filter((name) => name.startsWith("common")).length, 1);
});

test("with nothing in common before the calendar begins, the common plan is what foresight gives", async () => {
  const report = await plan(three, { horizon: 0 });
  for (const { worthUsd, foresight } of report.scenarios) near(worthUsd, foresight!.value);
});

test("CVaR at its two ends: weight 0 is the mean, weight 1 with one dominant tail scenario is that scenario's own plan", async () => {
  near((await plan(three, { risk: { aversion: 0, level: 0.9 } })).objective.stages[0]!.reached, whole.result.meanUsd);
  // Less demand is worse whatever is built: b is the worst of these under every plan, and alone in the worst 10 %.
  const less = [scenario("a", 0.5, demand(1), slip(0)), scenario("b", 0.3, demand(0.4), slip(0)), scenario("c", 0.2, demand(1.5), slip(0))];
  const worst = await plan(less, { risk: { aversion: 1, level: 0.9 } });
  const b = worst.scenarios.find(({ id }) => id === "b")!;
  near(worst.objective.stages[0]!.reached, b.worthUsd);
  near(worst.objective.stages[0]!.reached, Math.min(...worst.scenarios.map(({ worthUsd }) => worthUsd)));
  near(worst.objective.stages[0]!.reached, b.foresight!.value);
});

test("more weight on the tail never raises the mean, and never lowers the tail", async () => {
  const tail = (report: typeof whole) => Math.min(...report.scenarios.map(({ worthUsd }) => worthUsd));
  const averse = await plan(three, { risk: { aversion: 1, level: 0.9 } });
  const between = await plan(three, { risk: { aversion: 0.5, level: 0.9 } });
  assert.ok(between.result.meanUsd <= whole.result.meanUsd * (1 + 1e-6));
  assert.ok(averse.result.meanUsd <= between.result.meanUsd * (1 + 1e-6));
  assert.ok(tail(averse) >= tail(between) * (1 - 1e-6) && tail(between) >= tail(whole) * (1 - 1e-6));
});

test("any number of workers gives the same bytes", async () => {
  assert.equal(JSON.stringify(await plan(three, { workers: 3 })), JSON.stringify(whole));
});

test("Ctrl-C after the first common plan keeps it, with what is known of its bound", async () => {
  const stop = new AbortController();
  const report = await plan(three, { signal: stop.signal, onProgress: (stage) => stage === "first stages of single scenarios" && stop.abort() });
  assert.equal(report.result.interrupted, true);
  assert.ok(report.objective.stages[0]!.bound >= report.objective.stages[0]!.reached);
  assert.ok(report.scenarios.every(({ worthUsd }) => Number.isFinite(worthUsd)));
});

const of = (kind: Programme["objective"]["kind"], kept: Programme["objective"]["kept"] = {}): Programme => ({ ...tiny, objective: { ...tiny.objective, kind, kept } });
const kinds = ["lexicographic", "most-compute", "least-cost"] as const;

for (const kind of kinds) {
  test(`${kind}: one scenario is the deterministic plan, stage by stage`, async () => {
    const programme = of(kind);
    const report = await plan([scenario("only", 1, demand(1), slip(0))], {}, programme);
    const { draft, model, stages } = stagedDraftOf(planningCase(programme, library), measuresOf(kind));
    const session = await solver.open(model);
    const alone = await solveStages(session, stages, frameOf(model), { options: () => ({ limits: exact }) });
    await session.close();
    assert.deepEqual(
      report.objective.stages.map(({ measure }) => measure),
      stages.map(({ measure }) => measure),
    );
    for (const [position, { measure, reached }] of report.objective.stages.entries()) near(reached, valueOf(measure, alone.results[position]!.reached), 1e-4);
    assert.ok(draft);
  });

  test(`${kind}: each stage is best among the plans that keep the stages before in every scenario`, async () => {
    const programme = of(kind);
    const report = await plan(three, {}, programme);
    const { tree } = drawn(three);
    const studies = aligned(three.map(({ moves }) => planningCase(moved(programme, moves), library)));
    const kept: Kept[] = [];
    for (const [position, measure] of measuresOf(kind).entries()) {
      const { model, measures } = extensiveOf(tree, studies, neutral, { measure, kept });
      const best = await solver.solve(model, { limits: exact });
      const stage = report.objective.stages[position]!;
      // Another plan that is best of the stage before may leave this one more or less room: by what may be given away.
      near(stage.reached, valueOf(measure, best.objective!), position === 0 ? 1e-5 : 0.01);
      assert.ok(stage.gap <= 1e-5, `gap ${stage.gap}`);
      kept.push(
        keptOf(
          measure,
          measures.map((one) => at(one, best.values)),
          {},
        ),
      );
    }
    for (const { measure, perfectInformation, stochasticSolution } of report.objective.stages)
      for (const between of [perfectInformation, stochasticSolution]) if (between) assert.ok(between.value >= 0 && between.low <= between.high, measure);
  });
}

test("what a stage came to is kept by the stages after it, in every scenario", async () => {
  const kept = { compute: 0.02 as Share };
  const report = await plan(three, {}, of("most-compute", kept));
  const alone = await plan(three, {}, of("most-compute", { compute: 0 as Share }));
  for (const [s, { stages }] of report.scenarios.entries()) {
    const [compute, cost] = stages;
    assert.ok(compute!.value >= alone.scenarios[s]!.stages[0]!.value * (1 - 0.01) * (1 - 1e-3), `${compute!.value} of ${alone.scenarios[s]!.stages[0]!.value}`);
    assert.ok(cost!.foresight!.value <= cost!.value + 1, "with foresight it costs no more");
  }
  // What may be given away saves money.
  assert.ok(report.objective.stages[1]!.mean <= alone.objective.stages[1]!.mean);
});

test("a stop after the first stage keeps it, and says that the rest was not searched", async () => {
  const stop = new AbortController();
  const report = await plan(three, { signal: stop.signal, onProgress: (stage) => stage.startsWith("cost: 3 scenarios") && stop.abort() }, of("most-compute"));
  assert.equal(report.result.interrupted, true);
  assert.equal(report.objective.stages[0]!.measure, "compute");
  assert.ok(report.scenarios.every(({ worthUsd }) => Number.isFinite(worthUsd)));
});
