// A programme whose old racks make room for new ones, and its plan worked out on paper.

import type { Plan } from "../plan/plan.ts";
import { noSolver, paperSlices, paperWorth } from "./tiny.fixture.ts";

/** One hall of 10 MW that stands, with six racks from 2024; four quarters from 2026-Q1 (2,160, 2,184, 2,208 and 2,208 hours). */
export const refreshText = `
gigasite: 1
programme: Refresh
known: 2025-12-01
calendar: { from: 2026-Q1, quarters: 4 }
dollars: { year: 2026 }
discount: 10 %/yr
books: { company: yardage, customer: lab }
parties:
  yardage: { name: Yardage, roles: [build] }
  fund: { name: Fund, roles: [investor] }
  bank: { name: Bank, roles: [lender] }
  lab: { name: Lab, roles: [customer] }
capital:
  budget: $90M
  equity: { fund: { commitment: $80M } }
  debt:
    loan: { lender: bank, limit: $60M, rate: 8 %/yr, fee: 0 %, tenor: 5 yr, loanToCost: 50 %, ltv: 60 %, tested: 2026-Q4, eligible: [accelerators] }
catalogue:
  accelerators:
    old: { name: Old, packagesPerRack: 10, domain: 10, rackIt: 1 MW, peak: { fp8: 1979 TFLOP/s }, rackPrice: $8M, prices: { 2026-Q1: $4M }, adders: { network: 25 %, storage: 0 %, install: 0 % }, supply: { 2026-Q1: 2 racks }, firstShip: 2024-Q1, usefulLife: 5 yr, resale: { shares: [50 %, 25 %], after: 2 quarters } }
    new: { name: New, packagesPerRack: 40, domain: 40, rackIt: 1 MW, peak: { fp8: 1979 TFLOP/s }, rackPrice: $10M, adders: { network: 0 %, storage: 0 %, install: 0 % }, supply: { 2026-Q3: 8 racks }, firstShip: 2026-Q3, usefulLife: 5 yr }
  buildings:
    hall-10: { it: 10 MW, ready: 1 quarter, cost: 2 M$/MW, spend: [100 %], crew: [50 workers], cooling: dry, usefulLife: 20 yr }
  cooling:
    dry: { kind: dry-cooler, liquidShare: 80 %, supplyLiquid: 40 C, supplyAir: 25 C, approach: 6 K, pumps: 1 %, fans: 2 %, copCap: 8, carnotShare: 50 %, loopRise: 10 K, evaporator: 3 K, condenser: 6 K, leastLift: 5 K }
  recovery: { detect: 1 min, restart: 1 min, stall: 1 min, spares: 1 % }
  chain: { transformer: 99 %, ups: 97 %, distribution: 99 %, house: 1 % }
  operations: { loadFactor: 50 %, goodput: 90 %, facility: 0 M$/MW-yr, itMaintenance: 8.766 %/yr, insurance: 0.8766 %/yr, powerPayments: 1 quarter, gridLife: 25 yr }
sites:
  yard:
    name: Yard
    at: [35, -101]
    state: TX
    authority: SPP
    status: IT live
    buildings: { hall-10: 1 }
    propertyTax: { rate: 8 %/yr }
    power: { grid: { kind: grid, facility: 12.5 MW, energized: 2023-Q4, cost: $4M, committed: true } }
    designFacilityRatio: 1.25
    climate: yard
    tariff: { energy: 50 $/MWh }
    carbon: { table: none, yearly: 400 g/kWh }
    built: [{ building: hall-10, started: 2023-Q3 }]
    racks: [{ accelerator: old, racks: 6 racks, delivered: 2024-Q1 }]
workloads:
  research: { kind: best-effort, worth: 100 % }
agreements:
  fee: { kind: capacity-fee, payer: lab, payee: yardage, price: 0.1 M$/MW-month, on: racked, from: 2026-01-01 }
objective: { kind: worth, value: { 2026-Q1: 2 $/H100e-hour } }
`;

export const refreshSlices = paperSlices(4, [50, 50, 50, 50], [0, 0, 0, 0], {});

const hours = [2160, 2184, 2208, 2208] as const;
const quarters = [...hours.keys()];
const million = 100_000_000;
const cents = (...millions: number[]) => millions.map((amount) => Math.round(amount * million));
const zeros = quarters.map(() => 0);

/**
 * The plan on paper. Two old racks at $4M and a quarter of that for the network come in Q1, eight new ones at $10M in Q3. Sold are in Q3 five of the six
 * from 2024, two years old: a quarter of the $8M they cost then, and one of those of Q1, half a year old: halfway between all and half of
 * its $4M, so $3M; in Q4 the other: $2.5M. All stand and run: 8, 8, 10 and 9 MW at the ends; mean MW 7, 8, 9 and 9.5.
 * On the books, $M: 10, 9.5 (a twentieth a quarter gone), 4.5 + 80, 76. What is owned of the calendar's racks had cost 10, 10, 85 and 80.
 * At the end the rack from 2024 would still bring $2M; new ones have no market and count at their $76M on the books.
 */
export function refreshPlan(): Plan {
  const meanMw = [7, 8, 9, 9.5];
  const owned = [10, 10, 85, 80];
  const energy = hours.map((h, t) => Math.round(100 * 50 * h * 0.6 * meanMw[t]!));
  const maintenance = hours.map((h, t) => Math.round(owned[t]! * million * h * 1e-5));
  const insurance = hours.map((h, t) => Math.round(owned[t]! * million * h * 1e-6));
  const tax = cents(0, 0.2, 0.19, 1.69);
  const opex = quarters.map((t) => energy[t]! + maintenance[t]! + insurance[t]! + tax[t]!);
  const capex = cents(10, 0, 80, 0);
  const sales = cents(0, 0, 13, 2.5);
  const called = cents(20, 0, 35, 0);
  const draws = cents(0, 0, 40, 0);
  const interest = cents(0, 0, 0, 0.8);
  const income = cents(2.1, 2.4, 2.7, 2.85);
  const cash: number[] = [];
  for (const t of quarters) cash.push((cash[t - 1] ?? 0) + called[t]! + draws[t]! + income[t]! + sales[t]! - capex[t]! - opex[t]! - interest[t]!);
  const installed = [70, 80, 210, 335];
  const capacity = [63, 72, 189, 301.5];
  const ladder = {
    appliedKw: [10_000, 10_000, 10_000, 10_000],
    energizedKw: [10_000, 10_000, 10_000, 10_000],
    itReadyKw: [10_000, 10_000, 10_000, 10_000],
    rackedKw: [8000, 8000, 10_000, 9000],
    runningKw: [8000, 8000, 10_000, 9000],
  };
  const d = quarters.map((t) => 1.1 ** -((t + 0.5) / 4));
  const dEnd = 1 / 1.1;
  const sum = (value: (t: number) => number) => d.reduce((total, factor, t) => total + factor * value(t), 0);
  const plan = {
    gigasite: 1,
    programme: "Refresh",
    inputs: "hash",
    calendar: { from: "2026-Q1", quarters: 4 },
    feasible: true,
    decisions: {
      sites: {
        yard: {
          opened: null,
          options: ["grid"],
          starts: {},
          racks: { old: [2, 0, 0, 0], new: [0, 0, 8, 0] },
          retired: { old: { "2024-Q1": [0, 0, 5, 0], "2026-Q1": [0, 0, 1, 1] } },
          running: { old: [8, 8, 2, 1], new: [0, 0, 8, 8] },
          onsite: {},
          charge: {},
          discharge: {},
          training: {},
          work: { research: capacity },
        },
      },
      clouds: {},
      notices: [],
      campus: {},
      calls: { fund: called },
      draws: { loan: draws },
      repayments: { loan: zeros },
    },
    derived: {
      sites: {
        yard: {
          ...ladder,
          hallsKw: [10_000, 10_000, 10_000, 10_000],
          gridMwh: hours.map((h, t) => Math.round(600 * h * meanMw[t]!) / 1000),
          onsiteMwh: zeros,
          capexCents: capex,
          opexCents: opex,
        },
      },
      ladder,
      crews: {},
      equipment: {},
      compute: { installed, capacity, work: { research: capacity }, unserved: {}, flop: {} },
      money: {
        capex: { opening: zeros, buildings: zeros, power: zeros, accelerators: capex },
        opex: { energy, facility: zeros, maintenance, insurance, lease: zeros, tax },
        income: { fee: income },
        interest: { loan: interest },
        fees: { loan: zeros },
        debt: { loan: cents(0, 0, 40, 40) },
        cash,
        bookValue: cents(10, 9.5, 84.5, 76),
        resale: { sales: { old: sales }, cost: { old: cents(0, 0, 5, 5) }, book: { old: cents(0, 0, 4.5, 4.25) }, endValueCents: 78 * million },
        clouds: {},
        shortfall: {},
        shares: {},
        toBeRaisedCents: 0,
      },
    },
    objective: paperWorth({
      value: sum((t) => 2 * hours[t]! * capacity[t]!),
      clouds: 0,
      shares: 0,
      spend: -sum((t) => (capex[t]! + opex[t]!) / 100),
      financing: sum((t) => (draws[t]! - interest[t]!) / 100) - dEnd * 40e6,
      carry: -sum((t) => (cash[t]! - (cash[t - 1] ?? 0)) / 100) + (dEnd * cash[3]!) / 100,
      premium: 0,
      residual: sum((t) => sales[t]! / 100) + dEnd * 78e6,
    }),
    binding: [],
    relaxations: [],
    conflict: [],
    solver: noSolver,
  };
  return structuredClone(plan) as unknown as Plan;
}
