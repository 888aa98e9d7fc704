// In finance, in M USD: the fund committed 400, of which 300 a year; the partners 500, of which 200 a quarter after a quarter's notice. What rounding can cost stays free.

import assert from "node:assert/strict";
import { test } from "node:test";
import { roundingRoomUsd } from "../bounds.ts";
import { moneyCalls } from "./money-calls.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/finance.yaml";

test("its rows hold for exactly the calls within every limit", () => {
  const trial = trialOf(moneyCalls, file);
  const room = roundingRoomUsd(trial.study) / 1e6;
  const tried = (calls: Readonly<Record<string, number>>) =>
    holds(trial, valuesOf(trial, Object.fromEntries(Object.entries(calls).map(([key, usd]) => [`money.call[${key}]`, usd]))));
  const year = 300 - room;
  assert.equal(tried({ "order 1, 2026-Q1": 100, "order 1, 2026-Q4": year - 100 }), true);
  assert.equal(tried({ "order 1, 2026-Q1": 100, "order 1, 2026-Q4": 200 }), false);
  assert.equal(tried({ "order 1, 2026-Q4": 250, "order 1, 2027-Q1": 149 }), true);
  assert.equal(tried({ "order 1, 2026-Q4": 250, "order 1, 2027-Q1": 151 }), false);
  assert.equal(tried({ "order 2, 2026-Q1": 0.001 }), false);
  assert.equal(tried({ "order 2, 2026-Q2": 200 - room }), true);
  assert.equal(tried({ "order 2, 2026-Q2": 200 }), false);
  assert.equal(tried({ "order 2, 2026-Q2": 199, "order 2, 2026-Q3": 199, "order 2, 2027-Q1": 101 }), true);
  assert.equal(tried({ "order 2, 2026-Q2": 199, "order 2, 2026-Q3": 199, "order 2, 2027-Q1": 103 }), false);
});

test("investors of one order pay pro rata, so the first to reach its limit holds up the others", () => {
  // 400 and 100 of one order; the smaller pays a fifth of each call and at most 10 a quarter: calls of 50.
  const rows = rowsOf(moneyCalls, file, [
    [
      "partners: { commitment: $500M, order: 2, premium: 2 %/yr, calls: { notice: 1 quarter, most: $200M/quarter } }",
      "partners: { commitment: $100M, calls: { most: $10M/quarter } }",
    ],
  ]);
  const quarterly = rows.find((row) => row.startsWith("money.calls[order 1, 2026-Q1]"))!;
  assert.ok(Math.abs(Number(quarterly.split("<= ")[1]) - 50) < 0.1, quarterly);
});

test("its rows", () => matches(rowsOf(moneyCalls, file), new URL("money-calls.snap.txt", import.meta.url)));
