import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Clause, Programme } from "../programme/programme.ts";
import { handMade, neocloud } from "./plan-fixture.ts";
import { supplyOf } from "./supply.ts";

const resolved = neocloud((path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const plan = handMade(resolved);
const days = 1096;

test("grid and plant come with their ramps, plant with its outages, prices rise with the years", () => {
  const supply = supplyOf(resolved.programme, plan, "amarillo", days, {});
  // phase-1: 150 MW from 2026-Q3, half at first; engines: 120 MW from 2027-Q2, half at first, 36 units that are out 8 times a year for 60 h, 40 $/MWh of 2025.
  assert.deepEqual([...supply.gridMw.subarray(0, 5)], [0, 0, 75, 150, 150]);
  assert.deepEqual(
    [...supply.onsite[0]!.mw.subarray(4, 7)].map((mw) => Math.round(mw * 1e9) / 1e9),
    [0, 60, 120],
  );
  const available = supply.onsite[0]!.available!;
  const mean = available.reduce((sum, share) => sum + share, 0) / available.length;
  assert.ok(Math.abs(mean - 1 / (1 + (8 * 60) / 8766)) < 0.005, `${mean} of the engines there`);
  assert.ok(Math.abs(supply.onsite[0]!.variable[5]! - 40 * 1.03 ** 2) < 1e-9);
  assert.ok(Math.abs(supply.delivery[0]! - 9 * 1.03) < 1e-9 && Math.abs(supply.demand[11]! - 4000 * 1.03 ** 3) < 1e-9);
  assert.ok(supply.capMw.every((mw) => mw === Number.POSITIVE_INFINITY));
});

test("caps and purchases hold on the days on which their clauses are in force", () => {
  const clauses: Record<string, unknown> = {
    cap: { kind: "power-cap", site: "amarillo", facility: 100, from: "2026-02-01", until: "2026-02-10", known: "2025-12-01" },
    elsewhere: { kind: "power-cap", site: "las-cruces", facility: 1, from: "2026-01-01", known: "2025-12-01" },
    wind: { kind: "power-purchase", site: "amarillo", facility: 60, price: 30, payer: "northwind", payee: "azure", from: "2026-01-01", known: "2025-12-01" },
    sun: { kind: "power-purchase", site: "amarillo", facility: 20, price: 50, payer: "northwind", payee: "azure", from: "2026-03-01", known: "2025-12-01" },
  };
  const programme = { ...resolved.programme, agreements: clauses as Readonly<Record<string, Clause>> } as Programme;
  const { capMw, purchaseMw, purchasePrice } = supplyOf(programme, plan, "amarillo", days, {});
  assert.deepEqual([capMw[30], capMw[31], capMw[40], capMw[41]], [Number.POSITIVE_INFINITY, 100, 100, Number.POSITIVE_INFINITY]);
  assert.deepEqual([purchaseMw[0], purchasePrice[0], purchaseMw[59], purchasePrice[59]], [60, 30, 80, 35]);
});
