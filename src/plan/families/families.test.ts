import assert from "node:assert/strict";
import { test } from "node:test";
import { planningCase } from "../case.ts";
import { columnsOf } from "../columns.ts";
import { caseOf } from "../fixture.ts";
import { ModelBuilder } from "../lp/model.ts";
import { families } from "./families.ts";

const { programme, library } = caseOf("test/programmes/tiny.yaml");
const study = planningCase(programme, library);

test("every family has its own name", () => assert.equal(new Set(families.map(({ family }) => family)).size, families.length));

for (const family of families) {
  test(`${family.family} adds rows that carry its name`, () => {
    const model = new ModelBuilder();
    const draft = columnsOf(study, model);
    family.build(draft);
    const { rows: keys } = model.build();
    const rows = Array.from({ length: keys.length }, (_, row) => keys.key(row));
    assert.deepEqual(
      rows.filter((row) => row.family !== family.family && !family.sums?.includes(row.family)),
      [],
    );
  });
}

test("the rows of the tiny programme, by family", () => {
  const counts: Record<string, number> = {};
  const model = new ModelBuilder();
  const draft = columnsOf(study, model);
  for (const family of families) family.build(draft);
  const { rows } = model.build();
  for (let row = 0; row < rows.length; row++) counts[rows.key(row).family] = (counts[rows.key(row).family] ?? 0) + 1;
  assert.deepEqual(counts, {
    "site.open": 10,
    "site.land": 2,
    "build.ready": 12,
    "build.crew": 5,
    "power.group": 3,
    "power.firm": 10,
    "power.balance": 36,
    "chip.supply": 4,
    "chip.standing": 8,
    "chip.hall": 8,
    "chip.running": 7,
    "compute.capacity": 11,
    "compute.peak": 7,
    "compute.milestone": 4,
    "serve.demand": 4,
    "serve.research": 4,
    "money.capex": 6,
    "money.capex-so-far": 6,
    "money.accelerators-so-far": 6,
    "money.budget": 6,
    "money.opex": 6,
    "money.cash": 6,
    "money.calls": 1,
    "money.debt": 12,
  });
});
