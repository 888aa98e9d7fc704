// Own or rented? On paper: with money at the discount rate alone (no debt, no premium), a hall started in quarter a costs
// sum of d[t] (parts + insurance of what was paid so far) - dEnd x book value when owned, and sum of d[t] x 3 x rent x MW from ready on when rented.
// The two are equal at one rent for each a; below it the plan rents, above it the plan builds.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "./case.ts";
import { caseOf } from "./fixture.ts";
import { openHighs } from "./lp/highs.ts";
import type { Plan } from "./plan.ts";
import { makePlan } from "./planner.ts";

const solver = openHighs();
after(() => solver.close());
const file = "test/programmes/tiny.yaml";
const limits = { gap: 0, nodes: 100_000, seconds: 60, seed: 1 };
const hall = "hall-10: { it: 10 MW, ready: 2 quarters, cost: 10 M$/MW, spend: [60 %, 40 %], crew: [100 workers, 80 workers], cooling: warm-water-dry, usefulLife: 20 yr }";

function withShell(rent: number): (readonly [string, string])[] {
  return [
    [hall, `${hall}\n    ${hall.replace("hall-10", "shell-10").replace("cost: 10 M$/MW", `cost: $0/MW, rent: ${rent} $/MW-month`)}`],
    ["buildings: { hall-10: 2 }", "buildings: { hall-10: 2, shell-10: 2 }"],
    ["buildings: { hall-10: 1 }", "buildings: { hall-10: 1, shell-10: 1 }"],
    ["limit: $200M", "limit: $1k"],
  ];
}

async function planAt(rent: number): Promise<Plan> {
  const { library, ...resolved } = caseOf(file, withShell(rent));
  return makePlan(resolved, library, { inputs: "test", limits, solver });
}

/** The rent at which one hall started in quarter `start` costs the same owned and rented, $/MW-month. */
function evenRent(start: number): number {
  const { programme, library } = caseOf(file);
  const { discount, discountEnd, count, hours } = planningCase(programme, library);
  const paid = (t: number) => (t < start ? 0 : t === start ? 60e6 : 100e6);
  let owned = 0;
  let rented = 0;
  for (let t = 0; t < count; t++) {
    owned += discount[t]! * (paid(t) - (t > 0 ? paid(t - 1) : 0) + (programme.catalogue.operations.insurance * hours[t]! * paid(t)) / 8766);
    if (t >= start + 2) rented += discount[t]! * 3 * 10;
  }
  return (owned - discountEnd * 100e6 * (1 - (count - 1 - start - 2) / 80)) / rented;
}

test("the plan rents halls below the rent that costs the same, and builds its own above it", async () => {
  const starts = (plan: Plan, kind: string) => Object.values(plan.decisions.sites).flatMap((site) => (site.starts[kind] ?? []).flatMap((count, t) => (count > 0 ? [t] : [])));
  const dear = await planAt(10_000_000);
  const owned = starts(dear, "hall-10");
  assert.ok(owned.length > 0);
  assert.deepEqual(starts(dear, "shell-10"), []);
  const even = owned.map(evenRent);
  const above = await planAt(Math.ceil(1.01 * Math.max(...even)));
  const below = await planAt(Math.floor(0.99 * Math.min(...even)));
  assert.deepEqual(starts(above, "shell-10"), []);
  assert.deepEqual(starts(above, "hall-10"), owned);
  assert.deepEqual(starts(below, "hall-10"), []);
  assert.deepEqual(starts(below, "shell-10"), owned);
});

test("rent is paid for each ready building from the quarter it is ready in", async () => {
  const plan = await planAt(1000);
  const ready = (t: number) =>
    Object.values(plan.decisions.sites).reduce((sum, site) => sum + (site.starts["shell-10"] ?? []).reduce((all, count, at) => all + (at + 2 <= t ? count : 0), 0), 0);
  // 10 MW x 3 months x 1,000 $/MW-month = 30,000 $ a quarter.
  assert.deepEqual(
    plan.derived.money.opex.lease,
    plan.derived.money.opex.lease.map((_, t) => 30_000 * 100 * ready(t)),
  );
  assert.ok(ready(5) > 0);
});
