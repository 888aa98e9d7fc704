import assert from "node:assert/strict";
import { test } from "node:test";
import { meanDays, yearDays } from "../programme/hours.ts";
import { clearSky, cosZenith, declination, equationOfTime, solarShape } from "./sun.ts";

const degrees = 180 / Math.PI;
const near = (value: number, expected: number, tolerance: number) => assert.ok(Math.abs(value - expected) <= tolerance, `${value}, expected ${expected}`);

test("declination at the solstices and equinoxes, and on two days of Duffie and Beckman", () => {
  near(declination(172) * degrees, 23.45, 0.02);
  near(declination(355) * degrees, -23.45, 0.05);
  near(declination(80) * degrees, 0, 0.5);
  // Solar Engineering of Thermal Processes, example 1.6.2: 13 February and 1 July.
  near(declination(44) * degrees, -14, 0.5);
  near(declination(182) * degrees, 23.1, 0.1);
});

test("the equation of time on 3 February is -13.5 minutes (Duffie and Beckman, example 1.5.1)", () => {
  near(equationOfTime(34), -13.5, 0.2);
  // At Madison (89.4 W, the zone's meridian 90 W) 10:30 is 10:19 solar time: hour angle -25.25 degrees.
  const cosine = Math.sin(43 / degrees) * Math.sin(declination(34)) + Math.cos(43 / degrees) * Math.cos(declination(34)) * Math.cos(25.25 / degrees);
  near(cosZenith(43, -89.4, -6, 34, 10.5), cosine, 0.002);
});

test("zenith angles of Duffie and Beckman, example 1.6.2: 66.5 degrees at 9:30 on 13 February and 79.6 at 18:30 on 1 July, at 43 north", () => {
  const zenith = (day: number, solarHour: number) => Math.acos(cosZenith(43, 0, 0, day, solarHour - equationOfTime(day) / 60)) * degrees;
  near(zenith(44, 9.5), 66.5, 0.4);
  near(zenith(182, 18.5), 79.6, 0.2);
});

test("Haurwitz's irradiance at the elevations that pvlib publishes (its test of clearsky.haurwitz)", () => {
  for (const [elevation, irradiance] of [
    [-20, 0],
    [0, 0],
    [5, 48.6298687941956],
    [10, 135.741748091813],
    [30, 487.894132885425],
    [50, 778.766689344363],
    [90, 1035.0920325345],
  ] as const)
    near(clearSky(Math.sin(elevation / degrees)), irradiance, 1e-9);
});

const weights = meanDays.map((days) => days / yearDays / 24);
const meanOf = (shape: readonly (readonly number[])[]) => shape.reduce((sum, hours, month) => sum + hours.reduce((all, value) => all + value * weights[month]!, 0), 0);

test("the mean year's mean is the capacity factor, cut at full output or not", () => {
  for (const latitude of [-60, -35, 0, 32.4, 48, 60])
    for (const factor of [0.05, 0.18, 0.28, 0.36, 0.45]) {
      const shape = solarShape([latitude, -99.7], -6, factor, weights);
      near(meanOf(shape), factor, 1e-12);
      assert.ok(shape.flat().every((value) => value >= 0 && value <= 1));
    }
  const cut = solarShape([32.4, -99.7], -6, 0.36, weights).flat();
  assert.ok(cut.filter((value) => value === 1).length > 12, "a plant built large for its connection is full for hours");
  assert.ok(
    solarShape([32.4, -99.7], -6, 0.18, weights)
      .flat()
      .every((value) => value < 1),
  );
});

test("a factor beyond the hours of sun gives full output in all of them, and none at night", () => {
  const shape = solarShape([32.4, -99.7], -6, 0.6, weights).flat();
  assert.deepEqual([...new Set(shape)].toSorted(), [0, 1]);
});

test("noon in June is stronger than noon in December, nights are dark, and a zone's west has its noon later", () => {
  const shape = solarShape([32.4, -90], -6, 0.25, weights);
  assert.ok(shape[5]![12]! > shape[11]![12]!);
  assert.ok(shape.every((hours) => hours[0] === 0 && hours[23] === 0));
  const west = solarShape([32.4, -102], -6, 0.25, weights);
  assert.ok(west[5]![18]! > shape[5]![18]! && west[5]![6]! < shape[5]![6]!);
});
