// Is every hour of a run written down, also where all that ran ends as an hour does?

import assert from "node:assert/strict";
import { test } from "node:test";
import { siteBills } from "./bill.ts";
import { JobEngine } from "./engine.ts";
import { fleetOf, jobsOf, noRecovery, plainPolicy } from "./study-fixture.ts";

const rows = [
  { submit: 0, run: 3600, need: 16 },
  { submit: 60, run: 7200, need: 32 },
];

test("a job that waits for one that ends with the hour: its hours are there, and the energy of all", () => {
  const engine = new JobEngine({ fleet: fleetOf([{}]), jobs: jobsOf(rows), policy: plainPolicy, recovery: noRecovery, seed: 1 });
  engine.run();
  assert.deepEqual([...engine.hours.cut().hour], [0, 1, 2]);
  assert.deepEqual([...engine.hours.cut().allocated], [16, 32, 32]);
  const [bill] = siteBills(engine, [{ pue: 1.5, priceUsdPerMwh: Float64Array.of(10, 20, 30) }]);
  // 32 idle accelerators of 100 W, and 900 W more for each at work.
  const mwh = [16, 32, 32].map((atWork) => (32 * 100 + atWork * 900) / 1e6);
  assert.ok(Math.abs(bill.itMwh - (mwh[0] + mwh[1] + mwh[2])) < 1e-12);
  assert.ok(Math.abs(bill.costUsd! - 1.5 * (10 * mwh[0] + 20 * mwh[1] + 30 * mwh[2])) < 1e-12);
  assert.equal(bill.carbonT, null);
  assert.equal(bill.acceleratorHours, 80);
});

test("a run that is stopped between two steps counts what runs", () => {
  const engine = new JobEngine({ fleet: fleetOf([{}]), jobs: jobsOf(rows), policy: plainPolicy, recovery: noRecovery, seed: 1 });
  while (engine.clock.now < 3600) engine.step();
  engine.step();
  engine.stop();
  assert.equal(engine.jobs.active, 1);
  assert.equal(engine.endedAt, engine.clock.now);
  assert.ok(Math.abs(engine.waterfall.allocated - engine.waterfall.held) < 1e-6);
});
