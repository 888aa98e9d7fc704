import assert from "node:assert/strict";
import { test } from "node:test";
import { inferenceWork, sketchSite, type SiteSketch } from "./site-fixture.ts";
import { powerColumns, quarterSums, type SiteOutput } from "./site-output.ts";
import { simulateSite } from "./site.ts";

const column = (output: SiteOutput, name: (typeof powerColumns)[number]) => output.power[powerColumns.indexOf(name)]!;
const total = (values: Float64Array, from = 0, to = values.length) => values.subarray(from, to).reduce((sum, value) => sum + value, 0);
const near = (value: number, expected: number, tolerance = 1e-9) => assert.ok(Math.abs(value - expected) <= tolerance, `${value}, expected ${expected}`);
const loadMw = (output: SiteOutput, hour: number) => ["itMw", "lossesMw", "coolingMw", "houseMw"].reduce((sum, name) => sum + column(output, name as "itMw")[hour]!, 0);

/** Ten racks, 1.4 MW, all day; four cheap hours from midnight, four dear ones from 18:00. */
const base: SiteSketch = {
  racked: [[10, 10]],
  works: [inferenceWork("chat", 1, 1800, 0)],
  causes: [],
  price: (hour) => (hour % 24 < 4 ? 10 : hour % 24 >= 18 && hour % 24 < 22 ? 200 : 40),
};

test("a battery buys in the day's cheapest hours and gives back in its dearest, one cycle a day, for the round trip", () => {
  const plain = simulateSite(sketchSite(base));
  const output = simulateSite(sketchSite({ ...base, battery: { mw: 1, hours: 4, roundTrip: 0.8, firm: 0 } }));
  const [charge, discharge] = [column(output, "chargeMw"), column(output, "dischargeMw")];
  for (let day = 1; day < 80; day++) {
    // Four hours at 1 MW hold 3.2 MWh: less than the four hours of storage that it could give.
    for (let hour = 0; hour < 24; hour++) near(charge[day * 24 + hour]!, hour < 4 ? 1 : 0);
    near(total(discharge, day * 24, day * 24 + 24), 3.2);
    near(total(discharge, day * 24 + 18, day * 24 + 22), 3.2);
  }
  for (let hour = 0; hour < 2160; hour++) near(column(output, "gridMw")[hour]! + discharge[hour]!, loadMw(output, hour) + charge[hour]!, 1e-9);
  const cost = (run: SiteOutput) => run.sums[quarterSums.indexOf("energyUsd")]!;
  // Ninety days: 4 MWh bought at 10 + 10 of delivery, 3.2 MWh not bought at 200 + 10.
  near(cost(plain) - cost(output), 90 * (3.2 * 210 - 4 * 20), 1e-3);
});

test("where the day's prices do not pay for the round trip, it does nothing", () => {
  const output = simulateSite(sketchSite({ ...base, price: (hour) => (hour % 24 < 4 ? 35 : 40), battery: { mw: 1, hours: 4, roundTrip: 0.8, firm: 0 } }));
  assert.equal(total(column(output, "chargeMw")) + total(column(output, "dischargeMw")), 0);
});

test("its firm share waits for hours in which supply is short, and is bought back", () => {
  const load = loadMw(simulateSite(sketchSite(base)), 0);
  const short = (hour: number) => hour % 24 === 12;
  // Sun carries the site but for one hour at noon; the grid has room for charging only.
  const sketch: SiteSketch = { ...base, gridMw: 0.3, onsite: { mw: 2 * load, variable: 5, sun: (hour) => (short(hour) ? 0.1 : 1) } };
  const without = simulateSite(sketchSite(sketch));
  const output = simulateSite(sketchSite({ ...sketch, battery: { mw: 1.5, hours: 4, roundTrip: 0.8, firm: 0.5 } }));
  assert.ok(column(without, "shedMw")[36]! > 0.5, `${column(without, "shedMw")[36]} MW shed without storage`);
  for (let day = 1; day < 80; day++) {
    assert.equal(column(output, "shedMw")[day * 24 + 12], 0);
    near(column(output, "dischargeMw")[day * 24 + 12]!, loadMw(output, day * 24 + 12) - 0.3 - 0.2 * load);
  }
});

test("plant that follows the sun gives its share of nameplate and no more", () => {
  const output = simulateSite(sketchSite({ ...base, onsite: { mw: 1, variable: 5, sun: (hour) => (hour % 24 === 12 ? 0.5 : 0) } }));
  near(column(output, "onsiteMw")[36]!, 0.5);
  assert.equal(column(output, "onsiteMw")[35], 0);
});
