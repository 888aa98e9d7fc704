// When does it pay to sell old racks for new ones? On paper, and against every way to sell and to buy, priced by plain arithmetic written from
// docs/model.md: no column or row of the planner is used for that.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { stream } from "../units/random.ts";
import { caseOf } from "./fixture.ts";
import { openHighs } from "./lp/highs.ts";
import { makePlan } from "./planner.ts";
import type { Plan } from "./plan.ts";
import { resaleShare } from "./resale.ts";

const solver = openHighs();
after(() => solver.close());
const file = "test/programmes/refresh.yaml";

function planOf(replace: readonly (readonly [string, string])[]): Promise<Plan> {
  const { library, ...resolved } = caseOf(file, replace);
  return makePlan(resolved, library, { inputs: "test", limits: { gap: 0, nodes: 10_000, seconds: 60, seed: 1 }, solver });
}

test("a used rack's share goes in straight lines from all of its price through the yearly shares, the last of which holds", () => {
  const at = (age: number) => resaleShare([0.4, 0.2], age);
  assert.deepEqual([0, 1, 2, 4, 6, 8, 9, 40].map(at), [1, 0.85, 0.7, 0.4, 0.30000000000000004, 0.2, 0.2, 0.2]);
});

/**
 * Ten old racks of 10 H100e stand; ten new ones of 40 H100e come in the second quarter, or none. Goodput is 90 %, the hours are 2,160, 2,184,
 * 2,208 and 2,208. Kept, the old ones give 0.9 x 100 x 8,760 h. Refreshed, the mean of the second quarter is half of each: 0.9 x (100 x 2,160 +
 * 250 x 2,184 + 400 x 4,416). Old ones bring 5 % of $1M whenever they go. New ones cost $1.5M, 4 % a year to maintain, and bring 70 % at the end.
 */
const keptUsd = (worth: number) => worth * 0.9 * 100 * 8760 + 10 * 0.05e6;
const maintenanceUsd = [2184, 2208, 2208].reduce((sum, hours) => sum + Math.round((0.04 * 15e6 * 100 * hours) / 8766) / 100, 0);
const refreshedUsd = (worth: number) => worth * 0.9 * (100 * 2160 + 250 * 2184 + 400 * 4416) + 10 * 0.05e6 - 15e6 - maintenanceUsd + 0.7 * 15e6;

test("refresh pays at $3.40 an H100e-hour and not at $3.20: the plan follows, to the cent of the paper", async () => {
  assert.ok(refreshedUsd(3.4) > keptUsd(3.4) && refreshedUsd(3.2) < keptUsd(3.2));
  const pays = await planOf([]);
  assert.deepEqual(pays.decisions.sites["alpha"]!.retired, { old: { "2021-Q1": [0, 10, 0, 0] } });
  assert.deepEqual(pays.decisions.sites["alpha"]!.racks, { new: [0, 10, 0, 0] });
  assert.ok(Math.abs(pays.objective.total - refreshedUsd(3.4)) < 0.01, `${pays.objective.total} against ${refreshedUsd(3.4)}`);
  assert.equal(pays.derived.money.resale!.endValueCents, 1_050_000_000);
  const stays = await planOf([["2026-Q1: 3.4 $/H100e-hour", "2026-Q1: 3.2 $/H100e-hour"]]);
  assert.deepEqual([stays.decisions.sites["alpha"]!.retired, stays.decisions.sites["alpha"]!.racks], [{}, {}]);
  assert.ok(Math.abs(stays.objective.total - keptUsd(3.2)) < 0.01, `${stays.objective.total} against ${keptUsd(3.2)}`);
});

test("without a market the same racks stay, and the plan says nothing of sales", async () => {
  const plan = await planOf([
    [", resale: { shares: [40 %, 20 %, 10 %, 5 %] }", ""],
    [", resale: { shares: [40 %, 20 %] }", ""],
  ]);
  assert.equal("retired" in plan.decisions.sites["alpha"]!, false);
  assert.equal("resale" in plan.derived.money, false);
  assert.deepEqual(plan.decisions.sites["alpha"]!.racks, {});
});

interface Drawn {
  readonly standing: number;
  readonly age: number;
  readonly supply: readonly number[];
  readonly hall: number;
  readonly worth: number;
  readonly discount: number;
  readonly maintenance: number;
  readonly after: number;
  readonly priceOld: number;
  readonly priceNew: number;
  readonly shares: readonly number[];
}

const hours = [2160, 2184, 2208, 2208];
const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];

function drawnOf(number: number): Drawn {
  const chance = stream(2026, "refresh", number);
  const pick = (...items: readonly number[]): number => items[chance.integer(items.length)]!;
  return {
    standing: pick(1, 2, 3),
    age: pick(1, 3, 6, 20),
    supply: [0, pick(0, 1, 2), pick(0, 1), pick(0, 1)],
    hall: 3,
    worth: pick(0.5, 2, 3, 4, 6),
    discount: pick(0, 8, 16),
    maintenance: pick(0, 4, 12),
    after: pick(1, 2),
    priceOld: pick(0.3, 1),
    priceNew: pick(0.8, 1.5),
    shares: [[40, 20, 10, 5], [80, 70, 60], [10]][chance.integer(3)]!,
  };
}

/** Worth of deliveries and sales, USD; undefined where the hall is too small. @param sold by delivery (the old ones, then the new ones of each quarter), by quarter */
function worthOf(drawn: Drawn, came: readonly number[], sold: readonly (readonly number[])[]): number | undefined {
  const d = hours.map((_, t) => (1 + drawn.discount / 100) ** (-(t + 0.5) / 4));
  const end = (1 + drawn.discount / 100) ** -1;
  const cohorts = [
    { at: -drawn.age, racks: drawn.standing, h100e: 10, price: drawn.priceOld * 1e6, cost: 0 },
    ...came.map((racks, at) => ({ at, racks, h100e: 40, price: drawn.priceNew * 1e6, cost: drawn.priceNew * 1e6 })),
  ];
  const brings = (price: number, age: number): number => {
    const points = [1, ...drawn.shares.map((share) => share / 100)];
    const share = (years: number): number => points[Math.min(years, points.length - 1)]!;
    const [whole, part] = [Math.floor(age / 4), (age / 4) % 1];
    return Math.round(price * 100 * (share(whole) * (1 - part) + share(whole + 1) * part)) / 100;
  };
  const standing = (c: number, t: number): number => (t < cohorts[c]!.at ? 0 : cohorts[c]!.racks - sold[c]!.slice(0, t + 1).reduce((sum, racks) => sum + racks, 0));
  let [total, cash] = [0, 0];
  for (const [t, h] of hours.entries()) {
    if (cohorts.reduce((sum, _, c) => sum + standing(c, t), 0) > drawn.hall) return undefined;
    const before = (c: number) => (t === 0 ? (c === 0 ? drawn.standing : 0) : standing(c, t - 1));
    const owned = cohorts.reduce((sum, { cost }, c) => sum + cost * standing(c, t), 0);
    const opex = Math.round((100 * (drawn.maintenance / 100) * owned * h) / 8766) / 100;
    const sales = cohorts.reduce((sum, { at, price }, c) => sum + sold[c]![t]! * brings(price, t - at), 0);
    const out = opex + (came[t] ?? 0) * drawn.priceNew * 1e6;
    total += d[t]! * (drawn.worth * h * 0.9 * cohorts.reduce((sum, { h100e }, c) => sum + (h100e * (before(c) + standing(c, t))) / 2, 0) + sales - out);
    const left = Math.max(0, cash + sales - out);
    total -= d[t]! * (left - cash);
    cash = left;
  }
  return total + end * (cash + cohorts.reduce((sum, { at, price }, c) => sum + standing(c, 3) * brings(price, 3 - at), 0));
}

/** Every list of four counts from quarter `first` on that come to `most` or less. */
function sequences(first: number, most: number, t = 0): number[][] {
  if (t === 4) return [[]];
  const out: number[][] = [];
  for (let count = 0; count <= (t < first ? 0 : most); count++) for (const rest of sequences(first, most - count, t + 1)) out.push([count, ...rest]);
  return out;
}

function bestOf(drawn: Drawn): { readonly best: number; readonly tried: number } {
  let [best, tried] = [-Infinity, 0];
  const oldest = sequences(Math.max(0, drawn.after - drawn.age), drawn.standing);
  const deliveries = drawn.supply.reduce<number[][]>((all, most) => all.flatMap((few) => Array.from({ length: most + 1 }, (_, count) => [...few, count])), [[]]);
  for (const came of deliveries) {
    const newer = came.map((racks, at) => sequences(at + drawn.after, racks)).reduce<number[][][]>((all, ways) => all.flatMap((few) => ways.map((way) => [...few, way])), [[]]);
    for (const old of oldest)
      for (const sold of newer) {
        const worth = worthOf(drawn, came, [old, ...sold]);
        if (worth === undefined) continue;
        tried++;
        if (worth > best) best = worth;
      }
  }
  return { best, tried };
}

function textOf({ standing, age, supply, worth, discount, maintenance, after: least, priceOld, priceNew, shares }: Drawn): [string, string][] {
  const at = 2026 * 4 - age;
  const resale = `resale: { shares: [${shares.map((share) => `${share} %`).join(", ")}], after: ${least} quarters }`;
  return [
    ["resale: { shares: [40 %, 20 %, 10 %, 5 %] }", resale],
    ["resale: { shares: [40 %, 20 %] }", resale],
    ["rackPrice: $1M", `rackPrice: $${priceOld}M`],
    ["rackPrice: $1.5M", `rackPrice: $${priceNew}M`],
    ["supply: { 2026-Q2: 10 racks }", `supply: { ${supply.map((racks, t) => `${quarters[t]}: ${racks} racks`).join(", ")} }`],
    ["firstShip: 2026-Q2", "firstShip: 2026-Q1"],
    ["it: 1 MW", "it: 0.3 MW"],
    ["racks: 10 racks, delivered: 2021-Q1", `racks: ${standing} racks, delivered: ${Math.floor(at / 4)}-Q${(at % 4) + 1}`],
    ["discount: 0 %/yr", `discount: ${discount} %/yr`],
    ["itMaintenance: 4 %/yr", `itMaintenance: ${maintenance} %/yr`],
    ["2026-Q1: 3.4 $/H100e-hour", `2026-Q1: ${worth} $/H100e-hour`],
  ];
}

test("40 seeded programmes: no way to sell and to buy is worth more than the plan, to 1e-6", async () => {
  let [tried, sold, refreshed] = [0, 0, 0];
  for (let number = 0; number < 40; number++) {
    const drawn = drawnOf(number);
    const { best, tried: ways } = bestOf(drawn);
    tried += ways;
    const plan = await planOf(textOf(drawn));
    const { retired, racks } = plan.decisions.sites["alpha"]!;
    if (Object.keys(retired!).length > 0) sold++;
    if (Object.keys(retired!).length > 0 && Object.keys(racks).length > 0) refreshed++;
    assert.ok(Math.abs(plan.objective.total - best) <= 1e-6 * Math.max(1e4, Math.abs(best)), `${number}: the plan ${plan.objective.total}, the best way ${best}`);
  }
  console.log(`${tried} ways tried; ${sold} plans sell racks, ${refreshed} of them buy newer ones`);
  assert.ok(sold >= 15 && refreshed >= 8, `${sold} sell, ${refreshed} refresh`);
});
