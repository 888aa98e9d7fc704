import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { planningCase } from "../case.ts";
import { columnsOf } from "../columns.ts";
import { caseOf } from "../fixture.ts";
import { ModelBuilder } from "../lp/model.ts";
import { families } from "./families.ts";

const page = readFileSync(new URL("../../../docs/model.md", import.meta.url), "utf8");
const { programme, library } = caseOf("test/programmes/tiny.yaml");
const study = planningCase(programme, library);

test("every family has its own name and a sentence of reason", () => {
  assert.equal(new Set(families.map(({ family }) => family)).size, families.length);
  for (const { family, sentence } of families) assert.match(sentence, /^[A-Z].*\.$/, family);
});

for (const family of families) {
  test(`${family.family} adds rows that carry its name, and docs/model.md tells its rule`, () => {
    const model = new ModelBuilder();
    const draft = columnsOf(study, model);
    family.build(draft);
    const { rows: keys } = model.build();
    const rows = Array.from({ length: keys.length }, (_, row) => keys.key(row));
    const own = rows.filter(
      (row) => row.family === family.family || (family.family === "power.firm" && row.family === "agreement.power-cap") || row.family.startsWith(family.family),
    );
    if (family.family === "money.capex") assert.ok(rows.length > 0);
    else assert.deepEqual(rows, own);
    const arithmetic = new Set(["money.capex", "money.opex", "chip.standing"]);
    if (!arithmetic.has(family.family)) assert.ok(page.includes(`\`${family.family}\``), `${family.family} stands in docs/model.md`);
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
    "power.firm": 7,
    "power.balance": 36,
    "chip.supply": 4,
    "chip.standing": 7,
    "chip.hall": 7,
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
