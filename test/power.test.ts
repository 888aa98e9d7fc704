// Does a programme with sun, a battery, gas under permits, a purchase clause and little water plan, round and verify?

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../src/plan/case.ts";
import { caseOf } from "../src/plan/fixture.ts";
import { openHighs } from "../src/plan/lp/highs.ts";
import type { Plan } from "../src/plan/plan.ts";
import { makePlan } from "../src/plan/planner.ts";
import { siteAccount } from "../src/plan/site-account.ts";
import { verify } from "../src/verify/verify.ts";

const file = "test/programmes/power.yaml";
const solver = openHighs();
after(() => solver.close());

/** Makes alpha take everything: what is committed is taken, and lines of the file are replaced. */
async function planOf(replace: readonly (readonly [string, string])[] = []): Promise<{ plan: Plan; resolved: ReturnType<typeof caseOf> }> {
  const resolved = caseOf(file, replace);
  return { resolved, plan: await makePlan(resolved, resolved.library, { inputs: "test", limits: { gap: 0, nodes: 100_000, seconds: 120, seed: 1 }, solver }) };
}

for (const [name, stores, replace] of [
  ["as it stands", true, []],
  ["with engines that are committed", false, [["engines: { hours: 5000 h }", "engines: { hours: 5000 h, committed: true }"]]],
  [
    "with everything committed and hardly any grid",
    false,
    [
      ["engines: { hours: 5000 h }", "engines: { hours: 5000 h, committed: true }"],
      ["grid: { facility: 6 MW, cost: $5M }", "grid: { facility: 1.7 MW, cost: $5M, committed: true }"],
      ["cost: $4M, capacityFactor", "cost: $4M, committed: true, capacityFactor"],
      ["ramp: [50 %, 100 %], cost: $3M", "ramp: [50 %, 100 %], cost: $3M, committed: true"],
    ],
  ],
  ["with so little water that it binds", true, [["water: 160000 m3/yr", "water: 70000 m3/yr"]]],
] as const) {
  test(`${name}: planned, rounded to whole racks and kW, verified, worth what the solver said`, async () => {
    const { plan, resolved } = await planOf(replace);
    assert.ok(plan.feasible);
    const { accepted, refusals, rows } = verify(resolved, resolved.library, plan, "test");
    assert.deepEqual(refusals, []);
    assert.ok(accepted);
    for (const family of ["site.water", "power.firm", "power.balance", "power.permit", ...(stores ? ["power.storage"] : [])]) {
      const some = rows.some((row) => row.family === family);
      assert.ok(some, family);
    }
    assert.ok(Math.abs(plan.objective.total - plan.solver.fixed!) <= 1e-6 * Math.abs(plan.solver.fixed!), `${plan.objective.total} against ${plan.solver.fixed}`);
    const { charge, discharge, onsite } = plan.decisions.sites["alpha"]!;
    for (const kw of [charge, discharge, onsite].flatMap((options) => Object.values(options).flat(2))) assert.ok(Number.isInteger(kw) && kw >= 0);
  });
}

test("what storage takes in is bought and what it gives back is not: energy and its cost, by hand", async () => {
  const { plan, resolved } = await planOf([["ramp: [50 %, 100 %], cost: $3M", "ramp: [50 %, 100 %], cost: $3M, committed: true"]]);
  const study = planningCase(resolved.programme, resolved.library);
  const s = study.sites.findIndex(({ id }) => id === "alpha");
  const { slices, site } = study.sites[s]!;
  const decision = plan.decisions.sites["alpha"]!;
  const t = 4;
  const kw = (options: Readonly<Record<string, readonly (readonly number[])[]>>, h: number) => Object.values(options).reduce((sum, list) => sum + list[t]![h]!, 0);
  const racks = (at: number) => decision.running["plain"]![at]!;
  const meanMw = ((racks(t - 1) + racks(t)) / 2) * 0.1;
  let mwh = 0;
  let usd = 3 * site.tariff.demand! * 1.3 * racks(t) * 0.1;
  let stored = 0;
  for (let h = 0; h < 4; h++) {
    const hours = study.hours[t]! * slices.share[t * 4 + h]!;
    const grid =
      slices.pue[t * 4 + h]! * resolved.programme.catalogue.operations.loadFactor * meanMw + (kw(decision.charge, h) - kw(decision.discharge, h) - kw(decision.onsite, h)) / 1000;
    const price = slices.price[t * 4 + h]!;
    const wind = price > 30 ? Math.max(0, Math.min(grid, 4)) : 0;
    mwh += hours * grid;
    usd += hours * (wind * 30 + (grid - wind) * price);
    for (const [option, list] of Object.entries(decision.onsite))
      usd += (hours * list[t]![h]! * resolved.programme.catalogue.powerSources[site.power[option]!.kind]!.variable) / 1000;
    stored += kw(decision.charge, h);
  }
  assert.ok(stored > 0, "the battery works");
  assert.ok(Math.abs(plan.derived.sites["alpha"]!.gridMwh[t]! - mwh) < 1e-3);
  const { opex } = siteAccount(study, plan.decisions, s);
  assert.ok(Math.abs(opex.energy[t]! - 100 * usd) <= 1, `${opex.energy[t]} cents, by hand ${100 * usd}`);
});

test("a purchase clause is worth its hours at what the tariff asks above its price, and nothing where the tariff is cheaper", async () => {
  const { plan, resolved } = await planOf([["price: 30 $/MWh", "price: 15 $/MWh"]]);
  const without = caseOf(file, [["price: 30 $/MWh", "price: 3000 $/MWh"]]);
  const t = 3;
  const account = (programme: typeof resolved.programme) => {
    const study = planningCase(programme, resolved.library);
    const s = study.sites.findIndex(({ id }) => id === "alpha");
    return { study, slices: study.sites[s]!.slices, usd: siteAccount(study, plan.decisions, s).opex.energy[t]! / 100 };
  };
  const [cheap, dear] = [account(resolved.programme), account(without.programme)];
  let saved = 0;
  const decision = plan.decisions.sites["alpha"]!;
  for (let h = 0; h < 4; h++) {
    const price = cheap.slices.price[t * 4 + h]!;
    const kw = (options: Readonly<Record<string, readonly (readonly number[])[]>>) => Object.values(options).reduce((sum, list) => sum + list[t]![h]!, 0);
    const mean = ((decision.running["plain"]![t - 1]! + decision.running["plain"]![t]!) / 2) * 0.1;
    const grid =
      cheap.slices.pue[t * 4 + h]! * resolved.programme.catalogue.operations.loadFactor * mean + (kw(decision.charge) - kw(decision.discharge) - kw(decision.onsite)) / 1000;
    saved += cheap.study.hours[t]! * cheap.slices.share[t * 4 + h]! * Math.max(0, Math.min(4, grid)) * Math.max(0, price - 15);
  }
  assert.ok(saved > 1000, `${saved}`);
  assert.ok(Math.abs(dear.usd - cheap.usd - saved) < 0.02, `${dear.usd - cheap.usd} against ${saved}`);
});

test("more permit, more water, more sun and a better battery are never worth less", async () => {
  const { plan } = await planOf();
  for (const replace of [
    [["airPermit: 12 MW", "airPermit: 16 MW"]],
    [["water: 160000 m3/yr", "water: 200000 m3/yr"]],
    [["capacityFactor: 28 %", "capacityFactor: 33 %"]],
    [["hours: 5000 h", "hours: 8784 h"]],
    [["price: 30 $/MWh", "price: 20 $/MWh"]],
  ] as const) {
    const more = await planOf(replace);
    assert.ok(more.plan.solver.incumbent! >= plan.solver.incumbent! * (1 - 1e-9), `${replace[0][1]}: ${more.plan.solver.incumbent} against ${plan.solver.incumbent}`);
  }
});
