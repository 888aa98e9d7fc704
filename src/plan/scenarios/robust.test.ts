import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../case.ts";
import { type Draft, none, runningMw, taken } from "../columns.ts";
import { draftInto } from "../draft.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import { ModelBuilder, sum } from "../lp/model.ts";
import { objectiveParts, worthOf } from "../objectives/parts.ts";
import { largest, lossesOf, protect } from "./robust.ts";

const { programme: tiny, library } = caseOf("test/programmes/tiny.yaml", [
  ["run: { kind: training, compute: 3e25 FLOP", "run: { kind: training, wanted: true, compute: 3e25 FLOP"],
  [
    "objective: {",
    `uncertain:
  - { path: sites.alpha.power.grid.energized, slip: [{ quarters: 0 quarters, likely: 60 % }, { quarters: 2 quarters, likely: 40 % }] }
  - { path: sites.alpha.power.engines.energized, slip: [{ quarters: 0 quarters, likely: 60 % }, { quarters: 1 quarter, likely: 40 % }] }
  - { path: sites.beta.power.grid.energized, slip: [{ quarters: 0 quarters, likely: 60 % }, { quarters: 1 quarter, likely: 40 % }] }
  - { path: catalogue.accelerators.plain.supply, times: [0.5, 1, 1.2] }
objective: {`,
  ],
]);
const study = planningCase(tiny, library);
const losses = lossesOf(tiny, library, study);
const solver = openHighs();
after(() => solver.close());

async function best(more: (draft: Draft) => void): Promise<number> {
  const builder = new ModelBuilder();
  const draft = draftInto(study, builder);
  more(draft);
  builder.reward(worthOf(objectiveParts(draft)));
  const found = await solver.solve(builder.build(), { limits: { gap: 1e-7, nodes: 100_000, seconds: 60, seed: 1 } });
  return found.objective!;
}

/** Every choice of at most `gamma` losses as a row of its own. */
function enumerate(draft: Draft, gamma: number): void {
  const { model, sites } = draft;
  for (const [s, { id, site, options }] of study.sites.entries())
    for (const [t, quarter] of study.names.entries()) {
      if (sites[s]!.running.every((kind) => kind[t] === none)) continue;
      for (const chosen of subsets([...options.keys()], gamma)) {
        const row = sum().merge(runningMw(draft, s, t), site.designFacilityRatio);
        for (const [k, { available, firm }] of options.entries()) row.merge(taken(draft, s, k), -firm * available[t]! + (chosen.includes(k) ? losses.powerMw[s]![k]![t]! : 0));
        model.atMost("every.power", [id, quarter, chosen.join("+")], "MW", row);
      }
    }
  for (const [g, { id, supply }] of study.accelerators.entries())
    for (const [t, quarter] of study.names.entries())
      for (const chosen of subsets([...Array(t + 1).keys()], gamma)) {
        const row = sum();
        for (const site of sites) for (let q = 0; q <= t; q++) if (site.racks[g]![q] !== none) row.add(site.racks[g]![q]!);
        const left = supply.slice(0, t + 1).reduce((total, racks, q) => total + racks - (chosen.includes(q) ? losses.racks[g]![q]! : 0), 0);
        model.atMost("every.supply", [id, quarter, chosen.join("+")], "racks", row, left);
      }
}

function subsets(items: readonly number[], most: number): number[][] {
  if (items.length === 0 || most === 0) return [[]];
  const [first, ...rest] = items as [number, ...number[]];
  return [...subsets(rest, most), ...subsets(rest, most - 1).map((chosen) => [first, ...chosen])];
}

test("the losses are those stated: two quarters of the grid's ramp, half of each shipment", () => {
  const alpha = study.sites.findIndex(({ id }) => id === "alpha");
  const grid = study.sites[alpha]!.options.findIndex(({ id }) => id === "grid");
  // 13 MW in 2026-Q3, 26 from 2026-Q4 on; two quarters later 13 in 2027-Q1 and 26 in 2027-Q2.
  assert.deepEqual(losses.powerMw[alpha]![grid], [0, 0, 13, 26, 13, 0]);
  assert.deepEqual(losses.racks[0], [0, 0, 30, 30, 30, 30]);
});

test("Gamma 0 is the plan as it stands; Gamma 1 and 2 equal every choice of losses listed; more Gamma is never worth more", async () => {
  const plain = await best(() => {});
  assert.equal(await best((draft) => protect(draft, losses, 0)), plain);
  let before = plain;
  for (const gamma of [1, 2]) {
    const robust = await best((draft) => protect(draft, losses, gamma));
    const listed = await best((draft) => enumerate(draft, gamma));
    assert.ok(Math.abs(robust - listed) <= 2e-6 * Math.abs(listed), `Gamma ${gamma}: ${robust} against ${listed}`);
    assert.ok(robust <= before + 1e-6 * Math.abs(before));
    before = robust;
  }
  assert.ok(before < plain - 1e-3 * Math.abs(plain), "the losses of this case cost something");
});

test("the largest losses, and a share of the next", () => {
  assert.equal(largest([3, 9, 1], 2), 12);
  assert.equal(largest([3, 9, 1], 1.5), 10.5);
  assert.equal(largest([], 2), 0);
});
