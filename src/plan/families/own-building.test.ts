// On paper: the first refusal of the finance programme covers own building over 10 MW IT, with a quarter from notice to start. Alpha's land
// takes five halls of 10 MW, so nothing starts there in the calendar's first quarter; beta's has one left, which is not over 10 MW.

import assert from "node:assert/strict";
import { test } from "node:test";
import { planningCase } from "../case.ts";
import { columnsOf, none } from "../columns.ts";
import { decisionsOf } from "../decisions.ts";
import { caseOf } from "../fixture.ts";
import { ModelBuilder } from "../lp/model.ts";

const file = "test/programmes/finance.yaml";
const clause = "covers: [other-clouds, own-building], over: 10 MW, answerDays: 60, delay: 1 quarter, from: 2026-01-01";
const draftWith = (wording = clause) => {
  const { programme, library } = caseOf(file, [[clause, wording]]);
  return columnsOf(planningCase(programme, library), new ModelBuilder());
};
/** First quarters in which a building may be started at each site, as 1 and 0. */
const startable = (wording?: string) => draftWith(wording).sites.map(({ starts }) => [0, 1, 2, 3].map((t) => (starts.some((kind) => kind[t] !== none) ? 1 : 0)).join(""));

test("a start for which no notice could be given is not possible", () => {
  assert.deepEqual(startable(), ["0111", "1111"]);
  assert.deepEqual(startable(clause.replace("delay: 1 quarter", "delay: 3 quarters")), ["0001", "1111"]);
});

test("sites whose new buildings could not exceed the size need no notice", () => {
  assert.deepEqual(startable(clause.replace("over: 10 MW, ", "")), ["0111", "0111"]);
  assert.deepEqual(startable(clause.replace("over: 10 MW", "over: 50 MW")), ["1111", "1111"]);
  assert.deepEqual(startable(clause.replace(", own-building", "")), ["1111", "1111"]);
});

test("a notice counts only within the clause's time", () => {
  // In force from 2026-08-01: 2026-Q3 is gated and its notice would fall in 2026-Q2, before the clause.
  assert.deepEqual(startable(clause.replace("from: 2026-01-01", "from: 2026-08-01")), ["1101", "1111"]);
  assert.deepEqual(startable(`${clause}, until: 2026-08-31`), ["0111", "1111"]);
});

test("one notice is given for a site, the delay before its first start", () => {
  const draft = draftWith();
  const start = (quarter: number) => draft.sites[0]!.starts[0]![quarter]!;
  const builder = draft.model as ModelBuilder;
  const values = new Float64Array(builder.build().columns.length);
  values[start(3)] = 2;
  values[start(5)] = 2;
  assert.deepEqual(decisionsOf(draft, values).notices, [{ clause: "refusal", site: "alpha", quarter: "2026-Q3" }]);
});
