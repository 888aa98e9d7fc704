import assert from "node:assert/strict";
import { test } from "node:test";
import { facilityPower } from "../../physics/facility.ts";
import { typicalClimate } from "../../programme/climate.ts";
import { caseOf } from "../fixture.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf } from "./trial.fixture.ts";
import { siteWater } from "./site-water.ts";

const file = "test/programmes/power.yaml";

test("160,000 m3 a year cool as many racks as the towers' draw of the quarter's mean day says", () => {
  const rows = trialOf(siteWater, file);
  const { programme, library } = caseOf(file);
  const { cooling, chain, operations } = programme.catalogue;
  const { dry, wet } = typicalClimate(library.climate("abilene-tx"));
  const s = rows.study.sites.findIndex(({ id }) => id === "alpha");
  const running = rows.draft.sites[s]!.running[0]!;
  // July to September 2026 and October to December 2026, by month: days x 24 hours of the month's typical day.
  for (const [t, months, days] of [
    [2, [6, 7, 8], [31, 31, 30]],
    [3, [9, 10, 11], [31, 30, 31]],
  ] as const) {
    const perMw = months.reduce(
      (sum, month, at) =>
        sum + days[at]! * dry[month]!.reduce((all, dryBulbC, hour) => all + facilityPower(cooling["evaporative"]!, chain, 1, dryBulbC, wet[month]![hour]!).waterM3PerHour, 0),
      0,
    );
    const hours = 24 * days.reduce((sum: number, value) => sum + value, 0);
    // The mean of the quarter: half of what runs at its end and half of what ran before.
    const most = Math.floor((2 * 160_000 * hours) / 8766 / (operations.loadFactor * perMw) / 0.1);
    assert.ok(most > 100 && most < 400, `${most} racks`);
    for (const [racks, keeps] of [
      [most, true],
      [most + 1, false],
    ] as const)
      assert.equal(
        holds(
          rows,
          new Map([
            [running[t]!, racks],
            [running[t + 1]!, -racks],
          ]),
          [],
          1e-6,
        ),
        keeps,
        `quarter ${t}, ${racks} racks`,
      );
  }
});

test("a dry cooler draws no water: no row", () => assert.deepEqual(rowsOf(siteWater, file, [["cooling: evaporative", "cooling: warm-water-dry"]]), []));

test("its rows", () => matches(rowsOf(siteWater, file), new URL("site-water.snap.txt", import.meta.url)));
