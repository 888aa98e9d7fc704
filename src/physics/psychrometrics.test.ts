// Does our wet bulb agree with PsychroLib, the published implementation of the ASHRAE formulas?

import assert from "node:assert/strict";
import { test } from "node:test";
import oracle from "psychrolib";
import { saturationPressure, standardPressure, wetBulb } from "./psychrometrics.ts";

oracle.SetUnitSystem(oracle.SI);

test("wet bulb is PsychroLib's from -40 to 50 C at sea level, Albuquerque and Cheyenne", () => {
  let compared = 0;
  for (const pressure of [101_325, 84_000, 81_000]) {
    for (let dry = -40; dry <= 50; dry += 2.5) {
      for (const humidity of [0.02, 0.1, 0.3, 0.6, 0.95, 1]) {
        const ours = wetBulb(dry, humidity, pressure);
        const theirs = oracle.GetTWetBulbFromRelHum(dry, humidity, pressure);
        assert.ok(Math.abs(ours - theirs) < 0.005, `${dry} C, ${humidity}, ${pressure} Pa: ${ours}, PsychroLib ${theirs}`);
        assert.ok(ours <= dry);
        compared++;
      }
    }
  }
  assert.equal(compared, 3 * 37 * 6);
});

test("saturation and standard pressure are PsychroLib's", () => {
  for (let celsius = -60; celsius <= 60; celsius += 1.5) assert.ok(Math.abs(saturationPressure(celsius) / oracle.GetSatVapPres(celsius) - 1) < 1e-9);
  for (const elevation of [0, 530, 1874]) assert.ok(Math.abs(standardPressure(elevation) - oracle.GetStandardAtmPressure(elevation)) < 0.01);
});
