// In tiny with a region: alpha is 20 ms from it, beta 45 ms, and no one knows how far a third site is. A workload that bears 30 ms runs at alpha alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../columns.ts";
import type { Family } from "./family.ts";
import { serveLatency } from "./serve-latency.ts";
import { trialOf } from "./trial.fixture.ts";

const noRows: Family = { ...serveLatency, build: () => {} };

function sitesThatServe(latency: string): readonly boolean[] {
  const { draft } = trialOf(noRows, "test/programmes/tiny.yaml", [
    ["labour: { pools", "regions: { west: { name: West, at: [34, -118] } }\nlabour: { pools"],
    ["designFacilityRatio: 1.3, climate: abilene-tx", "latency: { west: 20 ms }, designFacilityRatio: 1.3, climate: abilene-tx"],
    ["designFacilityRatio: 1.3, climate: youngstown-oh", "latency: { west: 45 ms }, designFacilityRatio: 1.3, climate: youngstown-oh"],
    ["class: chat,", `class: chat, region: west, latency: ${latency},`],
  ]);
  return draft.sites.map(({ inference }) => inference[0]!.some((column) => column !== none));
}

test("a site serves a region only within the round trip that the workload bears", () => {
  assert.deepEqual(sitesThatServe("10 ms"), [false, false]);
  assert.deepEqual(sitesThatServe("20 ms"), [true, false]);
  assert.deepEqual(sitesThatServe("30 ms"), [true, false]);
  assert.deepEqual(sitesThatServe("45 ms"), [true, true]);
});
