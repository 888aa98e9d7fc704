// The energy of a site hour by hour: the loop of the simulation against a plain one that makes objects and sorts offers, on the same four years.

import { facilityPower } from "../src/physics/facility.ts";
import { quarterStarts } from "../src/fleet/standing.ts";
import { caseOf } from "../src/plan/fixture.ts";
import { hourlyConditions } from "../src/conditions/hourly.ts";
import { coolingOf } from "../src/conditions/slices.ts";
import { availableShare } from "../src/simulate/outages.ts";
import { SiteEnergy } from "../src/simulate/site-energy.ts";
import type { SiteInput } from "../src/simulate/site-input.ts";
import { stream } from "../src/units/random.ts";
import type { Bench } from "./run.ts";

const rounds = 20;

export const bench: Bench = {
  question: "How many site-hours of power, cooling, supply and cost a CPU second, beside a plain loop with the same answers?",
  run() {
    const { library, ...resolved } = caseOf("programmes/neocloud.yaml");
    const { programme } = resolved;
    const site = Object.keys(programme.sites)[0]!;
    const starts = quarterStarts(programme.calendar);
    const quarters = programme.calendar.quarters;
    const hours = starts[quarters]!;
    const conditions = hourlyConditions(programme, site, library, 1);
    const byQuarter = (value: number) => new Float64Array(quarters).fill(value);
    const byDay = (value: number) => new Float64Array(hours / 24).fill(value);
    const { stages, ...chain } = programme.catalogue.chain;
    const plain: SiteInput = {
      site,
      seed: 1,
      hours,
      quarterStarts: starts,
      monthStarts: new Int32Array(0),
      kinds: [],
      installed: { hours: new Int32Array(0), counts: new Int32Array(0) },
      atWork: { hours: new Int32Array(0), counts: new Int32Array(0) },
      meanAtWork: new Float64Array(0),
      energizedMw: byQuarter(100),
      hallsMw: byQuarter(100),
      itReadyMw: byQuarter(100),
      power: {
        gridMw: byQuarter(90),
        onsite: [{ id: "engines", mw: byQuarter(60), sun: null, variable: byQuarter(45), carbonKgPerMwh: 450 }],
        storage: [],
        delivery: byQuarter(9),
        demand: byQuarter(4000),
        escalation: byQuarter(1),
        capMw: byDay(Number.POSITIVE_INFINITY),
        purchaseMw: byDay(20),
        purchasePrice: byDay(30),
      },
      conditions,
      cooling: coolingOf(programme, site),
      chain,
      loadFactor: 1,
      causes: [],
      recovery: { detectHours: 0, restartHours: 0, stallHours: 0, elasticHours: null },
      spareShare: 0,
      gangs: [],
      works: [],
      workOrder: new Int32Array(0),
    };
    const itMw = Float64Array.from({ length: hours }, (_, hour) => 70 + 25 * Math.sin((2 * Math.PI * hour) / 24));
    const full: SiteInput = {
      ...plain,
      plant: {
        stages: Object.entries(stages ?? {}).map(([id, { unit, ...stage }]) => ({ id, unitMw: unit, ...stage })),
        designFacilityRatio: 1.25,
        pressurePa: 90_000,
        waterM3PerYear: 1e6,
      },
      power: {
        ...plain.power,
        onsite: [
          {
            ...plain.power.onsite[0]!,
            available: availableShare(hours, 1, 18, { rate: 8, hours: 60 }, stream(1, "bench")),
            unitMw: 3.33,
            least: 0.3,
            fullInHours: 1 / 12,
            startUsdPerMw: 10,
          },
        ],
        storage: [{ id: "battery", mw: byQuarter(20), hours: 4, roundTrip: 0.86, firm: 0.5, cycles: 6000, fade: 0.3, usdPerMw: 2e6 }],
      },
    };
    for (let warm = 0; warm < 3; warm += 1) play(plain, itMw);
    const ours = timed(() => play(plain, itMw));
    const everything = timed(() => play(full, itMw));
    const theirs = timed(() => reference(plain, itMw));
    const off = Math.abs(ours.value / theirs.value - 1);
    if (!(off < 1e-9)) throw new Error(`the loops' costs differ by ${off}: the answers do not agree`);
    const rate = (seconds: number) => `${((hours * rounds) / seconds / 1e6).toFixed(2)} M site-hours per CPU second`;
    return Promise.resolve([
      `${rounds} x ${hours.toLocaleString("en")} h, one site with grid, purchase and engines`,
      `the simulation's loop         ${rate(ours.seconds)}`,
      `  with chain by stage, outages, starts, battery ${rate(everything.seconds)}`,
      `plain loop, objects and sorts ${rate(theirs.seconds)}; yearly cost agrees to ${off.toExponential(1)}`,
      `ratio plain / loop ${(theirs.seconds / ours.seconds).toFixed(1)}`,
    ]);
  },
};

/** CPU seconds of some rounds, and what the last one gave. */
function timed(once: () => number): { readonly seconds: number; readonly value: number } {
  const began = process.cpuUsage();
  let value = 0;
  for (let round = 0; round < rounds; round += 1) value = once();
  const { user, system } = process.cpuUsage(began);
  return { seconds: (user + system) / 1e6, value };
}

/** Cost of all hours, USD. */
function play(input: SiteInput, itMw: Float64Array): number {
  const energy = new SiteEnergy(input);
  let usd = 0;
  let quarter = -1;
  for (let hour = 0; hour < input.hours; hour += 1) {
    if (hour === input.quarterStarts[quarter + 1]) energy.turn((quarter += 1));
    energy.begin(hour, quarter);
    energy.run(hour, quarter, itMw[hour]!, 0, 0);
    usd += energy.gridUsd + energy.onsiteUsd;
  }
  return usd;
}

/** The same as it would be written without a thought of speed. */
function reference({ power, conditions, cooling, chain, hours, quarterStarts: starts }: SiteInput, itMw: Float64Array): number {
  let usd = 0;
  const rows: { hour: number; itMw: number; lossesMw: number; coolingMw: number; houseMw: number; gridMw: number; onsiteMw: number }[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    const quarter = starts.findLastIndex((start) => start <= hour);
    const day = Math.floor(hour / 24);
    const { lossesMw, coolingMw, houseMw } = facilityPower(cooling, chain, itMw[hour]!, conditions.dryBulbC[hour]!, conditions.wetBulbC[hour]!);
    const market = conditions.priceUsdPerMwh[hour]! * power.escalation[quarter]! + power.delivery[quarter]!;
    const purchase = Math.min(power.gridMw[quarter]!, power.purchaseMw[day]!);
    const offers = [
      { price: power.purchasePrice[day]!, mw: purchase, grid: true },
      { price: market, mw: power.gridMw[quarter]! - purchase, grid: true },
      ...power.onsite.map(({ mw, variable }) => ({ price: variable[quarter]!, mw: mw[quarter]!, grid: false })),
    ].toSorted((one, other) => one.price - other.price);
    let left = itMw[hour]! + lossesMw + coolingMw + houseMw;
    const row = { hour, itMw: itMw[hour]!, lossesMw, coolingMw, houseMw, gridMw: 0, onsiteMw: 0 };
    for (const { price, mw, grid } of offers) {
      const taken = Math.min(left, mw);
      left -= taken;
      usd += taken * price;
      if (grid) row.gridMw += taken;
      else row.onsiteMw += taken;
    }
    rows.push(row);
  }
  return usd;
}
