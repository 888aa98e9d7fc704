import assert from "node:assert/strict";
import { test } from "node:test";
import { attributes } from "./attributes.ts";

const rows = attributes();
const at = (path: string) => rows.find((row) => row.path === path)!;

test("every field says in a sentence what it is", () => {
  assert.ok(rows.length > 300, String(rows.length));
  const silent = rows.filter(({ description }) => !/^\S.*[.]$/.test(description));
  assert.deepEqual(
    silent.map(({ path }) => path),
    [],
  );
});

test("every field has a type, and a path of its own", () => {
  assert.deepEqual(
    rows.filter(({ type }) => type === "" || type === "undefined").map(({ path }) => path),
    [],
  );
  assert.equal(new Set(rows.map(({ path }) => path)).size, rows.length);
});

test("units, defaults and what is required come from the schema", () => {
  const { description: _, ...power } = at("sites.*.power.*.facility");
  assert.deepEqual(power, { path: "sites.*.power.*.facility", type: "quantity", unit: "MW", default: "", required: true });
  assert.equal(at("sites.*.power.*.ramp").type, "quantities in order");
  assert.equal(at("sites.*.power.*.ramp").unit, "1");
  assert.equal(at("capital.callable").type, "quantities by quarter");
  assert.equal(at("capital.callable").unit, "$");
  assert.equal(at("capital.callable").required, false);
  assert.equal(at("capital.equity.*.order").default, "1");
  assert.equal(at("capital.debt.*.tested").type, "quarter");
  assert.equal(at("agreements.*<revenue-share>.tiers[].from").unit, "$");
  assert.equal(at("workloads.*<training>.between").type, "[quarter, quarter]");
});
