// Is the planner's linear programme the one that docs/model.md describes? Programmes without any freedom but their whole numbers, each choice
// priced by plain arithmetic written from that page: no column, row or objective of the planner is used.
//
// Two sites with the same tariff and climate, power there before any hall, one investor without limits, best-effort work without end. Then
// calls equal spending in every quarter (money called earlier only costs), it does not matter where a rack stands, and a rack is worth
// buying or not by itself: as many as halls, firm power and the supplier allow, as early as they allow, while one more is worth its price.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { timeSlices } from "../../src/conditions/slices.ts";
import { planningCase } from "../../src/plan/case.ts";
import { draftOf } from "../../src/plan/draft.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { exactly } from "../../src/plan/lp/solver.ts";
import type { Library } from "../../src/programme/library.ts";
import type { ResolvedProgramme } from "../../src/programme/programme.ts";
import { stream } from "../../src/units/random.ts";
import { type Choice, choicesOf } from "./choices.ts";
import { close } from "./close.ts";
import { loaded } from "./loaded.ts";

const solver = openHighs();
after(() => solver.close());

const count = 60;

function programmeOf(number: number): string {
  const chance = stream(2026, "proof by hand", number);
  const pick = <Item>(...items: readonly Item[]): Item => items[chance.integer(items.length)]!;
  const site = (id: string): string => {
    const land = pick(1, 2, 2);
    const rules = pick("", "", land === 2 ? ", fewest: 2" : "", land === 2 ? ", phase: 2" : "");
    const pace = rules.includes("phase") ? 2 : pick(1, 2);
    return `  ${id}: { name: ${id}, at: [41.2, -80.9], state: OH, authority: PJM, status: applied, opening: $${pick(1, 4, 20)}M, land: { cost: $${pick(0, 3)}M }, buildings: { hall: ${land} }, startsPerQuarter: ${pace}${rules}, designFacilityRatio: 1.3, redundancy: N, climate: youngstown-oh, labour: town,
      power: { small: { kind: grid, facility: ${pick(6, 9, 13)} MW, energized: ${pick("2027-Q1", "2027-Q2")}, cost: $${pick(2, 5, 9)}M }, large: { kind: grid, facility: ${pick(13, 20, 26)} MW, energized: 2027-Q1, cost: $${pick(6, 12)}M } },
      tariff: { energy: 64 $/MWh, delivery: 7 $/MWh, demand: 4000 $/MW-month }, carbon: { table: pjm, yearly: 415 g/kWh } }`;
  };
  return `gigasite: 1
programme: By hand ${number}
known: 2027-01-01
calendar: { from: 2027-Q1, quarters: 5 }
dollars: { year: 2025, energyEscalation: 3 %/yr, costEscalation: 2 %/yr }
discount: ${pick(6, 10)} %/yr
books: { company: company, customer: lab }
parties: { company: { name: Company, roles: [build] }, lab: { name: Lab, roles: [customer] }, fund: { name: Fund, roles: [investor] } }
capital: { budget: $9000M, equity: { fund: { commitment: $9000M } }, debt: {} }
catalogue:
  buildings:
    hall: { it: 10 MW, ready: ${pick(1, 2)} quarters, cost: ${pick(5, 9, 12)} M$/MW, spend: [50 %, 30 %, 20 %], crew: [100 workers, 80 workers], cooling: warm-water-dry, usefulLife: 20 yr }
  accelerators:
    plain: { name: Plain, packagesPerRack: 72, domain: 72, rackIt: 100 kW, peak: { fp8: 5000 TFLOP/s }, rackPrice: $${pick(1, 1.4)}M, adders: { network: 10 %, storage: 4 %, install: 2 % }, firstShip: 2026-Q1, usefulLife: 5 yr, residual: ${pick(0, 10)} %, supply: { 2027-Q1: 40 racks, 2027-Q2: ${pick(30, 70, 400)} racks, 2027-Q3: ${pick(30, 70, 400)} racks, 2027-Q4: 50 racks, 2028-Q1: 400 racks } }
labour: { pools: { town: { workers: ${pick(100, 180, 250, 900)} workers, growth: ${pick(0, 20)} %/quarter } } }
sites:
${site("one")}
${site("two")}
workloads:
  research: { kind: best-effort, worth: 80 % }
agreements: {}
objective: { kind: worth, value: { 2027-Q1: ${pick(0.5, 0.8, 1.1, 1.4, 2, 2.6)} $/H100e-hour } }
`;
}

/** What docs/model.md makes of each choice, USD. */
function pricesOf(programme: ResolvedProgramme["programme"], library: Library): (choice: Choice) => number {
  const days = [90, 91, 92, 92, 91];
  const hours = days.map((day) => day * 24);
  const count = hours.length;
  const years = [2027, 2027, 2027, 2027, 2028];
  const discount = hours.map((_, t) => (1 + programme.discount) ** (-(t + 0.5) / 4));
  const end = (1 + programme.discount) ** (-count / 4);
  const { operations, buildings, accelerators } = programme.catalogue;
  const hall = buildings["hall"]!;
  const rack = accelerators["plain"]!;
  const { tariff, designFacilityRatio } = programme.sites["one"]!;
  const slices = timeSlices(programme, "one", library);
  const pue = hours.map((_, t) => [0, 1, 2, 3].reduce((sum, h) => sum + slices.share[t * 4 + h]! * slices.pue[t * 4 + h]!, 0));
  const energyPrice = (t: number): number => (1 + (programme.dollars.energyEscalation ?? 0)) ** (years[t]! - programme.dollars.year);
  const costs = (t: number): number => (1 + (programme.dollars.costEscalation ?? 0)) ** (years[t]! - programme.dollars.year);
  /** A payment in quarter t, with the insurance of what it bought from then on. */
  const paid = (usd: number, t: number): number =>
    usd * (discount[t]! + hours.reduce((sum, hour, q) => (q >= t ? sum + (discount[q]! * operations.insurance * hour) / 8766 : sum), 0));
  const book = (usd: number, age: number, life: number, residual = 0): number => end * usd * (age < 0 ? 1 : residual + (1 - residual) * Math.max(0, 1 - age / life));

  const rackUsd = Math.round(rack.rackPrice * (1 + rack.adders.network + rack.adders.storage + rack.adders.install) * 100) / 100;
  const h100e = (rack.packagesPerRack * rack.peak.fp8) / 1979;
  const worth = (programme.objective.value["2027-Q1"] as number) * 0.8;
  /** One rack delivered in quarter t and running from then on. */
  const rackWorth = hours.map((_, t) => {
    let sum = book(rackUsd, count - 1 - t, rack.usefulLife * 4, rack.residual) - paid(rackUsd, t);
    for (let q = t; q < count; q++) {
      const mean = q === t ? 0.5 : 1;
      const served = operations.goodput * h100e * mean * hours[q]! * worth;
      const energy = pue[q]! * operations.loadFactor * rack.rackIt * mean * hours[q]! * (tariff.energy + (tariff.delivery ?? 0)) * energyPrice(q);
      const demand = (tariff.demand ?? 0) * 3 * designFacilityRatio * rack.rackIt * energyPrice(q);
      sum += discount[q]! * (served - energy - demand - (operations.itMaintenance * rackUsd * hours[q]!) / 8766);
    }
    return sum;
  });
  // Earlier is better, so that racks are bought as early as they can be, up to the last quarter in which one is worth its price.
  for (let t = 1; t < count; t++) assert.ok(rackWorth[t]! <= 0 || rackWorth[t]! < rackWorth[t - 1]!, "a later rack is worth more: not a case for this arithmetic");

  return ({ sites }) => {
    let total = 0;
    const most = hours.map(() => 0);
    for (const [id, { opened, options, starts }] of sites) {
      if (opened === undefined) continue;
      const site = programme.sites[id]!;
      const opening = (site.opening ?? 0) + (site.land.cost ?? 0);
      total += end * opening - paid(opening, opened);
      let firm = 0;
      for (const option of options) {
        const { cost, facility, energized } = site.power[option]!;
        // Four equal payments before it is energized, none before the calendar: all of them in the first quarter.
        total += book(cost, count - 1 - (energized === "2027-Q1" ? 0 : 1), operations.gridLife * 4) - paid(cost, 0);
        firm += facility / designFacilityRatio;
      }
      const ready = hours.map(() => 0);
      for (const [start, halls] of starts.get("hall")!.entries()) {
        const usd = halls * hall.cost * hall.it;
        hall.spend.forEach((share, age) => {
          if (start + age < count) total -= paid(usd * share, start + age);
        });
        const spent = usd * hall.spend.slice(0, count - start).reduce((sum, share) => sum + share, 0);
        total += book(spent, count - 1 - start - hall.ready, hall.usefulLife * 4);
        for (let t = start + hall.ready; t < count; t++) {
          ready[t]! += halls * hall.it;
          total -= discount[t]! * ((operations.facility * halls * hall.it * hours[t]!) / 8766) * costs(t);
        }
      }
      for (const [t] of hours.entries()) most[t]! += Math.min(ready[t]!, firm) / rack.rackIt;
    }
    const supply = ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4", "2028-Q1"].map((name) => rack.supply[name] as number);
    let standing = 0;
    for (const [t] of hours.entries()) {
      if (rackWorth[t]! <= 0) break;
      const bought = Math.min(supply[t]!, most[t]! - standing);
      standing += bought;
      total += bought * rackWorth[t]!;
    }
    return total;
  };
}

test(`${count} programmes without freedom but their whole numbers: the planner's optimum is the best that paper finds, to 1e-6`, async () => {
  const wrong: string[] = [];
  let [tried, built] = [0, 0];
  for (let number = 0; number < count; number++) {
    const { programme, library } = loaded(programmeOf(number));
    const price = pricesOf(programme, library);
    let best = -Infinity;
    for (const choice of choicesOf(programme)) {
      best = Math.max(best, price(choice) / 1e6);
      tried++;
    }
    const { status, objective } = await solver.solve(draftOf(planningCase(programme, library)).model, { limits: exactly });
    if (best > 0) built++;
    if (!close(objective ?? undefined, best, 1e-6)) wrong.push(`${number}: ${status} ${objective}, by hand ${best}`);
  }
  console.log(`${count} programmes by hand, ${tried} choices priced, ${built} build something`);
  assert.deepEqual(wrong, []);
  assert.ok(built > count / 2 && built < count, `${built} build something`);
});
