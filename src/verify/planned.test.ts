import assert from "node:assert/strict";
import { test } from "node:test";
import { timeSlices } from "../conditions/slices.ts";
import { caseOf } from "../plan/fixture.ts";
import { makePlan } from "../plan/planner.ts";
import type { Plan } from "../plan/plan.ts";
import type { Certificate } from "./certificate.ts";
import { checkPlan } from "./check.ts";
import { countLeaves, mutants } from "./mutants.fixture.ts";

/** At most this many numbers of a plan are mutated, evenly spread over it. */
const sample = 400;

interface Planned {
  readonly plan: Plan;
  readonly check: (plan: unknown) => Certificate;
}

async function planned(file: string, replace: readonly (readonly [string, string])[] = []): Promise<Planned> {
  const { programme, figures, library } = caseOf(file, replace);
  const slices = new Map(Object.keys(programme.sites).map((site) => [site, timeSlices(programme, site, library)]));
  const plan = JSON.parse(JSON.stringify(await makePlan({ programme, figures }, library, { inputs: "hash" }))) as Plan;
  return { plan, check: (other) => checkPlan(programme, (site) => slices.get(site)!, other, "hash") };
}

function accepted({ plan, check }: Planned, rows: number): void {
  const certificate = check(plan);
  assert.deepEqual(certificate.refusals, []);
  assert.ok(certificate.rows.length > rows && certificate.rows.every(({ slack }) => slack >= 0), `${certificate.rows.length} rows`);
}

for (const [file, rows] of [
  ["programmes/neocloud.yaml", 500],
  ["test/programmes/power.yaml", 500],
  ["test/programmes/finance.yaml", 500],
  ["test/programmes/refresh.yaml", 250],
] as const) {
  test(`the planner's plan for ${file} is accepted, and any one number of it changed is refused`, async () => {
    const made = await planned(file);
    accepted(made, rows);
    const leaves = countLeaves(made.plan);
    const step = Math.ceil(leaves / sample);
    let tried = 0;
    const missed: string[] = [];
    for (const { name, plan: mutant } of mutants(made.plan, (position) => position % step === 0)) {
      tried++;
      if (made.check(mutant).accepted) missed.push(name);
    }
    const share = ((100 * (tried - missed.length)) / tried).toFixed(2);
    console.log(`${file}: ${leaves} numbers, ${tried - missed.length} of ${tried} mutants caught (${share} %)${missed.map((name) => `\n  missed: ${name}`).join("")}`);
    // At least two ways for each number taken.
    assert.ok(tried > 2 * Math.floor(leaves / step), `${tried} mutants of ${leaves} numbers, every ${step}th taken`);
    assert.ok(missed.length <= 0.01 * tried, missed.join("\n"));
  });
}

test("where the terms bind, planner and verifier still agree: debt service, water, a unit out, late orders, shares of a cloud's net revenue", async () => {
  const finance = "test/programmes/finance.yaml";
  const power = "test/programmes/power.yaml";
  accepted(await planned(finance, [["dscr: 1.3", "dscr: 25"]]), 500);
  accepted(
    await planned(finance, [
      ["slots: { 2026-Q2: 2 slots, 2026-Q4: 1 slots }, orders: { 2026: 4 slots, 2027: 4 slots }", "slots: { 2026-Q3: 1 slots }, orders: { 2026: 2 slots, 2027: 3 slots }"],
      ["agreements:", "agreements:\n  api-first: { kind: exclusivity, class: api, provider: bigcloud, from: 2026-01-01, until: 2027-12-31 }"],
    ]),
    500,
  );
  accepted(
    await planned(power, [
      ["160000 m3/yr", "90000 m3/yr"],
      ["facility: 6 MW, cost: $5M", "facility: 2 MW, cost: $5M"],
    ]),
    500,
  );
  accepted(await planned(power, [["capacityFactor: 28 %", "capacityFactor: 5 %"]]), 500);
});

for (const kind of ["lexicographic", "most-compute", "least-cost"]) {
  test(`the planner's plan for neocloud under ${kind} has the measures that its decisions give`, async () => {
    const made = await planned("programmes/neocloud.yaml", [["kind: worth", `kind: ${kind}`]]);
    accepted(made, 1000);
    assert.ok(made.plan.objective.stages.length > 1);
  });
}
