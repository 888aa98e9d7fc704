// Do the published figures come out, is no miss new, and does docs/validation.md say what the run says?

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { packagedFacts } from "../src/cli/commands/validate.ts";
import { validationPage } from "../src/cli/validation-page.ts";
import { cases } from "../src/validate/cases.ts";
import { validate } from "../src/validate/validate.ts";

const facts = packagedFacts();
const whole = validate(facts, 1);

test("no new miss, no listed miss that passes, at least 20 rows that pass", () => {
  assert.deepEqual([whole.newMisses, whole.passingKnown], [[], []]);
  assert.ok(whole.counts.pass >= 20, JSON.stringify(whole.counts));
});

test("docs/validation.md has the table of this run: node --import tsx scripts/docs/validation.ts writes it", () => {
  const page = readFileSync(new URL("../docs/validation.md", import.meta.url), "utf8");
  const between = page.slice(page.indexOf("do not edit -->") + "do not edit -->".length, page.indexOf("<!-- end of table -->")).trim();
  assert.equal(between, validationPage(whole.rows));
});

test("every row of the data has one case and one file, in the same words", () => {
  assert.deepEqual(cases.map(({ id }) => id).toSorted(), Object.keys(facts.rows).toSorted());
  const files = readdirSync(new URL("../src/validate/cases/", import.meta.url)).map((name) => name.replace(/\.ts$/, ""));
  assert.deepEqual(files.toSorted(), cases.map(({ id }) => id.toLowerCase()).toSorted());
  assert.deepEqual(
    Object.keys(facts.knownMisses).filter((id) => facts.rows[id] === undefined),
    [],
  );
});

for (const one of cases)
  test(`${one.id}: keeps the contract`, () => {
    const row = whole.rows.find(({ id }) => id === one.id)!;
    assert.ok(row.source.length > 10 && row.title.length > 5 && row.tolerance.length > 0);
    if (row.verdict === "not run") {
      assert.ok(row.needs!.length > 20);
      assert.deepEqual([row.ours, row.difference, row.figures], [null, null, []]);
      return;
    }
    assert.equal(row.figures.length, facts.rows[one.id]!.figures.length);
    assert.ok(row.figures.every(({ ours }) => Number.isFinite(ours)));
    assert.equal(
      row.verdict === "pass",
      row.figures.every(({ within }) => within),
    );
    assert.deepEqual([row.published, row.ours], [row.figures[0]!.published, row.figures[0]!.ours]);
  });

test("the same seed gives the same rows, another seed others", () => {
  const few = new Set(["V1", "V2", "V3", "V8", "V10", "V11", "V14b", "V14c"]);
  const again = validate(facts, 1, few);
  assert.deepEqual(
    again.rows,
    whole.rows.filter(({ id }) => few.has(id)),
  );
  const other = validate(facts, 2, few);
  assert.notDeepEqual(other.rows, again.rows);
});

test("tolerances are the reference's: none is widened", () => {
  const demanded = {
    V1: { plus: 4 },
    V2: { share: 0.01 },
    V4: { from: 0.9, to: 1 },
    V5: { share: 0.1 },
    V6: { share: 0.05 },
    V7: { from: 0.005, to: 0.03 },
    V8: { share: 0.02 },
    V9: { share: 0.01 },
    V14b: { from: 0.95, to: 0.98 },
    V14c: { plus: 0.08 },
    V20: { share: 0.02 },
    V24: { from: 0.2, to: 0.35 },
    "megatron-1T-full": { share: 0.12 },
    "megatron-mean-error": { from: 0, to: 0.05 },
  };
  for (const [id, tolerance] of Object.entries(demanded)) assert.deepEqual(facts.rows[id]!.figures[0]!.tolerance, tolerance, id);
});
