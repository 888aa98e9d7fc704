import assert from "node:assert/strict";
import { test } from "node:test";
import { units } from "./unit-at.ts";

test("a path's number has the unit of its field", () => {
  const unitAt = units();
  assert.equal(unitAt(["sites", "alpha", "tariff", "energy"]), "$/MWh");
  assert.equal(unitAt(["sites", "alpha", "power", "grid", "facility"]), "MW");
  assert.equal(unitAt(["catalogue", "accelerators", "plain", "supply", "2026-Q3"]), "rack");
  assert.equal(unitAt(["workloads", "chat", "demand", "2027-Q2"]), "H100e");
  assert.equal(unitAt(["capital", "budget"]), "$");
});

test("dates, shares, names, a price that is another in each kind of clause, and paths that are not there have none", () => {
  const unitAt = units();
  for (const path of ["sites.alpha.power.grid.energized", "sites.alpha.name", "capital.debt.loan.ltv", "agreements.fee.price", "nothing.of.the.kind"])
    assert.equal(unitAt(path.split(".")), undefined, path);
});
