import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan } from "../plan/plan.ts";
import { checkPlan } from "./check.ts";
import { consistent } from "./consistent.fixture.ts";
import { decisionMutants } from "./mutants.fixture.ts";
import { type Paper, papers } from "./paper.fixture.ts";
import { shapeOf } from "./shape.ts";
import { tinyProgramme } from "./tiny.fixture.ts";

test("the paper plans are consistent as they stand: the replay gives every derived number back", () => {
  for (const { text, slices, plan } of Object.values<Paper>(papers)) {
    const again = consistent(tinyProgramme(text), slices, plan());
    assert.deepEqual(checkPlan(tinyProgramme(text), () => slices, again, "hash").refusals, []);
    assert.deepEqual(again.derived.money, { ...again.derived.money, ...plan().derived.money });
  }
});

/** Decisions that are whole things: halls, racks, power options, openings, notices, campuses. The others are amounts of money, energy and compute, of which a little more is often just another plan. */
const isWhole = (name: string): boolean => /starts|racks|retired|running|opened|without|notice|: on /.test(name);

test("a decision changed and every derived number made to follow: a rule refuses it, or it is a plan that keeps every rule", () => {
  const refusing = new Map<string, number>();
  const made = { whole: 0, amounts: 0 };
  const kept = { whole: [] as string[], amounts: [] as string[] };
  for (const [paper, { text, slices, plan }] of Object.entries<Paper>(papers)) {
    const programme = tinyProgramme(text);
    for (const { name, plan: mutant } of decisionMutants(plan())) {
      if (!shapeOf(mutant, programme).ok) continue;
      const kind = isWhole(name) ? "whole" : "amounts";
      made[kind]++;
      const { accepted, refusals } = checkPlan(programme, () => slices, consistent(programme, slices, mutant as Plan), "hash");
      if (accepted) kept[kind].push(`${paper}: ${name}`);
      for (const family of new Set(refusals.map((refusal) => refusal.family))) refusing.set(family, (refusing.get(family) ?? 0) + 1);
    }
  }
  for (const kind of ["whole", "amounts"] as const) {
    const caught = made[kind] - kept[kind].length;
    console.log(`${kind}: ${caught} of ${made[kind]} consistent mutants break a rule (${((100 * caught) / made[kind]).toFixed(1)} %)`);
  }
  console.log(`refused by ${[...refusing].map(([family, count]) => `${family} ${count}`).join(", ")}${kept.whole.map((name) => `\n  keeps every rule: ${name}`).join("")}`);
  assert.ok(kept.whole.length <= 0.05 * made.whole, kept.whole.join("\n"));
  for (const family of ["site.phase", "site.water", "build.equipment", "power.firm", "power.permit", "power.storage", "power.balance", "agreement.first-refusal", "money.coverage"])
    assert.ok((refusing.get(family) ?? 0) >= 5, family);
  assert.deepEqual(
    [...refusing.keys()].filter((family) => family.startsWith("derived.") || family === "objective"),
    [],
  );
});
