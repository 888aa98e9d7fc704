import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccelerators, checkEnergy, checkJobs, checkServed, LawBroken } from "./laws.ts";

const breaks = (law: number, act: () => void) => assert.throws(act, (error) => error instanceof LawBroken && error.law === law && error.message.startsWith("internal error: law"));

test("accelerators are conserved, whole, and never negative", () => {
  checkAccelerators("alpha", 5, 720, 72, 8, 40, 600);
  breaks(2, () => checkAccelerators("alpha", 5, 720, 72, 8, 41, 600));
  breaks(2, () => checkAccelerators("alpha", 5, 720, -1, 8, 113, 600));
  breaks(2, () => checkAccelerators("alpha", 5, 720, 72, 8.5, 39.5, 600));
});

test("energy balances to 1e-9 and no supply goes over its limit", () => {
  checkEnergy("alpha", 5, 100, 60, 40, 60, 40, 0, 0);
  checkEnergy("alpha", 5, 100, 60, 40, 60, 40, 5, 5);
  breaks(3, () => checkEnergy("alpha", 5, 100, 60, 40, 60, 40, 5, 0));
  breaks(3, () => checkEnergy("alpha", 5, 100, 60, 40, 60, 40, -5, -5));
  checkEnergy("alpha", 5, 100, 60, 40 + 5e-8, 60, 41, 0, 0);
  breaks(3, () => checkEnergy("alpha", 5, 100, 60, 40 + 2e-7, 60, 41, 0, 0));
  breaks(3, () => checkEnergy("alpha", 5, 100, 60, 40, 59.9, 40, 0, 0));
  breaks(3, () => checkEnergy("alpha", 5, 100, 110, -10, 200, 40, 0, 0));
  breaks(3, () => checkEnergy("alpha", 5, Number.NaN, 60, 40, 60, 40, 0, 0));
});

test("every training run is in one state", () => {
  checkJobs("alpha", 5, 3, 1, 1, 1);
  breaks(1, () => checkJobs("alpha", 5, 3, 1, 1, 0));
});

test("demand is served or not", () => {
  checkServed("chat", 5, 100, 60, 30, 10);
  breaks(11, () => checkServed("chat", 5, 100, 60, 30, 11));
  breaks(11, () => checkServed("chat", 5, 100, 80, 30, -10));
});
