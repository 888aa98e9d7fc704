import assert from "node:assert/strict";
import { test } from "node:test";
import { EmptyRow, ModelBuilder, sum } from "./model.ts";

test("a key given twice is an error", () => {
  const model = new ModelBuilder();
  model.column("racks", ["a"], 0, 1);
  assert.throws(() => model.column("racks", ["a"], 0, 1), /racks\[a\] is given twice/);
});

test("a coefficient that is not a number is an error that names the row", () => {
  const model = new ModelBuilder();
  const racks = model.column("racks", ["a"], 0, 1);
  assert.throws(() => model.atMost("supply", ["2027-Q1"], "racks", sum().add(racks, Number.NaN), 1), /supply\[2027-Q1\]/);
});

test("constants move to the right side and repeated columns are added up", () => {
  const model = new ModelBuilder();
  const racks = model.column("racks", ["a"], 0, 10);
  model.atMost("supply", ["q"], "racks", sum().add(racks, 1).add(racks, 2).plus(4), 10);
  const built = model.build();
  assert.deepEqual([...built.values], [3]);
  assert.equal(built.rowUpper[0], 6);
  assert.equal(built.rowLower[0], -Infinity);
});

test("a row that no decision can change keeps its rule or says that it cannot", () => {
  const model = new ModelBuilder();
  model.atMost("crew", ["q"], "workers", sum().plus(3), 4);
  assert.equal(model.build().rows.length, 0);
  assert.throws(() => model.atMost("crew", ["r"], "workers", sum().plus(5), 4), EmptyRow);
});
