import assert from "node:assert/strict";
import { test } from "node:test";
import { checkpointEfficiency, dalyInterval, expectedEttr } from "../physics/checkpoint.ts";
import { meanDown, mttfHours } from "../physics/reliability.ts";
import { demandFactor } from "./demand.ts";
import { quarterSums, type QuarterSum, type SiteOutput } from "./site-output.ts";
import { simulateSite } from "./site.ts";
import { bestEffortWork, gangOf, inferenceWork, llamaCauses, sketchSite } from "./site-fixture.ts";

const sum = (output: SiteOutput, quarter: number, name: QuarterSum) => output.sums[quarter * quarterSums.length + quarterSums.indexOf(name)]!;
const near = (value: number, expected: number, relative: number, what = "") =>
  assert.ok(Math.abs(value - expected) <= relative * Math.abs(expected), `${what} ${value}, expected ${expected}`);
const racks = (quarters: number, count: number) => [Array.from({ length: quarters + 1 }, () => count)];

test("inference gets its demand, best effort the trough, and nothing is lost", () => {
  const starts = Int32Array.of(0, 2160);
  const factor = demandFactor([1000], starts, 1.3, 13);
  const output = simulateSite(sketchSite({ racked: racks(1, 10), works: [inferenceWork("chat", 1, 1000, 0, factor), bestEffortWork("research", 1, 800, 1e6)], causes: [] }));
  const capacity = 720 * 2.5;
  assert.equal(output.served[0]![13], 1300);
  assert.equal(output.served[0]![1], 700);
  near(output.useful[0]![0]!, 1000 * 2160, 1e-12);
  near(output.useful[1]![0]!, (capacity - 1000) * 2160, 2e-3, "best effort");
  near(sum(output, 0, "installed"), capacity * 2160, 1e-12);
  near(sum(output, 0, "allocated"), capacity * 2160, 1e-12);
});

test("the plan's share of best effort goes before demand that the plan leaves unserved", () => {
  const output = simulateSite(sketchSite({ racked: racks(1, 10), works: [inferenceWork("chat", 1, 1000, 5000), bestEffortWork("research", 1, 500, 0)], causes: [] }));
  near(output.useful[1]![0]!, 500 * 2160, 1e-9);
  near(output.useful[0]![0]!, (1800 - 500) * 2160, 1e-9);
});

test("best effort that had to wait at the peak catches up in the trough", () => {
  const factor = demandFactor([1000], Int32Array.of(0, 2160), 1.5, 13);
  // 1,800 in all: at the peak chat takes 1,500, and 700 of research have to wait; over the day there is room for both.
  const output = simulateSite(sketchSite({ racked: racks(1, 10), works: [inferenceWork("chat", 1, 1000, 0, factor), bestEffortWork("research", 1, 700, 0)], causes: [] }));
  near(output.useful[1]![0]!, 700 * 2160, 2e-3, "best effort");
});

test("power: chain, price, delivery, demand charge and carbon by hand", () => {
  const output = simulateSite(sketchSite({ racked: racks(1, 10), works: [inferenceWork("chat", 1, 1800, 0)], causes: [], demandCharge: 4000 }));
  const itMw = 720 * 0.002 * 0.88;
  near(output.power[0]![100]!, itMw, 1e-12);
  const load = sum(output, 0, "facilityMwh") / 2160;
  assert.ok(load > itMw * 1.04 && load < itMw * 1.25);
  near(sum(output, 0, "energyUsd"), load * 2160 * 50 + 3 * load * 4000, 1e-9);
  near(sum(output, 0, "carbonKg"), load * 2160 * 400, 1e-9);
  near(sum(output, 0, "peakMw"), load, 1e-9);
});

test("plant on site runs when the market is dearer or the grid is short, purchased energy first while it is cheaper", () => {
  const price = (hour: number) => (hour < 1000 ? 40 : 200);
  const base = { racked: racks(1, 10), works: [inferenceWork("chat", 1, 1800, 0)], causes: [], price };
  const dear = simulateSite(sketchSite({ ...base, onsite: { mw: 1, variable: 60 } }));
  assert.equal(dear.power[5]![0], 0);
  near(dear.power[5]![1500]!, 1, 1e-12);
  const short = simulateSite(sketchSite({ ...base, gridMw: 1, onsite: { mw: 1, variable: 60 } }));
  near(short.power[4]![0]!, 1, 1e-12);
  assert.ok(short.power[5]![0]! > 0.2);
  const purchased = simulateSite(sketchSite({ ...base, onsite: { mw: 1, variable: 60 }, purchase: { mw: 0.5, price: 55 } }));
  near(purchased.power[4]![1500]!, 0.5, 1e-12);
  near(purchased.power[5]![1500]!, sum(purchased, 0, "facilityMwh") / 2160 - 0.5, 1e-9);
});

test("what cannot be powered is shed before it runs, best effort first; a cap curtails", () => {
  const works = [inferenceWork("chat", 1, 900, 0), bestEffortWork("research", 1, 900, 0)];
  const full = simulateSite(sketchSite({ racked: racks(1, 10), works, causes: [] }));
  const load = sum(full, 0, "facilityMwh") / 2160;
  const short = simulateSite(sketchSite({ racked: racks(1, 10), works, causes: [], gridMw: load * 0.8 }));
  near(short.useful[0]![0]!, 900 * 2160, 1e-9);
  assert.ok(short.useful[1]![0]! < 900 * 2160 * 0.62);
  for (const grid of short.power[4]!) assert.ok(grid <= load * 0.8);
  near(short.power[6]![5]! + sum(short, 0, "facilityMwh") / 2160, load, 1e-9, "shed and given");
  assert.equal(short.power[7]![5], 0);
  const capped = simulateSite(sketchSite({ racked: racks(1, 10), works, causes: [], capMw: (day) => (day < 30 ? Number.POSITIVE_INFINITY : load * 0.8) }));
  assert.equal(capped.power[7]![0], 0);
  assert.ok(capped.power[7]![720]! > 0.1 * load);
  assert.equal(capped.power[6]![720], 0);
});

test("a site that never gets power sheds everything; a plan with no work idles", () => {
  const dark = simulateSite(sketchSite({ racked: racks(1, 10), gridMw: 0, works: [inferenceWork("chat", 1, 900, 0)], gangs: [gangOf("run", 1, 100, 1e30)] }));
  assert.equal(sum(dark, 0, "itMwh"), 0);
  assert.equal(sum(dark, 0, "useful"), 0);
  assert.ok(sum(dark, 0, "shedMwh") > 0);
  assert.ok(sum(dark, 0, "installed") > 0 && sum(dark, 0, "powered") < 1e-3 * sum(dark, 0, "installed"));
  assert.ok(Number.isNaN(dark.gangs[0]!.startHour));
  const idle = simulateSite(sketchSite({ racked: racks(1, 10), causes: [] }));
  near(sum(idle, 0, "itMwh"), 720 * 0.002 * 0.25 * 2160, 1e-12);
  assert.equal(sum(idle, 0, "allocated"), 0);
});

test("racks outside gangs fail as often as their rates say and stay away for their repair", () => {
  const output = simulateSite(sketchSite({ racked: racks(4, 200), works: [inferenceWork("chat", 4, 1e9, 0)] }));
  const rate = llamaCauses.reduce((total, cause) => total + cause.ratePerDay, 0);
  const exposure = 14_400 * 365;
  let failures = 0;
  for (let row = 0; row < output.failures.rows; row += 1) failures += output.failures.count[row]!;
  const expected = exposure * rate * (1 - 0.007);
  assert.ok(Math.abs(failures - expected) < 4 * Math.sqrt(expected), `${failures} failures, expected ${expected}`);
  const down = meanDown(
    14_400,
    llamaCauses.map((cause) => ({ ratePerDay: cause.ratePerDay, repairHours: cause.repairHours, packages: cause.scope === "job" ? 0 : cause.scope === "rail" ? 72 : 4 })),
  );
  const hours = 365 * 24;
  const useful = [0, 1, 2, 3].reduce((total, quarter) => total + sum(output, quarter, "useful"), 0) / 2.5 / hours;
  near(14_400 - useful, down, 0.15, "packages down");
});

test("a gang's effective time agrees with Daly's exact form and with the published closed form within 5 %", () => {
  for (const packages of [4_000, 16_384, 40_000]) {
    const rackCount = Math.ceil((packages * 1.06) / 72);
    const output = simulateSite(sketchSite({ racked: racks(4, rackCount), gangs: [gangOf("run", 4, packages, 1e40, false)] }));
    const gang = output.gangs[0]!;
    const mttf = mttfHours(
      packages,
      llamaCauses.map((cause) => cause.ratePerDay),
    );
    const interval = dalyInterval(0.5 / 60, mttf);
    near(gang.intervalHours, interval, 1e-3);
    near(gang.ettr, checkpointEfficiency(interval, 0.5 / 60, 5 / 60, mttf), 0.01, `${packages} exact`);
    near(gang.ettr, expectedEttr(interval, 0.5 / 60, 5 / 60, mttf), 0.05, `${packages} closed form`);
    const expected = (365 * 24) / mttf;
    assert.ok(Math.abs(gang.interruptions - expected) < 4 * Math.sqrt(expected), `${gang.interruptions} interruptions, expected ${expected}`);
  }
});

test("a run ends when its FLOP are done and gives its packages back", () => {
  const flop = 10_000 * 5e18 * 500; // 500 hours of 10,000 packages
  const output = simulateSite(sketchSite({ racked: racks(1, 150), gangs: [gangOf("run", 1, 10_000, flop)], works: [bestEffortWork("research", 1, 0, 1e9)] }));
  const gang = output.gangs[0]!;
  assert.equal(gang.flop, flop);
  near(gang.endHour, 500 / gang.ettr, 0.01);
  assert.ok(gang.endHour > 500 && gang.endHour < 600);
  near(gang.useful[0]!, 10_000 * 2.5 * 500, 1e-9);
  near(sum(output, 0, "useful"), gang.useful[0]! + output.useful[0]![0]!, 1e-12);
  assert.ok(output.power[0]![100]! > 0);
});

test("an unfinished run holds on after its planned quarters, one the plan does not finish stops", () => {
  const late = { ...gangOf("run", 2, 5_000, 5_000 * 5e18 * 2_500), planned: Float64Array.of(5_000, 0), last: 0 };
  const held = simulateSite(sketchSite({ racked: racks(2, 80), gangs: [late] })).gangs[0]!;
  assert.ok(held.endHour > 2_500 && held.endHour < 2_800);
  const stopped = simulateSite(sketchSite({ racked: racks(2, 80), gangs: [{ ...late, finishes: false }] })).gangs[0]!;
  assert.ok(Number.isNaN(stopped.endHour));
  assert.equal(stopped.useful[1], 0);
});

test("racks that come in lots raise the load week by week, a leap day is an ordinary day", () => {
  const output = simulateSite(sketchSite({ from: "2028-Q1", racked: [[0, 26]], works: [inferenceWork("chat", 1, 1e9, 0)], causes: [] }));
  assert.equal(output.power[0]!.length, 91 * 24);
  assert.equal(output.power[0]![0], 0);
  for (let hour = 1; hour < output.power[0]!.length; hour += 1) assert.ok(output.power[0]![hour]! >= output.power[0]![hour - 1]!);
  near(sum(output, 0, "useful"), (26 / 2) * 72 * 2.5 * 91 * 24, 1e-12);
});

test("the same seed gives the same run, another seed another", () => {
  const run = (seed: number) => simulateSite(sketchSite({ racked: racks(2, 100), seed, works: [inferenceWork("chat", 2, 5000, 0)], gangs: [gangOf("run", 2, 4000, 1e40, false)] }));
  assert.deepEqual(run(7), run(7));
  assert.notDeepEqual(run(7).failures, run(8).failures);
});
