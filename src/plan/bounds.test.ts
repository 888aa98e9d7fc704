// On paper: the bounds of the tiny programme (no building stands, alpha takes two halls of 10 MW at one a quarter, beta one).

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  earliestOf,
  landLeft,
  mostOpexUsd,
  mostOwedMillions,
  mostReadyMw,
  mostServing,
  mostShortMillions,
  mostStarts,
  mostStartsInAll,
  mostTraining,
  roundingRoomUsd,
  wholeRun,
  withRoom,
} from "./bounds.ts";
import { planningCase } from "./case.ts";
import { caseOf } from "./fixture.ts";
import { makePlan } from "./planner.ts";

const studyOf = (file: string, ...replace: (readonly [string, string])[]) => {
  const { programme, library } = caseOf(file, replace);
  return planningCase(programme, library);
};
const tiny = studyOf("test/programmes/tiny.yaml");
const finance = studyOf("test/programmes/finance.yaml");

test("land left is what is not built, and a quarter's starts are at most that and the pace", () => {
  const kinds = ["hall-10", "shell-10"].map((kind) => finance.buildings.findIndex(({ id }) => id === kind));
  const [alpha, beta] = finance.sites;
  assert.deepEqual(
    [alpha!, beta!].map((site) => kinds.map((b) => landLeft(finance, site, b))),
    [
      [3, 2],
      [1, 0],
    ],
  );
  assert.deepEqual(
    [alpha!, beta!].map((site) => kinds.map((b) => mostStarts(finance, site, b))),
    [
      [2, 2],
      [1, 0],
    ],
  );
  assert.deepEqual([mostStartsInAll(finance, alpha!), mostStartsInAll(finance, beta!)], [2, 1]);
});

test("the most that is ready is what stands and all that the land takes", () => {
  assert.equal(mostReadyMw(finance, finance.sites[0]!), 50);
  assert.equal(mostReadyMw(finance, finance.sites[1]!), 20);
});

test("starts stand ahead of the first power only as far as pace and crews spread them; racks may wait for it in a ready hall", () => {
  // Power at alpha from index 9, ready after 2: the last start may wait for index 7. 250 workers hold two crews of 100, so that alpha's two halls are
  // one batch of two quarters and beta's one hall another: four quarters ahead, 3. 199 hold one crew: two batches at alpha and one at beta, six ahead, 1.
  const late = [
    ["quarters: 6", "quarters: 12"],
    ["energized: 2026-Q3, ramp: [50 %, 100 %]", "energized: 2028-Q2"],
    ["facility: 10 MW, energized: 2026-Q4", "facility: 10 MW, energized: 2028-Q2"],
  ] as const;
  const start = (...replace: (readonly [string, string])[]) => {
    const study = studyOf("test/programmes/tiny.yaml", ...late, ...replace);
    return earliestOf(study, study.sites[0]!);
  };
  assert.deepEqual(start(), { start: 3, racks: 5, running: 9 });
  assert.deepEqual(start(["workers: 250 workers", "workers: 199 workers"]), { start: 1, racks: 3, running: 9 });
  assert.deepEqual(earliestOf(tiny, tiny.sites[0]!), { start: 0, racks: 2, running: 2 });
});

test("work on a cloud is at most what it sells, and one campus of it or the demand", () => {
  const cloud = { most: [8000, 8000], campus: [5000, 9000] };
  assert.deepEqual([mostTraining(cloud, 0), mostTraining(cloud, 1)], [5, 8]);
  assert.deepEqual([mostServing(cloud.most, [3000, 9000], 0), mostServing(cloud.most, [3000, 9000], 1)], [3, 8]);
});

test("a campus takes a whole run", () => assert.equal(wholeRun, 100));

test("rounding costs half a kW of the dearest energy in each slice, cents and what rows are off by", () => {
  const plants = [
    "power: { grid: { kind: grid, facility: 26 MW, energized: 2026-Q3, ramp: [50 %, 100 %], cost: $8M }, engines: { kind: gas-engines, facility: 10 MW, energized: 2026-Q4, cost: $19M } }",
    "power: { grid: { kind: grid, facility: 26 MW, energized: 2026-Q3, ramp: [50 %, 100 %], cost: $8M } }",
  ] as const;
  const without = roundingRoomUsd(studyOf("test/programmes/tiny.yaml", plants));
  // No plant: 2 sites x 10 kinds x 6 quarters and 2 sites x 6 fees, half a cent each; 6 + 3 rows of a dollar in each of 6 quarters.
  assert.ok(Math.abs(without - (0.005 * (120 + 12) + 54)) < 1e-9, String(without));
  let engines = 0;
  const { slices, options } = tiny.sites[0]!;
  const { variable } = options.find(({ id }) => id === "engines")!;
  for (const [t, hours] of tiny.hours.entries())
    for (let h = 0; h < 4; h++) engines += 0.0005 * hours * slices.share[t * 4 + h]! * Math.max(Math.abs(slices.price[t * 4 + h]!), variable);
  assert.ok(Math.abs(roundingRoomUsd(tiny) - without - engines) < 1e-6);
});

test("a limit leaves that room, and none below nothing", () => {
  assert.equal(withRoom(tiny, 0), 0);
  assert.ok(Math.abs(withRoom(tiny, 700e6) - (700 - roundingRoomUsd(tiny) / 1e6)) < 1e-9);
});

test("the most that a test of coverage can be short: all running costs and all debt service of its four quarters at their most", () => {
  // Two facilities of $600M at 9 % would be twice this: the limit repaid in each quarter, with a quarter's interest.
  const service = 4 * 600e6 * (1 + 0.09 / 4);
  const opex = [4, 5, 6, 7].reduce((sum, t) => sum + mostOpexUsd(finance, t), 0);
  assert.ok(Math.abs(mostShortMillions(finance, 1.3, 7) * 1e6 - (roundingRoomUsd(finance) + opex + 1.3 * service)) < 1);
  assert.equal(mostOwedMillions({ limit: 600e6 as never }), 600);
});

test("the most that running costs: on paper for one hall of 1 MW without a price of energy, and above what a plan spends", async () => {
  // Maintenance of 4 % a year on all $900M that may be spent; energy, facility work, insurance, rent and tax are nothing there.
  const refresh = studyOf("test/programmes/refresh.yaml");
  for (const [t, hours] of [2160, 2184, 2208, 2208].entries()) assert.ok(Math.abs(mostOpexUsd(refresh, t) - (0.04 * 900e6 * hours) / 8766) < 1e-6);
  // And 50 $/MWh, 4,000 $/MW-month and 2 % a year of tax: at 1 MW, load factor 50 %, PUE of each slice, 1.3 MW of demand.
  const dear = studyOf("test/programmes/refresh.yaml", ["tariff: { energy: 0 $/MWh }", "tariff: { energy: 50 $/MWh, demand: 4000 $/MW-month }, propertyTax: { rate: 2 %/yr }"]);
  const { slices } = dear.sites[0]!;
  const pue = [0, 1, 2, 3].reduce((sum, h) => sum + slices.share[4 + h]! * slices.pue[4 + h]!, 0);
  assert.ok(Math.abs(mostOpexUsd(dear, 1) - ((0.04 * 900e6 * 2184) / 8766 + 50 * 2184 * 0.5 * pue + 3 * 4000 * 1.3 + 0.005 * 900e6)) < 1e-3);
  const { library, ...given } = caseOf("test/programmes/finance.yaml");
  const { derived } = await makePlan(given, library, { inputs: "test", limits: { gap: 0.02, nodes: 500, seconds: 30, seed: 1 } });
  for (const [t] of finance.names.entries()) assert.ok(Object.values(derived.money.opex).reduce((sum, list) => sum + list[t]!, 0) / 100 <= mostOpexUsd(finance, t));
});
