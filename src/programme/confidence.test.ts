import assert from "node:assert/strict";
import { test } from "node:test";
import { countConfidences } from "./confidence.ts";

test("figures are counted by confidence, and what nobody measured as a share of those that state one", () => {
  const figures = [{ confidence: "measured" }, { confidence: "estimate" }, { confidence: "assumption" }, { confidence: "assumption" }, {}] as const;
  assert.deepEqual(countConfidences(figures), { stated: 4, counts: { measured: 1, vendor: 0, press: 0, estimate: 1, assumption: 2 }, unproven: 0.75 });
});

test("nothing stated rests on nothing", () => {
  assert.equal(countConfidences([{}]).unproven, 0);
});
