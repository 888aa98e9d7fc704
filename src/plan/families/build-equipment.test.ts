// The plan under held slots against every choice of starts that they allow: in tiny, alpha takes two buildings at one a quarter within four
// quarters (1 + 4 + 6 = 11 choices) and beta one (1 + 4 = 5): 55 choices. By hand: one slot in 2026-Q1, and one order a quarter that
// takes three quarters, are 1, 1, 1, 2, 3, 4 units there by each quarter; a hall needs one at its start.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../case.ts";
import { none } from "../columns.ts";
import { draftOf } from "../draft.ts";
import { equipmentOf, latestOrders } from "../equipment.ts";
import { caseOf } from "../fixture.ts";
import { greedy } from "../greedy.ts";
import { openHighs } from "../lp/highs.ts";
import { withBounds } from "../lp/model.ts";
import { buildEquipment } from "./build-equipment.ts";
import { rowsOf } from "./rows.fixture.ts";
import { matches } from "./trial.fixture.ts";

const solver = openHighs();
after(() => solver.close());
const limits = { gap: 1e-9, nodes: 100_000, seconds: 60, seed: 1 };
const slots = [
  "  accelerators:\n",
  "  equipment: { breaker: { lead: 3 quarters, perBuilding: 1, slots: { 2026-Q1: 1 slots }, orders: { 2026: 4 slots, 2027: 4 slots } } }\n  accelerators:\n",
] as const;
const studyWith = (...replace: (readonly [string, string])[]) => {
  const { programme, library } = caseOf("test/programmes/tiny.yaml", replace);
  return planningCase(programme, library);
};

test("what can be there is what is held and what can be ordered a lead before", () => {
  const breaker = studyWith(slots).equipment.find(({ id }) => id === "breaker")!;
  assert.deepEqual(breaker.available, [1, 1, 1, 2, 3, 4]);
});

test("a year's slots count in whole units of their running sum", () => {
  const breaker = studyWith([slots[0], slots[1].replace("slots: { 2026-Q1: 1 slots }, orders: { 2026: 4 slots, 2027: 4 slots }", "slots: { 2026: 3 slots }")]).equipment.find(
    ({ id }) => id === "breaker",
  )!;
  assert.deepEqual(breaker.available, [0, 1, 2, 3, 3, 3]);
});

test("the plan that waits for equipment is the best of all choices of starts that the slots allow", async () => {
  const { draft, model } = draftOf(studyWith());
  const columns = draft.sites.map((site) => site.starts[0]!.flatMap((column, t) => (column === none ? [] : [{ column, t }])));
  const subsets = (most: number, of: number): number[][] =>
    of === 0 ? [[]] : [0, ...(most > 0 ? [1] : [])].flatMap((first) => subsets(most - first, of - 1).map((rest) => [first, ...rest]));
  const [alpha, beta] = [subsets(2, columns[0]!.length), subsets(1, columns[1]!.length)];
  assert.equal(alpha.length * beta.length, 55);
  const available = [1, 1, 1, 2, 3, 4];
  let best = -Infinity;
  let bestOfAll = -Infinity;
  for (const one of alpha) {
    for (const other of beta) {
      const lower = Float64Array.from(model.lower);
      const upper = Float64Array.from(model.upper);
      const needed = available.map(() => 0);
      for (const [s, choice] of [one, other].entries()) {
        for (const [position, { column, t }] of columns[s]!.entries()) {
          lower[column] = upper[column] = choice[position]!;
          for (let q = t; q < needed.length; q++) needed[q]! += choice[position]!;
        }
      }
      const { objective } = await solver.solve(withBounds(model, lower, upper, false), { limits });
      bestOfAll = Math.max(bestOfAll, objective ?? -Infinity);
      if (needed.every((units, t) => units <= available[t]!)) best = Math.max(best, objective ?? -Infinity);
    }
  }
  const found = await solver.solve(draftOf(studyWith(slots)).model, { limits });
  assert.ok(Math.abs(found.objective! - best) <= 1e-6 * Math.abs(best), `${found.objective} against ${best}`);
  assert.ok(bestOfAll > best + 1, `waiting costs something: ${bestOfAll} without, ${best} with, M$`);
});

test("the latest orders that still deliver in time", () => {
  // Needed so far 0, 0, 1, 3, 3 against one held; a lead of two quarters and one order a quarter: two more must be there by the fourth
  // quarter, one ordered in the first and one in the second.
  const kind = {
    id: "x",
    binds: true,
    leadQuarters: 2,
    neededAfter: 0,
    perBuilding: () => 1,
    slotsSoFar: [1, 1, 1, 1, 1],
    ordersSoFar: [1, 2, 3, 4, 5],
    available: [1, 1, 2, 3, 4],
  };
  assert.deepEqual(latestOrders(kind, [0, 0, 1, 3, 3]), [1, 1, 0, 0, 0]);
  assert.deepEqual(latestOrders(kind, [0, 0, 1, 1, 2]), [0, 0, 1, 0, 0]);
  assert.deepEqual(latestOrders({ ...kind, binds: false }, [0, 0, 1, 3, 3]), [0, 0, 0, 0, 0]);
});

test("the greedy start waits for equipment, and says what it needs", () => {
  const study = studyWith(slots);
  const { draft } = draftOf(study);
  const { indices, values } = greedy(draft);
  const sites = Object.fromEntries(
    study.sites.map(({ id }, s) => [id, { starts: { "hall-10": draft.sites[s]!.starts[0]!.map((column) => (column === none ? 0 : values[indices.indexOf(column)]!)) } }]),
  );
  const { needed, available } = equipmentOf(study, { sites } as never)["breaker"]!;
  assert.ok(needed.at(-1)! > 0);
  for (const [t, units] of needed.entries()) assert.ok(units <= available[t]!);
});

test("the rows of equipment in the finance programme", () => {
  const rows = rowsOf(buildEquipment, "test/programmes/finance.yaml");
  assert.equal(rows.length, 19);
  // Two slots in 2026-Q2, needed a quarter after the start; a rented shell needs no switchgear of its own.
  assert.equal(
    rows.find((row) => row.startsWith("build.equipment[transformer, 2026-Q2]")),
    "build.equipment[transformer, 2026-Q2]: 1 build.start[beta, hall-10, 2026-Q1] <= 2",
  );
  assert.equal(
    rows.find((row) => row.startsWith("build.equipment[switchgear, 2026-Q2]")),
    "build.equipment[switchgear, 2026-Q2]: 4 build.start[alpha, hall-10, 2026-Q2] + 4 build.start[beta, hall-10, 2026-Q1] + 4 build.start[beta, hall-10, 2026-Q2] <= 8",
  );
  assert.ok(!rows.some((row) => row.includes("[chiller")));
});

test("its rows", () => matches(rowsOf(buildEquipment, "test/programmes/finance.yaml"), new URL("build-equipment.snap.txt", import.meta.url)));
