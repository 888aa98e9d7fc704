// A programme small enough to plan on paper, and its plan worked out on paper: what the tests of the verifier start from.

import type { SiteSlices } from "../conditions/slices.ts";
import type { Objective, ObjectiveParts, Plan } from "../plan/plan.ts";
import { load } from "../programme/load.ts";
import type { Programme } from "../programme/programme.ts";

/** Two sites, four quarters of 2026 (2,160, 2,184, 2,208 and 2,208 hours); beta is never opened. */
export const tinyText = `
gigasite: 1
programme: Tiny
known: 2025-12-01
calendar: { from: 2026-Q1, quarters: 4 }
dollars: { year: 2025, energyEscalation: 10 %/yr, costEscalation: 20 %/yr }
discount: 10 %/yr
books: { company: tiny, customer: lab }
parties:
  tiny: { name: Tiny, roles: [build] }
  fund: { name: Fund, roles: [investor] }
  partner: { name: Partner, roles: [investor] }
  bank: { name: Bank, roles: [lender] }
  lab: { name: Lab, roles: [customer] }
  azure: { name: Azure, roles: [cloud] }
  other: { name: Other, roles: [cloud] }
capital:
  budget: $230M
  callable: { 2026-Q1: $100M, 2026-Q2: $230M }
  cashFloor: $1M
  equity:
    fund: { commitment: $200M, calls: { most: $70M/quarter, mostPerYear: $120M/yr } }
    partner: { commitment: $100M, unsigned: true, premium: 4 %/yr }
  debt:
    loan: { lender: bank, limit: $100M, rate: 8 %/yr, fee: 1 %, tenor: 5 yr, loanToCost: 50 %, ltv: 60 %, tested: 2026-Q4, most: { 2026: $50M } }
regions: { east: { name: East } }
catalogue:
  accelerators:
    chip: { name: Chip, packagesPerRack: 10, domain: 10, rackIt: 1 MW, peak: { fp8: 1979 TFLOP/s }, rackPrice: $10M, adders: { network: 10 %, storage: 5 %, install: 5 % }, supply: { 2026-Q2: 5 racks, 2026-Q3: 4 racks }, firstShip: 2026-Q1, usefulLife: 5 yr }
  buildings:
    hall-10: { it: 10 MW, ready: 1 quarter, cost: 10 M$/MW, spend: [60 %, 40 %], crew: [100 workers, 50 workers], cooling: dry, usefulLife: 20 yr }
  cooling:
    dry: { kind: dry-cooler, liquidShare: 80 %, supplyLiquid: 40 C, supplyAir: 25 C, approach: 6 K, pumps: 1 %, fans: 2 %, copCap: 8, carnotShare: 50 %, loopRise: 10 K, evaporator: 3 K, condenser: 6 K, leastLift: 5 K }
  powerSources:
    engines: { variable: 50 $/MWh, carbon: 450 kg/MWh, firm: 90 %, usefulLife: 20 yr }
  clouds:
    azure: { party: azure, price: { 2026-Q1: 2 $/H100e-hour }, most: { 2026-Q1: 10 H100e }, existing: true }
    other: { party: other, price: { 2026-Q1: 1.5 $/H100e-hour }, most: { 2026-Q1: 8 H100e } }
  recovery: { detect: 1 min, restart: 1 min, stall: 1 min, spares: 1 % }
  chain: { transformer: 99 %, ups: 97 %, distribution: 99 %, house: 1 % }
  operations: { loadFactor: 50 %, goodput: 90 %, facility: 0.3 M$/MW-yr, itMaintenance: 2 %/yr, insurance: 0.5 %/yr, powerPayments: 2 quarters, gridLife: 25 yr }
labour: { pools: { west: { workers: 120 workers } }, national: 120 workers }
sites:
  alpha:
    name: Alpha
    at: [35, -101]
    state: TX
    authority: SPP
    status: announced
    opening: $5M
    land: { cost: $1M }
    buildings: { hall-10: 2 }
    fewest: 1
    startsPerQuarter: 1
    power:
      grid: { kind: grid, group: line, facility: 20 MW, energized: 2026-Q2, ramp: [50 %, 100 %], cost: $8M }
      more: { kind: grid, group: line, facility: 30 MW, energized: 2026-Q4, cost: $9M }
      plant: { kind: engines, facility: 5 MW, energized: 2026-Q3, cost: $10M }
    designFacilityRatio: 1.25
    climate: alpha
    tariff: { energy: 50 $/MWh, delivery: 10 $/MWh, demand: 1000 $/MW-month }
    carbon: { table: none, yearly: 400 g/kWh }
    latency: { east: 20 ms }
    labour: west
  beta:
    name: Beta
    at: [35, -102]
    state: TX
    authority: SPP
    status: announced
    buildings: { hall-10: 1 }
    power: { grid: { kind: grid, facility: 13 MW, energized: 2026-Q2, cost: $1M } }
    designFacilityRatio: 1.25
    climate: beta
    tariff: { energy: 50 $/MWh }
    carbon: { table: none, yearly: 400 g/kWh }
    latency: { east: 90 ms }
    labour: west
workloads:
  run: { kind: training, compute: 2.35960128e23 FLOP, precision: fp8, mfu: 50 %, between: [2026-Q3, 2026-Q4] }
  extra: { kind: training, compute: 1e24 FLOP, precision: fp8, mfu: 50 %, between: [2026-Q3, 2026-Q4], wanted: true }
  chat: { kind: inference, class: chat, region: east, latency: 40 ms, demand: { 2026-Q1: 30 H100e }, earns: { 2026-Q1: 3 $/H100e-hour }, peakToMean: 1.2 }
  api: { kind: inference, class: api, demand: { 2026-Q1: 5 H100e }, earns: { 2026-Q1: 3 $/H100e-hour } }
  research: { kind: best-effort, worth: 50 %, demand: { 2026-Q1: 40 H100e } }
agreements:
  api-first: { kind: exclusivity, class: api, provider: azure, from: 2026-01-01 }
  refusal: { kind: first-refusal, holder: azure, grantor: lab, answerDays: 45, delay: 1 quarter, from: 2026-01-01 }
  spend: { kind: take-or-pay, payer: lab, payee: azure, cloud: azure, spend: { 2026: $100k }, carryForward: 10 %, from: 2026-01-01 }
  fee: { kind: capacity-fee, payer: lab, payee: tiny, price: 1 M$/MW-month, on: running, from: 2026-01-01 }
objective: { kind: worth, value: { 2026-Q1: 2 $/H100e-hour } }
`;

/** PUE 1.2 in every slice of so many quarters, and the same price, water and sun in each quarter: four slices each. */
export function paperSlices(quarters: number, price: readonly number[], pumped: readonly number[], sun: Readonly<Record<string, readonly number[]>>): SiteSlices {
  const cells = (values: readonly number[]) => Float64Array.from({ length: 4 * quarters }, (_, cell) => values[cell % 4]!);
  return {
    share: cells([0.01, 0.09, 0.4, 0.5]),
    price: cells(price),
    pue: cells([1.2, 1.2, 1.2, 1.2]),
    meanPue: new Float64Array(quarters).fill(1.2),
    pumped: cells(pumped),
    sun: Object.fromEntries(Object.entries(sun).map(([option, values]) => [option, cells(values)])),
  };
}

/** Price 50 $/MWh in every slice: a flat tariff and a steady climate, and no water. */
export const tinySlices = paperSlices(4, [50, 50, 50, 50], [0, 0, 0, 0], {});

/** A solver report of a plan that no solver made. */
export const noSolver = {
  name: "paper",
  status: "optimal",
  incumbent: null,
  bound: null,
  gap: null,
  nodes: 0,
  rows: 0,
  columns: 0,
  integers: 0,
  nonzeros: 0,
  greedy: null,
  fixed: null,
  stoppedByClock: false,
  stages: [],
};

export function tinyProgramme(text = tinyText): Programme {
  const loaded = load("tiny.yaml", () => text, "catalogue: {}");
  if (!loaded.ok) throw new Error(loaded.problems.map(({ position, path, message }) => `${position.line}: ${path}: ${message}`).join("\n"));
  return loaded.programme;
}

const hours = [2160, 2184, 2208, 2208] as const;
const million = 100_000_000;
const cents = (...millions: number[]) => millions.map((amount) => Math.round(amount * million));
const zeros = [0, 0, 0, 0];
const year = 8766;

/**
 * The plan on paper. One hall of 10 MW starts in 2026-Q1 and is ready in Q2; 4 racks of 10 H100e and 1 MW come in Q2 and 4 in Q3, all run.
 * Mean running MW: 0, 2, 6, 8. The 20 MW line gives half in Q2; the plant's 5 MW are 90 % firm from Q3.
 */
export function tinyPlan(): Plan {
  const facility = [0, 1, 1, 1].map((halls, t) => Math.round((halls * 0.3 * 10 * 1.2 * million * hours[t]!) / year));
  const maintenance = [0, 48, 96, 96].map((bought, t) => Math.round((0.02 * bought * million * hours[t]!) / year));
  const insurance = [79, 172, 220, 220].map((spent, t) => Math.round((0.005 * spent * million * hours[t]!) / year));
  const energy = [
    0,
    100 * 1.1 * (1.2 * 60 * 2184 + 3000 * 1.25 * 4),
    100 * 1.1 * ((2.6 * 60 + 1 * 50) * 2208 + 3000 * 1.25 * 8),
    100 * 1.1 * ((4.78 * 60 + 0.02 * 50) * 2208 + 3000 * 1.25 * 8),
  ].map(Math.round);
  const opex = hours.map((_, t) => energy[t]! + facility[t]! + maintenance[t]! + insurance[t]!);
  const capex = cents(79, 93, 48, 0);
  const called = cents(90, 75, 0, 0);
  const draws = cents(0, 20, 20, 0);
  const repaid = cents(0, 0, 0, 5);
  const fees = cents(0, 0.2, 0.2, 0);
  const interest = cents(0, 0, 0.4, 0.8);
  const income = cents(0, 6, 18, 24);
  const cash: number[] = [];
  for (const t of hours.keys()) cash.push((cash[t - 1] ?? 0) + called[t]! + draws[t]! - fees[t]! + income[t]! - capex[t]! - opex[t]! - interest[t]! - repaid[t]!);
  const azure = hours.map((h) => 100 * 2 * 5 * h);
  const other = [0, 100 * 1.5 * 8 * 2184, 0, 0];
  const site = {
    appliedKw: [20_000, 20_000, 20_000, 20_000],
    energizedKw: [0, 8000, 19_600, 19_600],
    itReadyKw: [0, 8000, 10_000, 10_000],
    rackedKw: [0, 4000, 8000, 8000],
    runningKw: [0, 4000, 8000, 8000],
  };
  const none = { appliedKw: zeros, energizedKw: zeros, itReadyKw: zeros, rackedKw: zeros, runningKw: zeros };
  const quarter = (t: number) => `2026-Q${t + 1}` as Plan["calendar"]["from"];
  const plan = {
    gigasite: 1,
    programme: "Tiny",
    inputs: "hash",
    calendar: { from: quarter(0), quarters: 4 },
    feasible: true,
    decisions: {
      sites: {
        alpha: {
          opened: quarter(0),
          options: ["grid", "plant"],
          starts: { "hall-10": [1, 0, 0, 0] },
          racks: { chip: [0, 4, 4, 0] },
          running: { chip: [0, 4, 8, 8] },
          onsite: { plant: [zeros, zeros, [1000, 1000, 1000, 1000], [2000, 0, 0, 0]] },
          charge: {},
          discharge: {},
          training: { run: { chip: [0, 0, 20, 10] } },
          work: { chat: [0, 15, 28, 30], research: [0, 0, 6, 32] },
        },
        beta: { opened: null, options: [], starts: {}, racks: {}, running: {}, onsite: {}, charge: {}, discharge: {}, training: {}, work: {} },
      },
      clouds: { azure: { work: { api: [5, 5, 5, 5] } }, other: { work: { chat: [0, 8, 0, 0] } } },
      notices: [{ clause: "refusal", cloud: "other", quarter: quarter(0) }],
      campus: { run: "alpha", extra: null },
      calls: { fund: cents(60, 50, 0, 0), partner: cents(30, 25, 0, 0) },
      draws: { loan: draws },
      repayments: { loan: repaid },
    },
    derived: {
      sites: {
        alpha: { ...site, hallsKw: [0, 10_000, 10_000, 10_000], gridMwh: [0, 2620.8, 5740.8, 10_554.24], onsiteMwh: [0, 0, 2208, 44.16], capexCents: capex, opexCents: opex },
        beta: { ...none, hallsKw: zeros, gridMwh: zeros, onsiteMwh: zeros, capexCents: zeros, opexCents: zeros },
      },
      ladder: site,
      crews: { west: [100, 50, 0, 0] },
      equipment: {},
      compute: {
        installed: [0, 20, 60, 80],
        capacity: [0, 18, 54, 72],
        work: { run: [0, 0, 20, 10], extra: zeros, chat: [0, 23, 28, 30], api: [5, 5, 5, 5], research: [0, 0, 6, 32] },
        unserved: { chat: [30, 7, 2, 0], api: zeros },
        flop: { run: 2.35960128e23, extra: 0 },
      },
      money: {
        capex: { opening: cents(6, 0, 0, 0), buildings: cents(60, 40, 0, 0), power: cents(13, 5, 0, 0), accelerators: cents(0, 48, 48, 0) },
        opex: { energy, facility, maintenance, insurance, lease: zeros, tax: zeros },
        income: { fee: income },
        interest: { loan: interest },
        fees: { loan: fees },
        debt: { loan: cents(0, 20, 40, 35) },
        cash,
        bookValue: cents(79, 172, 216.27, 210.015),
        clouds: { azure, other },
        shortfall: { spend: { 2026: 1_240_000 } },
        shares: {},
        toBeRaisedCents: 55 * million,
      },
    },
    objective: paperObjective(
      capex,
      opex,
      cash,
      azure.map((bill, t) => bill + other[t]!),
    ),
    binding: [],
    relaxations: [],
    conflict: [],
    solver: noSolver,
  };
  return structuredClone(plan) as unknown as Plan;
}

function paperObjective(capex: readonly number[], opex: readonly number[], cash: readonly number[], bills: readonly number[]): Objective {
  const d = [0.125, 0.375, 0.625, 0.875].map((years) => 1.1 ** -years);
  const dEnd = 1 / 1.1;
  const sum = (value: (t: number) => number) => d.reduce((total, factor, t) => total + factor * value(t), 0);
  const served = [5, 15 + 8 + 5, 20 + 28 + 5 + 0.5 * 6, 10 + 30 + 5 + 0.5 * 32];
  const value = sum((t) => 2 * hours[t]! * served[t]!);
  const clouds = sum((t) => bills[t]! / 100) + d[3]! * 12_400;
  const spend = sum((t) => (capex[t]! + opex[t]!) / 100);
  const financing = sum((t) => [0, 20 - 0.2, 20 - 0.2 - 0.4, -0.8 - 5][t]! * 1e6) - dEnd * 35e6;
  const carry = sum((t) => (cash[t]! - (cash[t - 1] ?? 0)) / 100) - (dEnd * cash[3]!) / 100;
  const premium = d[0]! * 30e6 * 0.04 * 1 + d[1]! * 25e6 * 0.04 * 0.75;
  const residual = dEnd * 210_015_000;
  return paperWorth({ value, clouds: -clouds, shares: 0, spend: -spend, financing, carry: -carry, premium: -premium, residual });
}

/** The parts with their total, under the objective `worth`. */
export function paperWorth(parts: Omit<ObjectiveParts, "total">): Objective {
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { ...parts, total, kind: "worth", stages: [{ name: "worth", unit: "USD", value: total }] };
}
