import assert from "node:assert/strict";
import { test } from "node:test";
import { caseOf } from "../fixture.ts";
import { valueOf } from "../../programme/uncertain/move.ts";
import { drawScenarios } from "./draw.ts";
import { moved, at } from "../../programme/uncertain/moved.ts";
import { meanOf, outcomeAt, rangeOf } from "../../programme/uncertain/outcome.ts";
import { reduce } from "./reduce.ts";

const { programme } = caseOf("programmes/neocloud.yaml");
const options = { scenarios: 8, draws: 400, seed: 3, horizon: 4, stages: 2 } as const;

test("probabilities of the scenarios sum to 1, and their means stay within 5 % of each entry's range of the stated ones", () => {
  const { tree, reduction } = drawScenarios(programme, options);
  assert.equal(tree.scenarios.length, 8);
  assert.ok(Math.abs(tree.scenarios.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-12);
  for (const [entry, { path, stated, kept }] of reduction.means.entries()) {
    const range = rangeOf(programme.uncertain[entry]!);
    assert.ok(Math.abs(kept - stated) < 0.05 * range, `${path}: stated ${stated}, kept ${kept}`);
  }
});

test("a draw is the same for the same seed, another for another, and does not depend on the order of the list", () => {
  const again = drawScenarios(programme, options);
  assert.deepEqual(drawScenarios(programme, options), again);
  assert.notDeepEqual(drawScenarios(programme, { ...options, seed: 4 }).tree, again.tree);
  const turned = drawScenarios({ ...programme, uncertain: programme.uncertain.toReversed() }, options);
  const moves = (drawn: typeof again) =>
    drawn.tree.scenarios.map(({ probability, moves: all }) => [probability, Object.fromEntries(all.map((move) => [move.path, valueOf(move)]))]);
  assert.deepEqual(moves(turned), moves(again));
});

test("all draws kept reproduce the distribution: strata give each entry's mean to 0.2 % of its range", () => {
  const { reduction } = drawScenarios(programme, { ...options, scenarios: 400 });
  assert.equal(reduction.distance, 0);
  for (const [entry, { stated, kept }] of reduction.means.entries())
    assert.ok(Math.abs(kept - stated) < 0.002 * rangeOf(programme.uncertain[entry]!), `${entry}: ${stated} ${kept}`);
});

test("quantiles: a triangular factor's ends and median on paper, two factors are the ends of a uniform one, listed factors their shares", () => {
  const factor = (uncertainty: object, quantile: number) => outcomeAt(0, { path: "x", ...uncertainty } as never, quantile).factor!;
  assert.equal(factor({ times: [1, 2, 5] }, 0), 1);
  assert.equal(factor({ times: [1, 2, 5] }, 1), 5);
  // F(2) = 1/4; above it 1 - F(x) = (5 - x)^2 / 12, so the median is 5 - sqrt(6).
  assert.ok(Math.abs(factor({ times: [1, 2, 5] }, 0.25) - 2) < 1e-12);
  assert.ok(Math.abs(factor({ times: [1, 2, 5] }, 0.5) - (5 - Math.sqrt(6))) < 1e-12);
  assert.equal(factor({ times: [1, 3] }, 0.5), 2);
  assert.equal(factor({ times: [1, 2, 5], likely: [0.2, 0.7, 0.1] }, 0.89), 2);
  assert.equal(factor({ times: [1, 2, 5], likely: [0.2, 0.7, 0.1] }, 0.91), 5);
  assert.equal(meanOf({ path: "x", times: [1, 2, 6] } as never), 3);
});

test("entries of a group move together, others do not", () => {
  const grouped = programme.uncertain.map((entry, position) => (position > 0 ? { ...entry, group: "market" } : entry));
  const { tree } = drawScenarios({ ...programme, uncertain: grouped }, { ...options, scenarios: 12 });
  const values = tree.scenarios.map(({ moves }) => moves.map(valueOf));
  const bySecond = values.toSorted((one, other) => one[1]! - other[1]!);
  for (let i = 1; i < bySecond.length; i++) assert.ok(bySecond[i]![2]! >= bySecond[i - 1]![2]!);
});

test("moves reach a date, a series and a number, leave the rest shared, and the programme itself unchanged", () => {
  const before = JSON.stringify(programme);
  const after = moved(programme, [
    { entry: 0, path: "sites.amarillo.power.phase-2.energized", slipQuarters: 3 },
    { entry: 1, path: "workloads.chat.demand", factor: 2 },
    { entry: 2, path: "catalogue.accelerators.vr200-nvl72.rackPrice", factor: 0.5 },
    { entry: 3, path: "known", slipQuarters: 1 },
  ]);
  assert.equal(JSON.stringify(programme), before);
  assert.notEqual(at(after, "sites.amarillo.power.phase-2.energized"), at(programme, "sites.amarillo.power.phase-2.energized"));
  const demand = at(programme, "workloads.chat.demand") as Record<string, number>;
  assert.deepEqual(at(after, "workloads.chat.demand"), Object.fromEntries(Object.entries(demand).map(([key, value]) => [key, 2 * value])));
  assert.equal(at(after, "catalogue.accelerators.vr200-nvl72.rackPrice"), 0.5 * (at(programme, "catalogue.accelerators.vr200-nvl72.rackPrice") as number));
  assert.equal(after.sites["las-cruces"], programme.sites["las-cruces"]);
  assert.equal(moved({ ...programme, known: "2026-11-30" as never }, [{ entry: 0, path: "known", slipQuarters: 1 }]).known, "2027-02-28");
  assert.throws(() => moved(programme, [{ entry: 0, path: "sites.nowhere.power", factor: 1 }]), /leads nowhere/);
});

test("fast forward selection keeps the middle of one cluster first, then one of each, and moves every probability to the nearest", () => {
  const points = [[0], [1], [2], [10], [11], [12], [100]];
  assert.deepEqual(reduce(points, 1).kept, [3]);
  const { kept, probabilities, distance } = reduce(points, 3);
  assert.deepEqual(kept.length, 3);
  assert.ok(kept.includes(6));
  assert.ok(Math.abs(probabilities.reduce((sum, probability) => sum + probability, 0) - 1) < 1e-12);
  assert.ok(Math.abs(distance - reduceByHand(points, kept)) < 1e-12);
  assert.deepEqual(reduce([[1], [1], [1]], 2), { kept: [0], probabilities: [1], distance: 0 });
});

function reduceByHand(points: number[][], kept: readonly number[]): number {
  return points.reduce((sum, [x]) => sum + Math.min(...kept.map((k) => Math.abs(points[k]![0]! - x!))), 0) / points.length;
}

test("three stages: branches times leaves, leaves of one branch differ only in what is revealed late", () => {
  const { tree } = drawScenarios(
    { ...programme, uncertain: programme.uncertain.map((entry, position) => (position === 0 ? { ...entry, revealed: "2028-Q1" as never } : entry)) },
    { ...options, scenarios: 9, stages: 3 },
  );
  assert.equal(tree.second, 8);
  assert.ok(Math.abs(tree.scenarios.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-12);
  assert.equal(new Set(tree.branches).size, 3);
  for (const [s, { moves }] of tree.scenarios.entries())
    for (const [other, { moves: others }] of tree.scenarios.entries()) if (tree.branches[s] === tree.branches[other]) assert.deepEqual(moves.slice(1), others.slice(1));
});
