// Does the programme that `gigasite init` writes work, and soon enough for a first try?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { caseOf } from "../src/plan/fixture.ts";
import { makePlan } from "../src/plan/planner.ts";
import { verify } from "../src/verify/verify.ts";

test("the starter programme is planned within two seconds, feasible and verified", async () => {
  const { library, ...resolved } = caseOf("programmes/starter.yaml");
  const start = performance.now();
  const plan = await makePlan(resolved, library, { inputs: "starter" });
  const seconds = (performance.now() - start) / 1000;
  assert.ok(plan.feasible, plan.relaxations.map(({ sentence }) => sentence).join(" "));
  assert.ok(verify(resolved, library, plan, "starter").accepted);
  assert.ok(seconds < 2, `${seconds} s`);
});

test("the starter programme is read in three minutes: short lines, few of them, and words on each part", () => {
  const lines = readFileSync(new URL("../programmes/starter.yaml", import.meta.url), "utf8").split("\n");
  assert.ok(lines.length <= 90, String(lines.length));
  assert.ok(lines.filter((line) => line.includes("#")).length >= 8);
});
