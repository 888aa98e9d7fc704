import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { powerColumns, quarterSums, type SiteOutput } from "./site-output.ts";
import { gangOf, inferenceWork, sketchSite, type SiteSketch } from "./site-fixture.ts";
import { simulateSite } from "./site.ts";
import { hourlyMeans, spread } from "./steps.ts";

const sum = (output: SiteOutput, name: (typeof quarterSums)[number]) => output.sums[quarterSums.indexOf(name)]!;
const near = (value: number, expected: number, relative: number, what = "") =>
  assert.ok(Math.abs(value - expected) <= relative * Math.abs(expected), `${what} ${value}, expected ${expected}`);

test("quarter hours are drawn through the hours, keep their means, and lie between the hours beside them", () => {
  assert.deepEqual([...spread([0, 4, 8, 4], 4)], [0, 0, 0, 0, 2.5, 3.5, 4.5, 5.5, 8, 8, 8, 8, 4, 4, 4, 4]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: -500, max: 9000, noNaN: true }), { minLength: 1, maxLength: 60 }), (hours) => {
      const steps = spread(hours, 4);
      for (const [hour, mean] of hourlyMeans(steps, 4).entries()) assert.ok(Math.abs(mean - hours[hour]!) <= 1e-9 * Math.max(1, Math.abs(hours[hour]!)));
      for (const [step, value] of steps.entries()) {
        const around = hours.slice(Math.max(0, Math.floor(step / 4) - 1), Math.floor(step / 4) + 2);
        assert.ok(value >= Math.min(...around) - 1e-9 && value <= Math.max(...around) + 1e-9);
      }
    }),
  );
});

const site: SiteSketch = {
  racked: [[10, 10]],
  works: [inferenceWork("chat", 1, 900, 0)],
  gangs: [gangOf("run", 1, 200, 1e25)],
  price: (hour) => 40 + 30 * Math.sin((2 * Math.PI * (hour % 24)) / 24),
};

test("by the hour and by the quarter hour a site does the same work on the same energy, within what failures between the hours move", () => {
  const hourly = simulateSite(sketchSite(site));
  const quarters = simulateSite({ ...sketchSite(site), stepsPerHour: 4 });
  assert.equal(hourly.steps, null);
  assert.equal(quarters.steps![0]!.length, 4 * hourly.power[0]!.length);
  for (const name of ["itMwh", "facilityMwh", "gridMwh", "energyUsd", "installed"] as const) near(sum(quarters, name), sum(hourly, name), 2e-3, name);
  near(quarters.gangs[0]!.flop, hourly.gangs[0]!.flop, 5e-3, "FLOP");
  // The hourly rows are the means of the quarter hours.
  for (const [index] of powerColumns.entries()) assert.deepEqual(quarters.power[index], hourlyMeans(quarters.steps![index]!, 4));
});

test("without chance, hours and quarter hours agree to rounding, a flat price exactly", () => {
  const flat: SiteSketch = { racked: [[10, 10]], works: [inferenceWork("chat", 1, 1800, 0)], causes: [], demandCharge: 4000 };
  const hourly = simulateSite(sketchSite(flat));
  const quarters = simulateSite({ ...sketchSite(flat), stepsPerHour: 4 });
  for (const name of ["itMwh", "facilityMwh", "energyUsd", "carbonKg", "useful", "peakMw"] as const) near(sum(quarters, name), sum(hourly, name), 1e-12, name);
});
