// Does facility power balance, and does it answer weather and design the way physics does?

import assert from "node:assert/strict";
import { test } from "node:test";
import { assert as holds, double, property, record } from "fast-check";
import { type CoolingDesign, type ElectricalChain, facilityPower, pue } from "./facility.ts";

const chain: ElectricalChain = { transformer: 0.99, ups: 0.97, distribution: 0.99, house: 0.01 };
const chiller: CoolingDesign = {
  kind: "chiller",
  liquidShare: 0.8,
  supplyLiquid: 30,
  supplyAir: 24,
  approach: 8,
  pumps: 0.015,
  fans: 0.025,
  copCap: 8,
  carnotShare: 0.5,
  loopRise: 10,
  evaporator: 3,
  condenser: 6,
  leastLift: 5,
};
const tower: CoolingDesign = { ...chiller, kind: "evaporative", approach: 4, cycles: 4 };
const number = (min: number, max: number) => double({ min, max, noNaN: true });

test("what enters at the interconnection leaves as IT power, losses, cooling and house load", () => {
  const weather = record({ it: number(0.01, 2000), dry: number(-40, 50), depression: number(0, 25), ups: number(0.9, 1), transformer: number(0.95, 1) });
  holds(
    property(weather, ({ it, dry, depression, ups, transformer }) => {
      for (const design of [chiller, tower]) {
        const own = { ...chain, ups, transformer };
        const { lossesMw, coolingMw, houseMw } = facilityPower(design, own, it, dry, dry - depression);
        const facility = it + lossesMw + coolingMw + houseMw;
        // The other way round: behind the transformers stand the UPS with its chain, the cooling plant and the house load.
        const behind = it / (own.ups * own.distribution) + coolingMw + houseMw;
        assert.ok(Math.abs(facility * own.transformer - behind) <= 1e-12 * facility);
        assert.ok(lossesMw >= 0 && coolingMw > 0);
      }
    }),
  );
});

test("cooling never falls with heat outside, and has no jump where compressors start", () => {
  for (const design of [chiller, tower]) {
    let before = facilityPower(design, chain, 100, -30, -30).coolingMw;
    for (let outside = -30; outside <= 45; outside += 0.05) {
      const now = facilityPower(design, chain, 100, outside, outside).coolingMw;
      assert.ok(now >= before - 1e-12, `falls at ${outside}`);
      assert.ok(now - before < 0.2, `jumps at ${outside}`);
      before = now;
    }
  }
});

test("the outside alone carries the load up to supply less approach; above, the chiller has the Carnot share of COP", () => {
  const free = facilityPower(chiller, chain, 100, 16, 10).coolingMw;
  assert.ok(Math.abs(free - 4) < 1e-12, "pumps and fans only");
  assert.ok(facilityPower(chiller, chain, 100, 16.5, 10).coolingMw > free);
  // At 40 C outside: condensing at 40 + 8 + 6, evaporating at 30 - 3 and 24 - 3, all heat on the chiller.
  const liquid = (0.5 * 300.15) / 27;
  const air = (0.5 * 294.15) / 33;
  const indoor = 100 / (0.97 * 0.99) - 100;
  const expected = 4 + 80 / liquid + (20 + indoor) / air;
  assert.ok(Math.abs(facilityPower(chiller, chain, 100, 40, 20).coolingMw - expected) < 1e-9);
});

test("only evaporative designs use water: latent heat and blowdown", () => {
  assert.equal(facilityPower(chiller, chain, 100, 40, 20).waterM3PerHour, 0);
  const { waterM3PerHour } = facilityPower(tower, chain, 100, 20, 10);
  const heat = 100 / (0.97 * 0.99);
  assert.ok(Math.abs(waterM3PerHour - heat * (3.6 / 2.45) * (4 / 3)) < 1e-9);
});

test("wet bulb drives towers, dry bulb drives dry coolers", () => {
  assert.equal(pue(chiller, chain, 35, 15), pue(chiller, chain, 35, 30));
  assert.equal(pue(tower, chain, 35, 26), pue(tower, chain, 45, 26));
  assert.ok(pue({ ...chiller, kind: "dry-cooler", supplyLiquid: 45 }, chain, 35, 20) < pue(chiller, chain, 35, 20));
});
