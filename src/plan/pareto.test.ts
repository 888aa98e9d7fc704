import assert from "node:assert/strict";
import { after, test } from "node:test";
import { nearOptimalAlternatives } from "./alternatives.ts";
import { caseOf } from "./fixture.ts";
import { openHighs } from "./lp/highs.ts";
import { atLeastOf, measures } from "./objectives/measure.ts";
import { frontOf, paretoFront } from "./pareto.ts";
import { makePlan } from "./planner.ts";

const solver = openHighs();
after(() => solver.close());
const limits = { gap: 0.01, nodes: 100_000, seconds: 120 };

for (const file of ["test/programmes/tiny.yaml", "programmes/neocloud.yaml"]) {
  test(`${file}: the front rises with its cost, no point is dominated, and each keeps its limit`, async () => {
    const { library, ...resolved } = caseOf(file);
    const { points, knee, dominated } = await paretoFront(resolved, library, 7, { limits, solver });
    assert.equal(points.length + dominated, 7);
    assert.ok(points.length >= 6, `${points.length} points`);
    for (const [position, point] of points.entries()) {
      const before = points[position - 1];
      if (before) assert.ok(point.costUsd > before.costUsd && point.compute > before.compute);
      if (point.limitUsd !== null) assert.ok(point.costUsd <= point.limitUsd * (1 + 1e-6) + 1, `${point.costUsd} against ${point.limitUsd}`);
      assert.ok(point.gap! <= 0.01 + 1e-9);
    }
    assert.ok(points.every(({ aboveChord }) => aboveChord <= points[knee]!.aboveChord) && points[knee]!.aboveChord > 0);
    // No other plan lies above the front: what it gives, the next dearer point gives too, within the gap of that point's search.
    const programme = { ...resolved.programme, objective: { ...resolved.programme.objective, kind: "lexicographic" as const } };
    const { objective } = await makePlan({ ...resolved, programme }, library, { inputs: "test", limits, solver });
    const compute = objective.stages.find(({ name }) => name === "compute")!.value;
    const dearer = points.find(({ costUsd }) => costUsd >= objective.value - objective.total);
    assert.ok(compute <= (dearer ?? points.at(-1)!).compute * 1.011);
  });
}

test("the price at a point is what the next H100e-years cost there", async () => {
  const { library, ...resolved } = caseOf("test/programmes/tiny.yaml");
  const { points } = await paretoFront(resolved, library, 11, { limits: { ...limits, gap: 0 }, solver });
  // On the same buildings the front is concave: a step costs between the prices at its two ends, but for whole racks.
  const steps = points.flatMap((point, position) => {
    const before = points[position - 1];
    if (!before || JSON.stringify(before.plan.buildings) !== JSON.stringify(point.plan.buildings) || before.usdPerH100eYear === null || point.usdPerH100eYear === null) return [];
    return [{ low: before.usdPerH100eYear, high: point.usdPerH100eYear, step: point.stepUsdPerH100eYear! }];
  });
  assert.ok(steps.length > 0, "some neighbours have the same buildings");
  for (const { low, high, step } of steps) assert.ok(step >= low * 0.98 && step <= high * 1.02, JSON.stringify(steps));
});

test("the knee is the point farthest above the line between the ends", () => {
  const point = (costUsd: number, compute: number) => ({ costUsd, compute, limitUsd: null, gap: 0, stoppedByClock: false, usdPerH100eYear: null, plan: {} as never });
  const { points, knee, dominated } = frontOf([point(0, 0), point(2, 8), point(10, 10), point(3, 7), point(6, 9)]);
  assert.deepEqual(
    points.map(({ costUsd }) => costUsd),
    [0, 2, 6, 10],
  );
  assert.equal(dominated, 1);
  assert.equal(knee, 1);
  assert.ok(Math.abs(points[1]!.aboveChord - 0.6 / Math.SQRT2) < 1e-12);
  assert.equal(points[1]!.stepUsdPerH100eYear, (8766 * 2) / 8);
});

for (const kind of ["worth", "lexicographic"] as const) {
  test(`alternatives of ${kind}: each within 2 % of the plan in every measure, and no nearer the middle than the plan`, async () => {
    const { library, figures, programme: written } = caseOf("programmes/neocloud.yaml");
    const resolved = { figures, programme: { ...written, objective: { ...written.objective, kind } } };
    const plan = await makePlan(resolved, library, { inputs: "test", limits, solver });
    const { alternatives, best } = await nearOptimalAlternatives(resolved, library, plan, 8, { limits, solver });
    assert.equal(alternatives.length, 8);
    assert.deepEqual(best.stages, plan.objective.stages);
    for (const { extent, direction, value, plan: outline, stages } of alternatives) {
      assert.equal(value, outline[extent]);
      const beyond = direction === "most" ? value - best.plan[extent] : best.plan[extent] - value;
      assert.ok(beyond >= -0.01 * Math.abs(best.plan[extent]), `${direction} ${extent}: ${value} against the plan's ${best.plan[extent]}`);
      for (const { name, value: reached } of stages) {
        const aim = best.stages.find((stage) => stage.name === name)!.value;
        const lost = measures[name].better === "more" ? aim - reached : reached - aim;
        // Compute is cut to 0.001 H100e: some 1e-7 of each quarter's demand.
        const cut = name === "service" ? 1e-5 : 1e-6 * Math.abs(aim);
        assert.ok(lost <= 0.02 * Math.max(atLeastOf(name) * measures[name].scale, Math.abs(aim)) + cut, `${direction} ${extent}: ${name} ${reached} against ${aim}`);
      }
    }
    const of = (extent: string) => alternatives.filter((alternative) => alternative.extent === extent).map(({ value }) => value);
    for (const extent of ["sites", "onsiteMw", "cloudsUsd", "largestShare"]) assert.ok(of(extent)[0]! <= of(extent)[1]!);
    assert.ok(of("sites")[1]! > of("sites")[0]!, "there is a choice in the number of sites");
  });
}

test("searches that end at their limits still give plans within 2 % of the best, each on its side of its bound", async () => {
  const { library, ...resolved } = caseOf("programmes/neocloud.yaml");
  const plan = await makePlan(resolved, library, { inputs: "test", limits, solver });
  const { alternatives, best } = await nearOptimalAlternatives(resolved, library, plan, 8, { limits: { ...limits, nodes: 1 }, solver });
  assert.ok(
    alternatives.some(({ gap }) => gap! > limits.gap),
    "one node was enough for every search",
  );
  for (const { extent, direction, value, bound, gap, stages } of alternatives) {
    const room = 1e-6 * Math.max(1, Math.abs(value));
    assert.ok(direction === "least" ? bound! <= value + room : bound! >= value - room, `${direction} ${extent}: ${value} against the bound ${bound}`);
    assert.ok(Math.abs(gap! - Math.abs(bound! - value) / Math.abs(value || 1)) < 1e-6, `${direction} ${extent}: gap ${gap}`);
    assert.ok(stages[0]!.value >= 0.98 * best.stages[0]!.value - 1, `${direction} ${extent} is worth ${stages[0]!.value}`);
  }
});

test("the front and the alternatives are the same bytes twice", async () => {
  const { library, ...resolved } = caseOf("test/programmes/tiny.yaml");
  const plan = await makePlan(resolved, library, { inputs: "test", limits, solver });
  const once = async () =>
    JSON.stringify([await paretoFront(resolved, library, 7, { limits, solver }), await nearOptimalAlternatives(resolved, library, plan, 8, { limits, solver })]);
  assert.equal(await once(), await once());
});
