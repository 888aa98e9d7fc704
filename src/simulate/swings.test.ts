import assert from "node:assert/strict";
import { test } from "node:test";
import { type SwingCase, swingRow, swingSentence } from "./swings.ts";

const near = (value: number, expected: number, relative = 1e-9) => assert.ok(Math.abs(value - expected) <= relative * Math.abs(expected), `${value}, expected ${expected}`);
type Terms = Parameters<typeof swingRow>[0];
const limits = { ramp: 0.02, swing: 0.1, band: 0.03 } as unknown as Terms["limits"];
const terms = {
  computing: 1,
  exchanging: 0.5,
  saving: 0.15,
  step: 5,
  duty: 0.7,
  ramp: 0.5,
  bandLow: 10,
  bandHigh: 0.05,
  storage: 15e6,
  storageLife: 10,
  roundTrip: 0.95,
  filler: 0.5,
  limits,
} as unknown as Terms;
const run: SwingCase = { workload: "run", site: "alpha", packages: 100_000, packageMw: 0.001, connectionMw: 1000, stopsPerHour: 2, usdPerMwh: 50 };

test("100,000 packages of 1 kW: 50 MW at 0.2 Hz keeps 10 % of 1 GW as a swing, and breaks 2 % a second", () => {
  const row = swingRow(terms, limits, run);
  near(row.swingMw, 50);
  near(row.frequencyHz, 0.2);
  near(row.rampMwPerS, 100);
  assert.deepEqual(row.breaks, ["ramp"]);
  // A fifth of the swing keeps 20 MW/s: 40 MW burnt through three tenths of the time.
  near(row.floorMwhPerYear, 40 * 0.3 * 8766);
  near(row.floorUsdPerYear, 40 * 0.3 * 8766 * 50);
  near(row.fillerUsdPerYear, row.floorUsdPerYear / 2);
  // 40 MW x 0.7 x 0.3 x 4.5 s = 37.8 MJ = 10.5 kWh at 15 $/Wh over ten years, and 5 % lost of what goes through.
  near(row.storedMj, 37.8);
  near(row.storageUsdPerYear, (0.0105 * 15e6) / 10 + (37.8 / 5) * (1 / 0.95 - 1) * 8766 * 50);
  // A fall of 85 MW at 20 MW/s burns 85^2 / 40 MJ, twice an hour.
  near(row.rampUsdPerYear, (85 ** 2 / 40 / 3600) * 2 * 8766 * 50);
  assert.match(swingSentence(row), /^run at alpha: 100,000 packages in step swing by 50 MW at 0\.20 Hz, beyond the connection's limit of ramp/);
});

test("on a connection that is large enough nothing is broken and nothing is paid in step", () => {
  const row = swingRow(terms, limits, { ...run, connectionMw: 10_000 });
  assert.deepEqual(row.breaks, []);
  assert.deepEqual([row.floorUsdPerYear, row.storedMj, row.fillerUsdPerYear], [0, 0, 0]);
  assert.match(swingSentence(row), /within the limits/);
});
