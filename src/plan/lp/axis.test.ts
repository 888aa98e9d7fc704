import assert from "node:assert/strict";
import { test } from "node:test";
import { align, Axis, Table } from "./axis.ts";

const hours = new Axis("hour", ["0", "1", "2"]);
const sites = new Axis("site", ["a", "b"]);

test("labels are matched by name, whatever their order", () => {
  assert.deepEqual([...align([sites, hours], [hours, new Axis("site", ["b", "a"])], "x")], [3, 0, 4, 1, 5, 2]);
  assert.deepEqual([...align([sites], [sites, hours], "x")], [0, 0, 0, 1, 1, 1]);
});

test("a shift speaks of a neighbour, and there is none beyond the end", () => {
  assert.deepEqual([...align([hours], [new Axis("hour", ["1", "2"])], "x", { axis: "hour", by: -1 })], [0, 1]);
  assert.throws(() => align([hours], [hours], "x", { axis: "hour", by: -1 }), /there is no hour -1 from 0/);
  assert.throws(() => align([hours], [hours], "x", { axis: "site", by: 1 }), /shifted along site/);
});

test("labels and axes that do not fit, and numbers too few, are errors", () => {
  assert.throws(() => align([hours], [new Axis("hour", ["1", "3"])], "x"), /x: 3 is no label of its axis hour/);
  assert.throws(() => align([hours, sites], [hours], "x"), /runs along site, which is not an axis here/);
  assert.throws(() => new Axis("hour", ["1", "1"]), /axis hour: 1 is given twice/);
  assert.throws(() => new Table([hours], Float64Array.of(1, 2)), /numbers along hour: expected 3, got 2/);
  assert.throws(() => hours.at("9"), /axis hour has no label 9/);
});
