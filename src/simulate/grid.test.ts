import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { stream } from "../units/random.ts";
import type { GridInput } from "./energy.ts";
import { availableShare, takenAway } from "./outages.ts";
import { bestEffortWork, gangOf, inferenceWork, sketchSite, type SiteSketch } from "./site-fixture.ts";
import type { SiteInput } from "./site-input.ts";
import { type EnergySum, energySums, powerColumns, quarterSums, type SiteOutput } from "./site-output.ts";
import { simulateSite } from "./site.ts";
import { Tariff } from "./tariff.ts";

const column = (output: SiteOutput, name: (typeof powerColumns)[number]) => output.power[powerColumns.indexOf(name)]!;
const sum = (output: SiteOutput, name: (typeof quarterSums)[number]) => output.sums[quarterSums.indexOf(name)]!;
const energy = (output: SiteOutput, name: EnergySum) => output.energy[energySums.indexOf(name)]!;
const near = (value: number, expected: number, relative = 1e-9) =>
  assert.ok(Math.abs(value - expected) <= relative * Math.max(1e-9, Math.abs(expected)), `${value}, expected ${expected}`);
const none: GridInput = { available: null, curtailed: null, response: null, differences: [], ratchet: 0, coincident: null };
const base: SiteSketch = { racked: [[10, 10]], works: [inferenceWork("chat", 1, 900, 0), bestEffortWork("research", 1, 900, 0)], causes: [] };
const run = (sketch: SiteSketch, grid: Partial<GridInput>, more: Partial<SiteInput> = {}) => {
  const input = sketchSite(sketch);
  return simulateSite({ ...input, ...more, power: { ...input.power, ...more.power, grid: { ...none, ...grid } } });
};
const load = sum(simulateSite(sketchSite(base)), "facilityMwh") / 2160;
const hoursOf = (from: number, to: number) => Uint8Array.from({ length: 2160 }, (_, hour) => (hour >= from && hour < to ? 1 : 0));

test("an outage of the connection sheds, an emergency curtails, and plant on site goes on", () => {
  const gone = Float32Array.from({ length: 2160 }, (_, hour) => (hour >= 100 && hour < 110 ? 0 : 1));
  const dark = run({ ...base, gridMw: load }, { available: gone });
  assert.equal(column(dark, "gridMw")[105], 0);
  near(column(dark, "shedMw")[105]!, load);
  assert.equal(column(dark, "curtailedMw")[105], 0);
  near(energy(dark, "gridOutMwh"), 10 * load, 1e-6);
  const taken = Float32Array.from({ length: 2160 }, (_, hour) => (hour >= 100 && hour < 110 ? 0.5 : 0));
  const emergency = run({ ...base, gridMw: load }, { curtailed: taken });
  assert.ok(column(emergency, "gridMw")[105]! <= load / 2);
  near(column(emergency, "curtailedMw")[105]! + column(emergency, "gridMw")[105]!, load, 1e-6);
  assert.equal(column(emergency, "shedMw")[105], 0);
  const backed = run({ ...base, gridMw: load, onsite: { mw: load, variable: 500 } }, { curtailed: taken });
  assert.equal(column(backed, "curtailedMw")[105], 0);
  near(column(backed, "onsiteMw")[105]!, load / 2, 1e-6);
});

test("a call for less is followed, paid for standing ready and for what is not drawn", () => {
  const response = { facilityMw: load / 4, called: hoursOf(500, 504), noticeHours: 0, usdPerMwYear: 50_000, usdPerMwh: 100 };
  const output = run(base, { response });
  const drawn = column(output, "gridMw");
  near(drawn[499]!, load);
  for (let hour = 500; hour < 504; hour += 1) assert.ok(drawn[hour]! <= (3 / 4) * load + 1e-12 && column(output, "curtailedMw")[hour]! >= load / 4 - 1e-9);
  near(drawn[504]!, load);
  near(energy(output, "responseMwh"), 4 * (load / 4));
  near(energy(output, "responseUsd"), ((load / 4) * 50_000 * 2160) / 8766 + load * 100);
});

test("with notice a battery fills up and carries the call: nothing is curtailed", () => {
  const response = { facilityMw: load / 4, called: hoursOf(500, 504), noticeHours: 12, usdPerMwYear: 0, usdPerMwh: 0 };
  const sketch: SiteSketch = { ...base, battery: { mw: load / 2, hours: 4, roundTrip: 0.8, firm: 0 } };
  const output = run(sketch, { response });
  assert.equal(energy(output, "curtailedMwh"), 0);
  near(column(output, "dischargeMw")[501]!, load / 4);
  assert.ok(energy(run(sketch, { response: { ...response, noticeHours: 0 } }), "curtailedMwh") > 0);
});

test("a ratchet bills the highest month for eleven months after", () => {
  const tariff = new Tariff(0.8, 5);
  const billed = [100, 50, 90, ...Array.from({ length: 11 }, () => 10)].map((peak) => {
    tariff.step(peak);
    return tariff.charge(1);
  });
  assert.deepEqual(billed, [100, 80, 90, 80, 80, 80, 80, 80, 80, 80, 80, 80, 72, 72]);
});

test("what is drawn when the system peaks is charged; a battery keeps the month's peak down", () => {
  const output = run(base, { coincident: { hours: Int32Array.of(700), usdPerMw: Float64Array.of(15_000) } });
  near(energy(output, "coincidentUsd"), load * 15_000);
  near(sum(output, "energyUsd"), load * (2160 * 50 + 15_000));
  const factor = Float64Array.from({ length: 2160 }, (_, hour) => (hour % 24 === 18 ? 1 : 0.5));
  const peaky: SiteSketch = { racked: [[10, 10]], works: [inferenceWork("chat", 1, 1800, 0, factor)], causes: [], demandCharge: 20_000 };
  const plain = run(peaky, {});
  const shaved = run({ ...peaky, battery: { mw: 0.1, hours: 4, roundTrip: 0.9, firm: 0 } }, {});
  const [before, after] = [energy(plain, "demandUsd"), energy(shaved, "demandUsd")];
  // The battery is empty at first; from the second month on 0.1 MW comes off the peak.
  assert.ok(before - after > 2 * 0.1 * 20_000 * 0.9, `${before} to ${after}`);
});

test("a contract for differences pays the strike less the market's price, and changes no power", () => {
  const share = Float64Array.from({ length: 2160 }, (_, hour) => (hour % 24 === 12 ? 1 : 0));
  const output = run(
    { ...base, price: (hour) => (hour < 1000 ? 30 : 60) },
    {
      differences: [
        { id: "flat", facilityMw: 2, strike: 45, share: null },
        { id: "sun", facilityMw: 3, strike: 30, share },
      ],
    },
  );
  near(energy(output, "differenceUsd"), 2 * (15 * 1000 - 15 * 1160) + 3 * [...share.keys()].reduce((usd, hour) => usd + share[hour]! * (hour < 1000 ? 0 : -30), 0));
  near(sum(output, "gridMwh"), load * 2160);
});

test("sun that would be lost is stored first and lost last", () => {
  const noon = (hour: number) => (hour % 24 === 12 ? 1 : 0);
  const sketch: SiteSketch = { ...base, onsite: { mw: 2 * load, variable: 5, sun: noon } };
  near(energy(run(sketch, {}), "spilledMwh"), 90 * load);
  const stored = run({ ...sketch, battery: { mw: load, hours: 4, roundTrip: 0.8, firm: 0 } }, {});
  near(column(stored, "chargeMw")[12]!, load);
  assert.ok(energy(stored, "spilledMwh") < 90 * load * 0.9);
});

test("plant: a start costs, an engine's permit ends it, a ramp holds it back", () => {
  const input = sketchSite({ ...base, onsite: { mw: load, variable: 30 } });
  const plant = (more: Partial<(typeof input.power.onsite)[number]>) => simulateSite({ ...input, power: { ...input.power, onsite: [{ ...input.power.onsite[0]!, ...more }] } });
  const starts = plant({ unitMw: load / 4, startUsdPerMw: 20, least: 0.3 });
  // At 40 + 10 it runs always: four units start once.
  assert.equal(energy(starts, "starts"), 4);
  near(energy(starts, "startUsd"), 20 * load);
  near(sum(starts, "onsiteUsd"), load * 2160 * 30 + 20 * load);
  const permit = plant({ permitHours: 876.6 });
  near(sum(permit, "onsiteMwh"), (876.6 * load * 2160) / 8766, 1e-6);
  const slow = plant({ fullInHours: 4 });
  near(column(slow, "onsiteMw")[0]!, load / 4);
  near(column(slow, "onsiteMw")[3]!, load);
});

test("once the quarter's water is used a hybrid plant runs dry", () => {
  const input = sketchSite(base);
  const cooling = { ...input.cooling, kind: "evaporative", supplyLiquid: 30, approach: 5, dryApproach: 8, cycles: 4 } as unknown as SiteInput["cooling"];
  const plant = { stages: [], designFacilityRatio: 1.2, pressurePa: 101_325 };
  const wet = simulateSite({ ...input, cooling, plant: { ...plant, waterM3PerYear: Number.POSITIVE_INFINITY } });
  const water = sum(wet, "waterM3");
  const limited = simulateSite({ ...input, cooling, plant: { ...plant, waterM3PerYear: (water / 2 / 2160) * 8766 } });
  assert.equal(energy(wet, "dryHours"), 0);
  near(sum(limited, "waterM3"), water / 2, 2e-3);
  near(energy(limited, "dryHours"), 1080, 5e-3);
});

test("law 3 holds whatever comes together: outages, emergencies, calls, engines, sun, battery, quarter hours", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.record({ grid: fc.double({ min: 0, max: 1.5, noNaN: true }), engines: fc.double({ min: 0, max: 1, noNaN: true }), battery: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.boolean(),
      fc.constantFrom(1 as const, 4 as const),
      (seed, sizes, sunny, stepsPerHour) => {
        const sketch: SiteSketch = {
          racked: [[4, 10]],
          works: base.works!,
          gangs: [gangOf("run", 1, 100, 1e26)],
          seed,
          gridMw: sizes.grid * load,
          onsite: { mw: sizes.engines * load, variable: 45, ...(sunny ? { sun: (hour: number) => Math.max(0, Math.sin(((hour % 24) - 6) / 4)) } : {}) },
          battery: { mw: sizes.battery * load, hours: 4, roundTrip: 0.85, firm: 0.3 },
          price: (hour) => 30 + ((hour * 7919 * seed) % 60),
          demandCharge: 3000,
        };
        const input = sketchSite(sketch);
        const random = stream(seed, "grid");
        const onsite = input.power.onsite.map((plant) =>
          sunny
            ? plant
            : {
                ...plant,
                unitMw: 0.2,
                startUsdPerMw: 15,
                least: 0.4,
                fullInHours: 0.5,
                permitHours: 5000,
                available: availableShare(2160, stepsPerHour, 5, { rate: 20, hours: 30 }, random),
              },
        );
        const storage = input.power.storage.map((battery) => ({ ...battery, cycles: 200, fade: 0.3, usdPerMw: 100_000 }));
        const grid: GridInput = {
          ...none,
          available: availableShare(2160, stepsPerHour, 2, { rate: 20, hours: 10 }, random),
          curtailed: takenAway(2160, stepsPerHour, { rate: 30, hours: 5 }, 0.4, random),
          response: { facilityMw: load / 5, called: hoursOf(1000, 1010), noticeHours: 3, usdPerMwYear: 1, usdPerMwh: 1 },
          ratchet: 0.7,
        };
        // The check stands in every step: a breach throws. What is counted must agree with what is written.
        const output = simulateSite({ ...input, stepsPerHour, power: { ...input.power, onsite, storage, grid } });
        const total = (name: (typeof powerColumns)[number]) => column(output, name).reduce((all, mw) => all + mw, 0);
        near(total("itMw") + total("lossesMw") + total("coolingMw") + total("houseMw") + total("chargeMw"), total("gridMw") + total("onsiteMw") + total("dischargeMw"));
        near(total("curtailedMw"), energy(output, "curtailedMwh"));
        near(total("shedMw") + total("curtailedMw"), sum(output, "shedMwh"));
        near(
          total("lossesMw"),
          output.stageMwh.reduce((all, mwh) => all + mwh, 0),
        );
      },
    ),
    { numRuns: 12 },
  );
});
