import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JobEngine } from "../../src/simulate/jobs/engine.ts";
import { fleetOf, jobsOf, noRecovery, plainPolicy } from "../../src/simulate/jobs/study-fixture.ts";
import { reasons } from "../../src/schedule/reasons.ts";
import { choicesOf } from "../../src/schedule/policies.ts";
import { largestFirst } from "./largest-first.ts";

const page = readFileSync(new URL("../../docs/policies.md", import.meta.url), "utf8");

test("the policy on the page is the one that runs, and it does what it says", () => {
  assert.ok(page.includes(`\`\`\`ts\n${readFileSync(new URL("./largest-first.ts", import.meta.url), "utf8")}\`\`\``));
  const rows = [
    { submit: 0, run: 100, need: 20 },
    { submit: 1, run: 50, need: 2 },
    { submit: 1, run: 50, need: 12 },
    { submit: 1, run: 50, need: 24 },
  ];
  const engine = new JobEngine({ fleet: fleetOf([{}]), jobs: jobsOf(rows), policy: { ...plainPolicy, discipline: largestFirst }, recovery: noRecovery, seed: 1 });
  engine.run();
  assert.deepEqual([...engine.jobs.started], [0, 51, 1, 100]);
});

test("the page names every policy and every reason", () => {
  const terms = { depth: 100, mix: [1], spareShare: 0.02, spareProbability: 0.99, failoverShare: 0.5 };
  const all = Object.values(choicesOf(terms)).flat() as { id: string }[];
  for (const { id } of all.filter((policy) => !policy.id.startsWith("failover-"))) assert.ok(page.includes(`\`${id}\``), id);
  for (const id of Object.keys(reasons)) assert.ok(page.includes(id), id);
});
