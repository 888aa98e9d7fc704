// A programme for the rules of money, and its plan worked out on paper.

import type { Plan } from "../plan/plan.ts";
import { noSolver, paperSlices, paperWorth } from "./tiny.fixture.ts";

/** One site with a rented hall that stands, six quarters from 2026-Q1 (2,160, 2,184, 2,208, 2,208, 2,160 and 2,184 hours). */
export const financeText = `
gigasite: 1
programme: Ledger
known: 2025-12-01
calendar: { from: 2026-Q1, quarters: 6 }
dollars: { year: 2026 }
discount: 10 %/yr
books: { company: yardage, customer: lab }
parties:
  yardage: { name: Yardage, roles: [build] }
  fund: { name: Fund, roles: [investor] }
  bank: { name: Bank, roles: [lender] }
  lab: { name: Lab, roles: [customer] }
  azure: { name: Azure, roles: [cloud] }
capital:
  budget: $200M
  equity: { fund: { commitment: $100M } }
  debt:
    loan: { lender: bank, limit: $30M, rate: 8 %/yr, fee: 0 %, tenor: 5 yr, loanToCost: 50 %, ltv: 60 %, tested: 2026-Q2, dscr: 2 }
catalogue:
  accelerators:
    chip: { name: Chip, packagesPerRack: 10, domain: 10, rackIt: 1 MW, peak: { fp8: 1979 TFLOP/s }, rackPrice: $12M, prices: { 2026-Q2: $10M, 2027: $8M }, decline: 36 %/yr, adders: { network: 0 %, storage: 0 %, install: 0 % }, supply: { 2026-Q1: 1 rack, 2026-Q2: 4 racks, 2027-Q1: 5 racks }, firstShip: 2026-Q1, usefulLife: 5 yr }
  buildings:
    own-5: { it: 5 MW, ready: 1 quarter, cost: 2 M$/MW, spend: [100 %], crew: [50 workers], cooling: dry, usefulLife: 20 yr }
    rented-10: { it: 10 MW, ready: 1 quarter, cost: $0/MW, rent: 10 k$/MW-month, spend: [100 %], crew: [0 workers], cooling: dry, usefulLife: 20 yr }
  cooling:
    dry: { kind: dry-cooler, liquidShare: 80 %, supplyLiquid: 40 C, supplyAir: 25 C, approach: 6 K, pumps: 1 %, fans: 2 %, copCap: 8, carnotShare: 50 %, loopRise: 10 K, evaporator: 3 K, condenser: 6 K, leastLift: 5 K }
  clouds:
    azure: { party: azure, price: { 2026-Q1: 1 $/H100e-hour }, most: { 2026-Q1: 20 H100e }, existing: true }
  recovery: { detect: 1 min, restart: 1 min, stall: 1 min, spares: 1 % }
  chain: { transformer: 99 %, ups: 97 %, distribution: 99 %, house: 1 % }
  operations: { loadFactor: 50 %, goodput: 90 %, facility: 0 M$/MW-yr, itMaintenance: 0 %/yr, insurance: 0 %/yr, powerPayments: 1 quarter, gridLife: 25 yr }
sites:
  yard:
    name: Yard
    at: [35, -101]
    state: TX
    authority: SPP
    status: IT live
    buildings: { own-5: 1, rented-10: 2 }
    propertyTax: { rate: 8 %/yr, abatement: 50 %, until: 2026-Q3 }
    power: { grid: { kind: grid, facility: 20 MW, energized: 2025-Q4, cost: $4M, committed: true } }
    designFacilityRatio: 1.25
    climate: yard
    tariff: { energy: 50 $/MWh }
    carbon: { table: none, yearly: 400 g/kWh }
    built: [{ building: rented-10, started: 2025-Q3 }]
workloads:
  chat: { kind: inference, class: chat, demand: { 2026-Q1: 100 H100e }, earns: { 2026-Q1: 4 $/H100e-hour } }
  api: { kind: inference, class: api, demand: { 2026-Q1: 20 H100e }, earns: { 2026-Q1: 3 $/H100e-hour } }
  run: { kind: training, compute: 4.702104e23 FLOP, precision: fp8, mfu: 50 %, between: [2026-Q2, 2026-Q3], wanted: true }
agreements:
  api-first: { kind: exclusivity, class: api, provider: azure, from: 2026-01-01, until: 2026-12-31 }
  all-gross: { kind: revenue-share, payer: lab, payee: azure, base: gross, tiers: [{ from: $0, share: 20 % }, { from: $1M, share: 10 % }], from: 2026-01-01 }
  api-net: { kind: revenue-share, payer: lab, payee: azure, base: net, classes: [api], cloud: azure, per: quarter, tiers: [{ from: $0, share: 10 % }, { from: $50k, share: 50 % }], from: 2026-07-01 }
  back: { kind: revenue-share, payer: azure, payee: lab, base: gross, tiers: [{ from: $0, share: 5 % }], from: 2026-01-01 }
  fee: { kind: capacity-fee, payer: lab, payee: yardage, price: 0.1 M$/MW-month, on: it-ready, from: 2026-01-01 }
objective: { kind: worth, value: { 2026-Q1: 2 $/H100e-hour } }
`;

export const financeSlices = paperSlices(6, [50, 50, 50, 50], [0, 0, 0, 0], {});

const hours = [2160, 2184, 2208, 2208, 2160, 2184] as const;
const quarters = [...hours.keys()];
const million = 100_000_000;
const cents = (...millions: number[]) => millions.map((amount) => Math.round(amount * million));
const zeros = quarters.map(() => 0);

/** What $1 of racks is worth after so many quarters: 64 % after a year, 80 % after half of one. */
const worthAfter = (age: number) => (age < 0 ? 0 : 0.64 ** (age / 4));

/** Book value, USD: the own hall of $10M is ready in Q2 and loses an eightieth a quarter; the rented ones and the sunk grid are worth nothing here. */
const book = (t: number) => 10e6 * (1 - Math.max(0, t - 1) / 80) + 12e6 * worthAfter(t) + 40e6 * worthAfter(t - 1) + 40e6 * worthAfter(t - 4);

/**
 * The plan on paper. An own hall of 5 MW and a second rented one of 10 MW start in Q1; racks: 1 at $12M, 4 at $10M, 5 at $8M, all run: mean MW 0.5, 3, 5, 5, 7.5, 10.
 * Ready MW: 10, then 25. Rent: 3 months x $10k x 10 MW, twice that from Q2. Tax: 1 % of the book value of the quarter before until 2026-Q3, then 2 %.
 * The milestone wants 60 H100e x 1,310.7... quarters: 20 H100e in Q2, Q3 and Q4 of 2,184, 2,208 and 2,208 hours, and is done a quarter late.
 */
export function financePlan(): Plan {
  const load = [0.3, 1.8, 3, 3, 4.5, 6];
  const energy = hours.map((h, t) => Math.round(100 * 50 * h * load[t]!));
  const lease = cents(0.3, 0.6, 0.6, 0.6, 0.6, 0.6);
  const tax = quarters.map((t) => (t === 0 ? 0 : Math.round((t <= 2 ? 0.01 : 0.02) * 100 * book(t - 1))));
  const opex = quarters.map((t) => energy[t]! + lease[t]! + tax[t]!);
  const capex = cents(22, 40, 0, 0, 40, 0);
  const called = cents(80, 0, 0, 0, 0, 0);
  const draws = cents(11, 0, 0, 0, 0, 0);
  const repaid = cents(0, 0, 0, 0, 0, 1);
  const interest = cents(0, 0.22, 0.22, 0.22, 0.22, 0.22);
  const income = cents(3, 7.5, 7.5, 7.5, 7.5, 7.5);
  const cash: number[] = [];
  for (const t of quarters) cash.push((cash[t - 1] ?? 0) + called[t]! + draws[t]! + income[t]! - capex[t]! - opex[t]! - interest[t]! - repaid[t]!);
  const capacity = [4.5, 27, 45, 45, 67.5, 90];
  const run = [0, 20, 20, 20, 0, 0];
  const chat = capacity.map((all, t) => all - run[t]!);
  const api = [10, 20, 20, 20, 20, 20];
  const azure = hours.map((h, t) => 100 * h * api[t]!);
  // All demand earns 100 x 4 + 20 x 3 = 460 $/h: $4,029,600 in the 8,760 hours of 2026, $1,998,240 in the 4,344 of 2027 that the calendar has.
  const rates = [(0.2 * 1e6 + 0.1 * 3_029_600) / 4_029_600, (0.2 * 1e6 + 0.1 * 998_240) / 1_998_240];
  const gross = hours.map((h, t) => Math.round(100 * rates[t < 4 ? 0 : 1]! * h * (4 * chat[t]! + 3 * api[t]!)));
  // All api demand earns 20 x (3 - 1) = 40 $/h net on Azure, and all of it is served there from Q2 on.
  const net = hours.map((h, t) => (t < 2 ? 0 : Math.round(100 * (0.1 * 50_000 + 0.5 * (40 * h - 50_000)))));
  const ladder = {
    appliedKw: [16_000, 16_000, 16_000, 16_000, 16_000, 16_000],
    energizedKw: [16_000, 16_000, 16_000, 16_000, 16_000, 16_000],
    itReadyKw: [10_000, 16_000, 16_000, 16_000, 16_000, 16_000],
    rackedKw: [1000, 5000, 5000, 5000, 10_000, 10_000],
    runningKw: [1000, 5000, 5000, 5000, 10_000, 10_000],
  };
  const d = quarters.map((t) => 1.1 ** -((t + 0.5) / 4));
  const dEnd = 1.1 ** -1.5;
  const sum = (value: (t: number) => number) => d.reduce((total, factor, t) => total + factor * value(t), 0);
  const plan = {
    gigasite: 1,
    programme: "Ledger",
    inputs: "hash",
    calendar: { from: "2026-Q1", quarters: 6 },
    feasible: true,
    decisions: {
      sites: {
        yard: {
          opened: null,
          options: ["grid"],
          starts: { "own-5": [1, 0, 0, 0, 0, 0], "rented-10": [1, 0, 0, 0, 0, 0] },
          racks: { chip: [1, 4, 0, 0, 5, 0] },
          running: { chip: [1, 5, 5, 5, 10, 10] },
          onsite: {},
          charge: {},
          discharge: {},
          training: { run: { chip: run } },
          work: { chat },
        },
      },
      clouds: { azure: { work: { api } } },
      notices: [],
      campus: { run: "yard" },
      calls: { fund: called },
      draws: { loan: draws },
      repayments: { loan: repaid },
    },
    derived: {
      sites: {
        yard: {
          ...ladder,
          hallsKw: [10_000, 25_000, 25_000, 25_000, 25_000, 25_000],
          gridMwh: [648, 3931.2, 6624, 6624, 9720, 13_104],
          onsiteMwh: zeros,
          capexCents: capex,
          opexCents: opex,
        },
      },
      ladder,
      crews: {},
      equipment: {},
      compute: {
        installed: [5, 30, 50, 50, 75, 100],
        capacity,
        work: { run, chat, api },
        unserved: { chat: chat.map((served) => 100 - served), api: [10, 0, 0, 0, 0, 0] },
        flop: { run: runFlop },
      },
      money: {
        capex: { opening: zeros, buildings: cents(10, 0, 0, 0, 0, 0), power: zeros, accelerators: cents(12, 40, 0, 0, 40, 0) },
        opex: { energy, facility: zeros, maintenance: zeros, insurance: zeros, lease, tax },
        income: { fee: income },
        interest: { loan: interest },
        fees: { loan: zeros },
        debt: { loan: cents(11, 11, 11, 11, 11, 10) },
        cash,
        bookValue: quarters.map((t) => Math.round(100 * book(t))),
        clouds: { azure },
        shortfall: {},
        shares: { "all-gross": gross, "api-net": net },
        toBeRaisedCents: 0,
      },
    },
    objective: paperWorth({
      value: sum((t) => 2 * hours[t]! * (run[t]! + chat[t]! + api[t]!)),
      clouds: -sum((t) => azure[t]! / 100),
      shares: -sum((t) => (gross[t]! + net[t]!) / 100),
      spend: -sum((t) => (capex[t]! + opex[t]!) / 100),
      financing: sum((t) => (draws[t]! - interest[t]! - repaid[t]!) / 100) - dEnd * 10e6,
      carry: -sum((t) => (cash[t]! - (cash[t - 1] ?? 0)) / 100) + (dEnd * cash[5]!) / 100,
      premium: 0,
      residual: (dEnd * Math.round(100 * book(5))) / 100,
    }),
    binding: [],
    relaxations: [],
    conflict: [],
    solver: noSolver,
  };
  return structuredClone(plan) as unknown as Plan;
}

/** 20 H100e in 2026-Q2, Q3 and Q4, at 50 % of 1,979 TFLOP/s: all that the milestone wants. */
const runFlop = 20 * (2184 + 2208 + 2208) * 1979e12 * 0.5 * 3600;

/** Quarters late of the milestone: a third of it is left at the end of its window, to the hour; done a quarter later. */
export const quartersLate = 2208 / (2184 + 2208 + 2208);
