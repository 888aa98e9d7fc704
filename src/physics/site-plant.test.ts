import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { facilityPower } from "./facility.ts";
import type { PlantDesign } from "./heat-rejection.ts";
import type { PowerStage } from "./power-chain.ts";
import { SitePlant, type SitePlantDesign } from "./site-plant.ts";

const near = (value: number, expected: number, relative = 1e-9) =>
  assert.ok(Math.abs(value - expected) <= relative * Math.max(1e-9, Math.abs(expected)), `${value}, expected ${expected}`);
const chain = { transformer: 0.99, ups: 0.97, distribution: 0.99, house: 0.01 };
const dry: PlantDesign = {
  kind: "dry-cooler",
  liquidShare: 0.85,
  supplyLiquid: 45,
  supplyAir: 25,
  approach: 6,
  pumps: 0.015,
  fans: 0.025,
  copCap: 8,
  carnotShare: 0.5,
  loopRise: 10,
  evaporator: 3,
  condenser: 6,
  leastLift: 5,
};
const tower: PlantDesign = { ...dry, kind: "evaporative", supplyLiquid: 30, approach: 4, cycles: 4, drift: 0.003, dryApproach: 8 };
const stages: readonly PowerStage[] = [
  { id: "ups", place: "hall", unitMw: 2.5, standing: 0.009, proportional: 0.01, resistive: 0.011, redundancy: "N+1" },
  { id: "transformer", place: "yard", unitMw: 60, standing: 0.001, proportional: 0, resistive: 0.006, redundancy: "2N" },
];
const plantOf = (design: Partial<SitePlantDesign>, itMw = 100) => {
  const plant = new SitePlant({ cooling: dry, chain, stages: [], designFacilityRatio: 1.25, pressurePa: 101_325, ...design });
  plant.size(itMw);
  return plant;
};
const weather = fc.record({
  it: fc.double({ min: 0.01, max: 100, noNaN: true }),
  dryBulb: fc.double({ min: -30, max: 48, noNaN: true }),
  depression: fc.double({ min: 0, max: 20, noNaN: true }),
});

test("without stages and part load it is the facility that the plan knows, to the bit", () => {
  fc.assert(
    fc.property(weather, ({ it, dryBulb, depression }) => {
      for (const cooling of [dry, { ...tower, drift: 0 }]) {
        const plant = plantOf({ cooling });
        plant.run(it, dryBulb, dryBulb - depression, false);
        const { lossesMw, coolingMw, houseMw, waterM3PerHour } = facilityPower(cooling, chain, it, dryBulb, dryBulb - depression);
        assert.equal(plant.lossesMw, lossesMw);
        near(plant.coolingMw, coolingMw, 1e-12);
        assert.equal(plant.houseMw, houseMw);
        near(plant.waterM3PerHour, waterM3PerHour, 1e-12);
      }
    }),
  );
});

test("energy in is IT, losses by stage, cooling and house load; heat out is heat in; to 1e-9", () => {
  fc.assert(
    fc.property(weather, fc.boolean(), fc.boolean(), ({ it, dryBulb, depression }, wet, staged) => {
      const plant = plantOf({ cooling: { ...(wet ? tower : dry), leastSpeed: 0.4 }, stages: staged ? stages : [], pressurePa: 83_000 });
      plant.run(it, dryBulb, dryBulb - depression, false);
      near(plant.loadMw, it + plant.stageMw.reduce((sum, mw) => sum + mw, 0) + plant.coolingMw + plant.houseMw, 1e-12);
      assert.ok(Math.abs(plant.heatGap(it)) <= 1e-9 * plant.loadMw);
      assert.ok(plant.heat.latentMw >= 0 && plant.heat.sensibleMw >= 0);
    }),
  );
});

test("pumps and fans go with the cube of the load, down to the least speed; fans take more in thin air", () => {
  const cooling = { ...dry, leastSpeed: 0.4 };
  const at = (it: number, pressurePa = 101_325) => {
    const plant = plantOf({ cooling, pressurePa });
    plant.run(it, 0, -2, false);
    return { pumps: plant.heat.pumpsMw, fans: plant.heat.fansMw };
  };
  near(at(100).pumps, 1.5);
  near(at(50).pumps, 1.5 / 8);
  near(at(50).fans, 2.5 / 8);
  near(at(10).fans, 2.5 * 0.4 ** 3);
  // Cheyenne's mean pressure is about 81 kPa.
  near(at(100, 81_000).fans, 2.5 * (101_325 / 81_000) ** 2);
  near(at(100, 81_000).pumps, 1.5);
});

test("water: evaporation carries the heat, drift and blowdown the salts; without water it is dry and takes more power", () => {
  const plant = plantOf({ cooling: tower });
  plant.run(100, 35, 20, false);
  const { evaporatedM3, driftM3, blowdownM3, latentMw } = plant.heat;
  near(evaporatedM3, (latentMw * 3.6) / 2.45);
  near(driftM3, 0.003 * evaporatedM3);
  // Make-up over what leaves with its salts is the cycles of concentration.
  near(plant.waterM3PerHour / (driftM3 + blowdownM3), 4);
  const wetMw = plant.coolingMw;
  plant.run(100, 35, 20, true);
  assert.equal(plant.waterM3PerHour, 0);
  assert.equal(plant.heat.latentMw, 0);
  assert.ok(plant.coolingMw > wetMw * 1.2);
});

test("a site without load is switched off", () => {
  const plant = plantOf({ cooling: { ...tower, leastSpeed: 0.4 }, stages });
  plant.run(0, 20, 10, false);
  assert.deepEqual([plant.loadMw, plant.lossesMw, plant.coolingMw, plant.waterM3PerHour], [0, 0, 0, 0]);
});
