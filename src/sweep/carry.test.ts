// Is a plan in the world that it was made for itself, and in another world what that world lets it be?

import assert from "node:assert/strict";
import { test } from "node:test";
import { planningCase } from "../plan/case.ts";
import { caseOf } from "../plan/fixture.ts";
import { makePlan } from "../plan/planner.ts";
import { moved } from "../programme/uncertain/moved.ts";
import { simulate } from "../simulate/simulate.ts";
import { carried } from "./carry.ts";

const { library, ...resolved } = caseOf("test/programmes/tiny.yaml");
const { programme } = resolved;
const plan = await makePlan(resolved, library, { inputs: "test" });
const made = planningCase(programme, library);
const world = (path: string, move: { readonly factor?: number; readonly slipQuarters?: number }) => carried(plan, made, moved(programme, [{ entry: 0, path, ...move }]), library);
const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
const sites = Object.keys(plan.decisions.sites);
const racks = (of: typeof plan) => made.names.map((_, t) => sum(sites.map((site) => of.decisions.sites[site]!.racks["plain"]?.[t] ?? 0)));
const running = (of: typeof plan) => made.names.map((_, t) => sum(sites.map((site) => of.decisions.sites[site]!.running["plain"]?.[t] ?? 0)));

test("in the world that it was made for, the plan is itself", () => {
  assert.ok(sum(racks(plan)) > 0, "the plan builds something");
  const same = carried(plan, made, programme, library).plan;
  assert.deepEqual(same.decisions, plan.decisions);
  assert.deepEqual({ ...same.derived, compute: 0 }, { ...plan.derived, compute: 0 });
});

test("power that comes later lets racks wait, and they run when it is there", () => {
  const late = world("sites.alpha.power.grid.energized", { slipQuarters: 1 }).plan;
  assert.deepEqual(racks(late), racks(plan), "racks come as ordered");
  const [before, after] = [running(plan), running(late)];
  assert.ok(
    after.some((count, t) => count < before[t]!),
    "some wait",
  );
  assert.ok(after.every((count, t) => count <= before[t]!));
  assert.equal(after.at(-1), before.at(-1));
  for (const site of made.sites) {
    const { options, running: runs } = late.decisions.sites[site.id]!;
    const there = planningCase(moved(programme, [{ entry: 0, path: "sites.alpha.power.grid.energized", slipQuarters: 1 }]), library).sites.find(({ id }) => id === site.id)!;
    for (const t of made.names.keys()) {
      const firm = there.options.reduce((mw, option) => mw + (options.includes(option.id) ? option.firm * option.available[t]! : 0), 0);
      assert.ok((runs["plain"]?.[t] ?? 0) * 0.1 * site.site.designFacilityRatio <= firm + 1e-3, `${site.id} ${made.names[t]}`);
    }
  }
});

test("supply that falls short brings racks later, never more in a quarter than there are, and cheaper in all", () => {
  const short = world("catalogue.accelerators.plain.supply", { factor: 0.5 }).plan;
  const [before, after] = [racks(plan), racks(short)];
  for (const [t, count] of after.entries()) assert.ok(count <= Math.floor((made.accelerators[0]!.supply[t] ?? 0) * 0.5 + 1e-9));
  for (const t of after.keys()) assert.ok(sum(after.slice(0, t + 1)) <= sum(before.slice(0, t + 1)));
  assert.ok(sum(after) < sum(before));
  assert.ok(sum(short.derived.money.capex.accelerators) < sum(plan.derived.money.capex.accelerators));
  assert.deepEqual(racks(world("catalogue.accelerators.plain.supply", { factor: 2 }).plan), before, "a plan that stands orders no more");
  assert.equal(sum(racks(world("catalogue.accelerators.plain.supply", { factor: 0 }).plan)), 0);
});

test("halls that are late let racks come later", () => {
  const late = world("catalogue.buildings.hall-10.ready", { slipQuarters: 1 }).plan;
  assert.ok(late.derived.sites["alpha"]!.hallsKw.some((kw, t) => kw < plan.derived.sites["alpha"]!.hallsKw[t]!));
  for (const [t, kw] of late.derived.sites["alpha"]!.hallsKw.entries()) {
    const standing = sum(late.decisions.sites["alpha"]!.racks["plain"]!.slice(0, t + 1));
    assert.ok(standing * 100 <= kw + 1e-6, `${standing} racks in ${kw} kW of halls`);
  }
});

test("no one is given more than is asked for, and every law holds in every such world", async () => {
  const worlds = [
    world("workloads.chat.demand", { factor: 0.2 }),
    world("workloads.chat.demand", { factor: 3 }),
    world("workloads.research.demand", { factor: 0.1 }),
    world("sites.alpha.power.grid.energized", { slipQuarters: 3 }),
    world("catalogue.accelerators.plain.supply", { factor: 0.3 }),
    world("catalogue.buildings.hall-10.ready", { slipQuarters: 2 }),
    world("workloads.run.compute", { factor: 1.5 }),
  ];
  const useful: number[] = [];
  for (const { programme: there, plan: carriedPlan } of worlds) {
    const { summary } = await simulate({ ...resolved, programme: there }, library, carriedPlan, { seed: 3 });
    useful.push(summary.waterfall.useful);
  }
  assert.ok(useful[0]! < useful[1]! && useful[3]! < useful[1]! && useful[4]! < useful[1]!);
});

test("a run whose work grew goes on until it is done", async () => {
  const more = world("workloads.run.compute", { factor: 1.2 });
  const { summary } = await simulate({ ...resolved, programme: more.programme }, library, more.plan, { seed: 3 });
  const before = await simulate(resolved, library, plan, { seed: 3 });
  assert.ok(summary.milestones["run"]!.done! > before.summary.milestones["run"]!.done!);
});

test("the planner's own guess of goodput does not change what happens", () => {
  const other = world("catalogue.operations.goodput", { factor: 0.9 });
  assert.deepEqual(other.plan.decisions, plan.decisions);
  assert.equal(other.programme.catalogue.operations.goodput, programme.catalogue.operations.goodput);
});

test("racks that come late are sold when planned or when they come, never more than came", async () => {
  const { library: tables, ...refreshed } = caseOf("test/programmes/refresh.yaml");
  const sells = await makePlan(refreshed, tables, { inputs: "test" });
  const kinds = Object.values(sells.decisions.sites).flatMap(({ retired }) => Object.keys(retired ?? {}));
  assert.ok(kinds.length > 0, "the plan sells racks");
  const of = planningCase(refreshed.programme, tables);
  assert.deepEqual(carried(sells, of, refreshed.programme, tables).plan.decisions, sells.decisions);
  const moves = [...new Set(kinds)].map((kind) => ({ entry: 0, path: `catalogue.accelerators.${kind}.supply`, factor: 0.6 }));
  const there = carried(sells, of, moved(refreshed.programme, moves), tables);
  for (const decision of Object.values(there.plan.decisions.sites))
    for (const [kind, cohorts] of Object.entries(decision.retired ?? {}))
      for (const [quarter, list] of Object.entries(cohorts)) {
        const at = of.names.findIndex((name) => name === quarter);
        if (at < 0) continue;
        assert.ok(sum(list) <= decision.racks[kind]![at]!, `${kind} of ${quarter}: ${sum(list)} sold`);
        assert.ok(list.slice(0, at).every((racks) => racks === 0));
      }
  await simulate({ ...refreshed, programme: there.programme }, tables, there.plan, { seed: 2 });
});
