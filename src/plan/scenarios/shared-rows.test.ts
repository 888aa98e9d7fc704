import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openHighs } from "../lp/highs.ts";
import { type Expression, sum } from "../lp/model.ts";
import { addRisk, measured, neutral, type Risk } from "./risk.ts";
import { type NodeOf, SharedModel } from "./shared-rows.ts";

const solver = openHighs();
after(() => solver.close());
const exact = { limits: { gap: 0, nodes: 1000, seconds: 20, seed: 1 } };

/** The newsvendor: order x at 1 a piece before the demand is known, sell at 3 what is asked for. */
const demands = [10, 20, 30];
const probabilities = [0.5, 0.25, 0.25];

async function newsvendor(nodeOf: (id: string) => NodeOf, risk: Risk = neutral, held?: number) {
  const model = new SharedModel(new Map([["", 3]]));
  const ids = demands.map((demand) => `d${demand}`);
  const orders: number[] = [];
  const profits = demands.map((demand, s): Expression => {
    const rows = model.scenario(ids[s]!, nodeOf(ids[s]!));
    const order = rows.column("order", ["papers"], held ?? 0, held ?? 100);
    const sold = rows.column("sold", ["papers"], 0, demand);
    rows.atMost("stock", [], "papers", sum().add(sold).add(order, -1));
    orders.push(order);
    return sum().add(order, -1).add(sold, 3);
  });
  addRisk(model.builder, profits, ids, probabilities, risk);
  const found = await solver.solve(model.build(), exact);
  return { objective: found.objective!, orders: orders.map((column) => found.values[column]!), columns: new Set(orders).size };
}

const common: (id: string) => NodeOf = (id) => (family) => (family === "order" ? "" : id);
const apart: (id: string) => NodeOf = (id) => () => id;

test("newsvendor on paper: order 20 for 25; with foresight 35, so EVPI 10; the mean's order 17.5 for 23.75, so VSS 1.25", async () => {
  // Critical ratio (3 - 1) / 3: the least order that covers the demand with 2/3 is 20. -20 + 3 (0.5 x 10 + 0.5 x 20) = 25.
  const { objective, orders, columns } = await newsvendor(common);
  assert.equal(columns, 1);
  assert.deepEqual(orders, [20, 20, 20]);
  assert.ok(Math.abs(objective - 25) < 1e-9);
  const foresight = await newsvendor(apart);
  assert.equal(foresight.columns, 3);
  assert.deepEqual(foresight.orders, demands);
  assert.ok(Math.abs(foresight.objective - 35) < 1e-9);
  assert.ok(Math.abs((await newsvendor(common, neutral, 17.5)).objective - 23.75) < 1e-9);
});

test("CVaR on paper: the worst half is the demand of 10, so weight 1 orders 10 for 20; half the weight orders between for the mean of both", async () => {
  const worst = await newsvendor(common, { aversion: 1, level: 0.5 });
  assert.deepEqual(worst.orders, [10, 10, 10]);
  assert.ok(Math.abs(worst.objective - 20) < 1e-9);
  // x between 10 and 20: 0.5 (-x + 15 + 1.5 x) + 0.5 (30 - x) = 22.5 - x / 4, so 10 again: 20.
  const half = await newsvendor(common, { aversion: 0.5, level: 0.5 });
  assert.deepEqual(half.orders, [10, 10, 10]);
  assert.ok(Math.abs(half.objective - 20) < 1e-9);
  assert.ok(Math.abs(measured([10, 25, 25], probabilities, { aversion: 1, level: 0.75 }) - 10) < 1e-12);
  assert.ok(Math.abs(measured([10, 40, 30], probabilities, { aversion: 1, level: 0.25 }) - (0.5 * 10 + 0.25 * 30) / 0.75) < 1e-12);
});

test("a common column keeps to the bounds of every scenario, and to nothing where one does not have it", () => {
  const model = new SharedModel(new Map([["", 2]]));
  const a = model.scenario("a", () => "");
  const b = model.scenario("b", () => "");
  const both = a.column("x", ["1"], 0, 5);
  assert.equal(b.column("x", ["1"], 1, 3), both);
  const one = a.whole("y", ["1"], 0, 9);
  const { lower, upper, integer } = model.build();
  assert.deepEqual([lower[both], upper[both], lower[one], upper[one], integer[one]], [1, 3, 0, 0, 1]);
});

test("nodes between root and leaves share within themselves only", () => {
  const model = new SharedModel(
    new Map([
      ["", 3],
      ["branch 1", 2],
    ]),
  );
  const nodes: Record<string, string> = { a: "branch 1", b: "branch 1", c: "c" };
  const columns = Object.keys(nodes).map((id) => model.scenario(id, () => nodes[id]!).column("x", ["t"], 0, 1));
  assert.equal(columns[0], columns[1]);
  assert.notEqual(columns[0], columns[2]);
});
