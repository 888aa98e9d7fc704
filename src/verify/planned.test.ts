import assert from "node:assert/strict";
import { test } from "node:test";
import { timeSlices } from "../conditions/slices.ts";
import { caseOf } from "../plan/fixture.ts";
import { makePlan } from "../plan/planner.ts";
import { checkPlan } from "./check.ts";
import { countLeaves, mutants } from "./mutants.fixture.ts";

/** At most this many numbers are mutated, evenly spread over the plan. */
const sample = 2000;

const neocloud = caseOf("programmes/neocloud.yaml");
const slices = new Map(Object.keys(neocloud.programme.sites).map((site) => [site, timeSlices(neocloud.programme, site, neocloud.library)]));
const check = (plan: unknown) => checkPlan(neocloud.programme, (site) => slices.get(site)!, plan, "hash");

test("the planner's plan for neocloud is accepted, and any one number of it changed is refused", async () => {
  const plan = JSON.parse(JSON.stringify(await makePlan(neocloud, neocloud.library, { inputs: "hash" })));
  const certificate = check(plan);
  assert.deepEqual(certificate.refusals, []);
  assert.ok(certificate.rows.length > 1000 && certificate.rows.every(({ slack }) => slack >= 0));
  const leaves = countLeaves(plan);
  const step = Math.max(1, Math.ceil(leaves / sample));
  let made = 0;
  const missed: string[] = [];
  for (const { name, plan: mutant } of mutants(plan, (position) => position % step === 0)) {
    made++;
    if (check(mutant).accepted) missed.push(name);
  }
  console.log(`${leaves} numbers, ${made} mutants, ${missed.length} missed${missed.map((name) => `\n  missed: ${name}`).join("")}`);
  assert.ok(made > 1000);
  assert.ok(missed.length <= 0.01 * made, missed.join("\n"));
});
