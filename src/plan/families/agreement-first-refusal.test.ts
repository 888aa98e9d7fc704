// Finance's clause covers other clouds with a quarter from notice to use: the rival cloud is free from 2026-Q2 on, the holder's own from the start.
// What it means for own building stands in own-building.test.ts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../columns.ts";
import { agreementFirstRefusal } from "./agreement-first-refusal.ts";
import type { Family } from "./family.ts";
import { trialOf } from "./trial.fixture.ts";

const noRows: Family = { ...agreementFirstRefusal, build: () => {} };

/** First quarters in which each cloud may serve, as 1 and 0. */
function free(...replace: readonly (readonly [string, string])[]): string[] {
  const { draft } = trialOf(noRows, "test/programmes/finance.yaml", replace);
  return draft.cloudInference.map((work) => [0, 1, 2, 3].map((t) => (work.some((column) => column[t] !== none) ? 1 : 0)).join(""));
}

test("another's cloud is free once a notice can have run", () => {
  assert.deepEqual(free(), ["1111", "0111"]);
  assert.deepEqual(free(["delay: 1 quarter", "delay: 3 quarters"]), ["1111", "0001"]);
});

test("clouds that exist, and clauses that cover none, gate nothing", () => {
  assert.deepEqual(free(["most: { 2026-Q1: 3000 H100e } }", "most: { 2026-Q1: 3000 H100e }, existing: true }"]), ["1111", "1111"]);
  assert.deepEqual(free(["covers: [other-clouds, own-building], over: 10 MW,", "covers: [own-building], over: 10 MW,"]), ["1111", "1111"]);
});
