// Does a sweep give the same bytes on any number of threads, and do its futures, tables and summary agree?

import assert from "node:assert/strict";
import { test } from "node:test";
import { caseOf } from "../plan/fixture.ts";
import { makePlan } from "../plan/planner.ts";
import { numberColumn } from "../record/column.ts";
import { parquet } from "../record/write.ts";
import { simulate } from "../simulate/simulate.ts";
import { plannersOnly, pointsOf } from "./axes.ts";
import { futuresOf } from "./future.ts";
import type { Outcome } from "./outcome.ts";
import type { Point } from "./play.ts";
import { playAll } from "./pool.ts";
import { sweepOf } from "./sweep.ts";

const uncertain = `uncertain:
  - { path: sites.alpha.power.grid.energized, slip: [{ quarters: 0 quarters, likely: 50 % }, { quarters: 1 quarter, likely: 50 % }] }
  - { path: workloads.chat.demand, times: [0.5, 1.0, 2.0] }
objective:`;
const { library, ...resolved } = caseOf("test/programmes/tiny.yaml", [["objective:", uncertain]]);
const plan = await makePlan(resolved, library, { inputs: "test" });
const dear = caseOf("test/programmes/tiny.yaml", [
  ["objective:", uncertain],
  ["energy: 50 $/MWh", "energy: 90 $/MWh"],
]);
const stated = resolved.programme;
const points: readonly Point[] = [
  { resolved, stated, plan },
  { resolved: { programme: dear.programme, figures: dear.figures }, stated, plan },
];
const axes = [{ path: "sites.alpha.tariff.energy", values: ["50 $/MWh", "90 $/MWh"] }];
const futures = futuresOf(stated, { draws: 10, seeds: 5, seed: 7, points: 2 });

async function played(workers: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await playAll(points, library, futures, { workers, onDone: ({ index }, outcome) => (outcomes[index] = outcome) });
  return outcomes;
}

test("points have the same draws and seeds, each entry once in each stratum, and probabilities that add up", () => {
  assert.deepEqual(pointsOf([...axes, { path: "discount", values: ["8 %/yr"] }]), [
    ["sites.alpha.tariff.energy=50 $/MWh", "discount=8 %/yr"],
    ["sites.alpha.tariff.energy=90 $/MWh", "discount=8 %/yr"],
  ]);
  assert.equal(futures.length, 20);
  for (const future of futures.slice(0, 10)) {
    const { index: _, point: __, ...here } = future;
    const { index: ___, point: ____, ...there } = futures[future.index + 10]!;
    assert.deepEqual(here, there);
  }
  const slips = futures.slice(0, 10).map(({ moves }) => moves[0]!.slipQuarters!);
  assert.equal(slips.filter((quarters) => quarters === 1).length, 5, "half of a Latin hypercube is half");
  assert.ok(Math.abs(futures.slice(0, 10).reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-12);
  assert.deepEqual([...new Set(futures.map(({ seed }) => seed))], [7, 8, 9, 10, 11]);
  assert.ok(futuresOf({ uncertain: [] }, { draws: 0, seeds: 3, seed: 1, points: 1 }).every(({ moves, draw }) => moves.length === 0 && draw === -1));
});

test("1, 2 and 4 threads give the same bytes; the tables have every future, and the summary's order statistics are among them", async () => {
  const head = { inputs: "test", seed: 7, draws: 10, seeds: 5, plan: "fixed", axes } as const;
  const results = [];
  for (const workers of [1, 2, 4]) results.push(sweepOf(head, points, futures, await played(workers)));
  const bytes = results.map(({ sweep, tables }) => [JSON.stringify(sweep), ...tables.map((table) => Buffer.from(parquet(table)).toString("base64"))]);
  assert.deepEqual(bytes[1], bytes[0]);
  assert.deepEqual(bytes[2], bytes[0]);
  const { sweep, tables } = results[0]!;
  assert.deepEqual(
    tables.map(({ shape, rows }) => [shape.name, rows]),
    [
      ["futures", 20],
      ["future-draws", 60],
      ["future-milestones", 20],
      ["future-quarters", 120],
    ],
  );
  const useful = [...numberColumn(tables[0]!, "usefulH100eHours")].slice(0, 10).toSorted((one, other) => one - other);
  const { p10, p50, p90 } = sweep.points[0]!.figures["usefulH100eHours"]!;
  assert.deepEqual([p10, p50, p90], [useful[0], useful[4], useful[8]]);
  const energy = (point: number) => sweep.points[point]!.figures["energyUsd"]!;
  assert.ok(energy(1).p50! > energy(0).p50!, "dearer energy costs more in the same futures");
  assert.equal(sweep.points[1]!.at["sites.alpha.tariff.energy"], "90 $/MWh");
  const [run] = sweep.points[0]!.milestones;
  const byHour = [...numberColumn(tables[2]!, "doneHour")].slice(0, 10);
  const windowHours = 24 * (90 + 91 + 92 + 92 + 90);
  assert.equal(run!.due, "2027-03-31");
  assert.equal(run!.probability, byHour.filter((hour) => hour <= windowHours).length / 10);
  assert.ok(run!.low <= run!.probability && run!.probability <= run!.high);
});

test("a future is what simulate gives with its seed, where nothing is drawn", async () => {
  const alone = futuresOf({ uncertain: [] }, { draws: 0, seeds: 1, seed: 9, points: 1 });
  const outcomes: Outcome[] = [];
  await playAll([points[0]!], library, alone, { workers: 1, onDone: (_, outcome) => outcomes.push(outcome) });
  const { summary } = await simulate(resolved, library, plan, { seed: 9 });
  assert.ok(Math.abs(outcomes[0]!.figures[0]! / summary.waterfall.useful - 1) < 1e-12);
});

test("what only the planner could answer is said, and what moves the calendar stands no plan", () => {
  assert.match(plannersOnly("objective.kind")!.says, /not what happens/);
  assert.match(plannersOnly("labour.pools.town.workers")!.says, /started/);
  assert.equal(plannersOnly("calendar.quarters")!.stands, false);
  for (const path of ["workloads.chat.demand", "sites.alpha.power.grid.energized", "catalogue.failures.hbm.rate", "sites.alpha.tariff.energy"])
    assert.equal(plannersOnly(path), undefined);
});
