import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../units/random.ts";
import { availableShare, takenAway } from "./outages.ts";

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("units are there as often as rate and repair say, in quarter hours as in hours", () => {
  const years = 30 * 8760;
  const outage = { rate: 8, hours: 60 };
  const hourly = availableShare(years, 1, 20, outage, stream(1, "plant"));
  assert.ok(Math.abs(mean(hourly) - 1 / (1 + (8 * 60) / 8766)) < 0.002, `${mean(hourly)}`);
  const quarters = availableShare(years, 4, 20, outage, stream(1, "plant"));
  assert.ok(Math.abs(mean(hourly) - mean(quarters)) < 1e-6);
  assert.ok(hourly.every((share) => share >= 0 && share <= 1));
});

test("one circuit takes all of the connection, an outage of twenty minutes a third of an hour", () => {
  const none = availableShare(100, 1, 1, { rate: 0, hours: 5 }, stream(1, "grid"));
  assert.ok(none.every((share) => share === 1));
  const short = availableShare(8760, 1, 1, { rate: 500, hours: 1 / 3 }, stream(1, "grid"));
  assert.ok(short.some((share) => share > 0 && share < 1));
  const taken = takenAway(8760, 1, { rate: 20, hours: 10 }, 0.4, stream(1, "curtailment"));
  assert.ok(Math.max(...taken) <= 0.4 + 1e-6 && taken.some((share) => share > 0.39));
});
