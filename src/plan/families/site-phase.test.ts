// The plan with a phase against every choice of alpha's starts: in tiny, alpha takes two buildings within four quarters, so there are
// 1 + 4 + 10 = 15 choices (none; one; two, in one quarter or in two). Each is planned without the rule; the best that keeps it is the answer.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../case.ts";
import { none } from "../columns.ts";
import { draftOf } from "../draft.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import { withBounds } from "../lp/model.ts";
import { greedy } from "../greedy.ts";
import { rowsOf } from "./rows.fixture.ts";
import { sitePhase } from "./site-phase.ts";
import { matches } from "./trial.fixture.ts";

const solver = openHighs();
after(() => solver.close());
const limits = { gap: 1e-9, nodes: 100_000, seconds: 60, seed: 1 };
const pace = ["buildings: { hall-10: 2 }, startsPerQuarter: 1", "buildings: { hall-10: 2 }, startsPerQuarter: 2"] as const;
const draftWith = (...replace: (readonly [string, string])[]) => {
  const { programme, library } = caseOf("test/programmes/tiny.yaml", replace);
  return draftOf(planningCase(programme, library));
};

test("the plan with a phase is the best of all choices of starts that keep it", async () => {
  const { draft, model } = draftWith(pace);
  const columns = draft.sites[0]!.starts[0]!.filter((column) => column !== none);
  const choices = (left: number, of: number): number[][] =>
    of === 0 ? [[]] : Array.from({ length: left + 1 }, (_, first) => choices(left - first, of - 1).map((rest) => [first, ...rest])).flat();
  const all = choices(2, columns.length);
  assert.equal(columns.length, 4);
  assert.equal(all.length, 15);
  let best = -Infinity;
  let bestOfAll = -Infinity;
  for (const choice of all) {
    const lower = Float64Array.from(model.lower);
    const upper = Float64Array.from(model.upper);
    for (const [position, column] of columns.entries()) lower[column] = upper[column] = choice[position]!;
    const { objective } = await solver.solve(withBounds(model, lower, upper, false), { limits });
    bestOfAll = Math.max(bestOfAll, objective ?? -Infinity);
    if (choice.every((starts) => starts === 0 || starts >= 2)) best = Math.max(best, objective ?? -Infinity);
  }
  const found = await solver.solve(draftWith([pace[0], `${pace[1]}, phase: 2`]).model, { limits });
  assert.ok(Math.abs(found.objective! - best) <= 1e-6 * Math.abs(best), `${found.objective} against ${best}`);
  assert.ok(bestOfAll > best + 1, `the phase costs something: ${bestOfAll} without it, ${best} with it, M$`);
});

test("three buildings of land and phases of two are two buildings or none", async () => {
  const { draft, model } = draftWith(
    ["buildings: { hall-10: 2 }, startsPerQuarter: 1", "buildings: { hall-10: 3 }, startsPerQuarter: 2, phase: 2"],
    ["workers: 250 workers", "workers: 2500 workers"],
  );
  const { values } = await solver.solve(model, { limits });
  const starts = draft.sites[0]!.starts[0]!.map((column) => (column === none ? 0 : Math.round(values[column]!)));
  assert.ok(
    starts.every((count) => count === 0 || count === 2),
    starts.join(),
  );
  assert.equal(Math.max(...starts), 2);
});

test("the greedy start keeps the phase", () => {
  const { draft } = draftWith(
    ["buildings: { hall-10: 2 }, startsPerQuarter: 1", "buildings: { hall-10: 3 }, startsPerQuarter: 2, phase: 2"],
    ["workers: 250 workers", "workers: 2500 workers"],
  );
  const { indices, values } = greedy(draft);
  const at = (column: number) => (column === none ? 0 : values[indices.indexOf(column)]!);
  const { starts, busy } = draft.sites[0]!;
  for (const [t, column] of busy.entries()) {
    const count = starts.reduce((sum, kind) => sum + at(kind[t]!), 0);
    assert.ok(count === 0 || count >= 2, `${count} starts`);
    assert.equal(at(column), count > 0 ? 1 : 0);
  }
});

test("the rows of a phase in the finance programme", () => {
  const rows = rowsOf(sitePhase, "test/programmes/finance.yaml");
  assert.equal(rows.length, 14);
  assert.deepEqual(rows.slice(0, 2), [
    "site.phase[alpha, 2026-Q2, fewest]: 1 build.start[alpha, hall-10, 2026-Q2] + 1 build.start[alpha, shell-10, 2026-Q2] + -2 build.busy[alpha, 2026-Q2] >= 0",
    "site.phase[alpha, 2026-Q2, most]: 1 build.start[alpha, hall-10, 2026-Q2] + 1 build.start[alpha, shell-10, 2026-Q2] + -2 build.busy[alpha, 2026-Q2] <= 0",
  ]);
});

test("its rows", () => matches(rowsOf(sitePhase, "test/programmes/finance.yaml"), new URL("site-phase.snap.txt", import.meta.url)));
