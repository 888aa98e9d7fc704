// A programme for the rules of land, equipment and power, and its plan worked out on paper.

import type { Plan } from "../plan/plan.ts";
import { noSolver, paperSlices, paperWorth } from "./tiny.fixture.ts";

/** One site, four quarters of 2026 (2,160, 2,184, 2,208 and 2,208 hours). */
export const powerText = `
gigasite: 1
programme: Field
known: 2025-12-01
calendar: { from: 2026-Q1, quarters: 4 }
dollars: { year: 2026 }
discount: 10 %/yr
books: { company: field, customer: lab }
parties:
  field: { name: Field, roles: [build] }
  fund: { name: Fund, roles: [investor] }
  lab: { name: Lab, roles: [customer] }
  azure: { name: Azure, roles: [cloud] }
capital:
  budget: $200M
  equity: { fund: { commitment: $200M } }
catalogue:
  accelerators:
    chip: { name: Chip, packagesPerRack: 10, domain: 10, rackIt: 1 MW, peak: { fp8: 1979 TFLOP/s }, rackPrice: $10M, adders: { network: 0 %, storage: 0 %, install: 0 % }, supply: { 2026-Q2: 4 racks, 2026-Q3: 4 racks }, firstShip: 2026-Q1, usefulLife: 5 yr }
  buildings:
    hall-5: { it: 5 MW, ready: 1 quarter, cost: 2 M$/MW, spend: [100 %], crew: [50 workers], cooling: wet, usefulLife: 20 yr }
  cooling:
    wet: { kind: evaporative, liquidShare: 80 %, supplyLiquid: 40 C, supplyAir: 25 C, approach: 6 K, pumps: 1 %, fans: 2 %, copCap: 8, carnotShare: 50 %, loopRise: 10 K, evaporator: 3 K, condenser: 6 K, leastLift: 5 K, cycles: 5 }
  powerSources:
    gas: { variable: 50 $/MWh, carbon: 450 kg/MWh, firm: 90 %, unit: 2 MW, usefulLife: 20 yr }
    solar: { variable: 0 $/MWh, carbon: 0 kg/MWh, firm: 25 %, follows: sun, usefulLife: 25 yr }
  storage:
    cells: { hours: 4 h, roundTrip: 80 %, firm: 50 %, cost: 1 M$/MW, usefulLife: 10 yr }
  equipment:
    transformers: { lead: 1 quarter, perBuilding: 2, needed: 1 quarter, slots: { 2026-Q1: 2 slots }, orders: { 2026-Q1: 3 slots, 2026-Q2: 3 slots } }
    switchgear: { lead: 2 quarters, perBuilding: 0, perKind: { hall-5: 3 } }
  recovery: { detect: 1 min, restart: 1 min, stall: 1 min, spares: 1 % }
  chain: { transformer: 99 %, ups: 97 %, distribution: 99 %, house: 1 % }
  operations: { loadFactor: 50 %, goodput: 90 %, facility: 0 M$/MW-yr, itMaintenance: 0 %/yr, insurance: 0 %/yr, powerPayments: 1 quarter, gridLife: 25 yr }
labour: { pools: { west: { workers: 120 workers } } }
sites:
  farm:
    name: Farm
    at: [35, -101]
    state: TX
    authority: SPP
    status: announced
    opening: $1M
    buildings: { hall-5: 4 }
    phase: 2
    water: 17532 m3/yr
    airPermit: 8 MW
    power:
      cells: { kind: cells, facility: 2 MW, energized: 2026-Q3, cost: $2M }
      grid: { kind: grid, facility: 6 MW, energized: 2026-Q2, cost: $4M }
      panels: { kind: solar, facility: 4 MW, energized: 2026-Q3, cost: $4M, capacityFactor: 37 % }
      turbines: { kind: gas, facility: 8 MW, energized: 2026-Q2, cost: $8M, hours: 876.6 h }
    designFacilityRatio: 1.25
    climate: farm
    tariff: { energy: 50 $/MWh }
    carbon: { table: none, yearly: 400 g/kWh }
    labour: west
workloads:
  research: { kind: best-effort, worth: 50 %, demand: { 2026-Q1: 100 H100e } }
agreements:
  refusal: { kind: first-refusal, holder: azure, grantor: lab, covers: [own-building], over: 15 MW, answerDays: 45, delay: 1 quarter, from: 2026-04-01 }
objective: { kind: worth, value: { 2026-Q1: 2 $/H100e-hour } }
`;

/** $200, $100, $50 and $20 a MWh; half a cubic metre of water a MWh; a sun whose mean is 0.01 x 0 + 0.09 x 0.5 + 0.4 x 0.5 + 0.5 x 0.25 = 0.37. */
export const powerSlices = paperSlices(4, [200, 100, 50, 20], [0.5, 0.5, 0.5, 0.5], { panels: [0, 0.5, 0.5, 0.25] });

const hours = [2160, 2184, 2208, 2208] as const;
const million = 100_000_000;
const cents = (...millions: number[]) => millions.map((amount) => Math.round(amount * million));
const zeros = [0, 0, 0, 0];

/**
 * The plan on paper. Two halls start in Q1 and two in Q3, a phase each; 4 racks come in Q2 and 4 in Q3. Mean running MW: 0, 2, 6, 8; load kW: 0, 1200, 3600, 4800.
 * Firm MW: 6 + 0.9 x 8 = 13.2 in Q2, with 0.25 x 4 + 0.5 x 2 more from Q3: 15.2; a turbine less: 11.2 and 13.2. The halls started in Q3 fall under the refusal: 20 MW are possible.
 * Turbines: 10 % of 8 MW on the mean, 800 kW, used up in Q3. Cells in Q3: in 0.5 x 800 = 400 kW, out 0.01 x 2000 + 0.09 x 2000 + 0.4 x 300 = 320 kW, 7,680 of 8,000 kWh a day.
 * Transformers, so far: 0, 4, 4, 8 needed; 2, 5, 8, 8 can be there; ordered 3 in Q1, as 6 in Q2 would be 3 too many, and 3 in Q2.
 */
export function powerPlan(): Plan {
  const gridUsd = [
    0,
    0.01 * 0.2 * 200 + 0.09 * 0.2 * 100 + 0.4 * 1.2 * 50 + 0.5 * 1.2 * 20,
    0.01 * 0.6 * 200 + 0.09 * 0.1 * 100 + 0.4 * 1.3 * 50 + 0.5 * 3.3 * 20,
    0.01 * 4.8 * 200 + 0.09 * 2.8 * 100 + 0.4 * 2.8 * 50 + 0.5 * 3.8 * 20,
  ];
  const turbineUsd = [0, 0.1 * 50, 0.8 * 50, 0];
  const energy = hours.map((h, t) => Math.round(100 * h * (gridUsd[t]! + turbineUsd[t]!)));
  const capex = cents(33, 46, 60, 0);
  const called = cents(150, 0, 0, 0);
  const cash: number[] = [];
  for (const t of hours.keys()) cash.push((cash[t - 1] ?? 0) + called[t]! - capex[t]! - energy[t]!);
  const ladder = {
    appliedKw: [16_000, 16_000, 16_000, 16_000],
    energizedKw: [0, 10_560, 12_160, 12_160],
    itReadyKw: [0, 10_000, 10_000, 12_160],
    rackedKw: [0, 4000, 8000, 8000],
    runningKw: [0, 4000, 8000, 8000],
  };
  const quarter = (t: number) => `2026-Q${t + 1}`;
  const opex = { energy, facility: zeros, maintenance: zeros, insurance: zeros, lease: zeros, tax: zeros };
  const d = [0.125, 0.375, 0.625, 0.875].map((years) => 1.1 ** -years);
  const sum = (value: (t: number) => number) => d.reduce((total, factor, t) => total + factor * value(t), 0);
  const work = [0, 18, 54, 72];
  const plan = {
    gigasite: 1,
    programme: "Field",
    inputs: "hash",
    calendar: { from: quarter(0), quarters: 4 },
    feasible: true,
    decisions: {
      sites: {
        farm: {
          opened: quarter(0),
          options: ["cells", "grid", "panels", "turbines"],
          starts: { "hall-5": [2, 0, 2, 0] },
          racks: { chip: [0, 4, 4, 0] },
          running: { chip: [0, 4, 8, 8] },
          onsite: {
            panels: [zeros, zeros, [0, 500, 1000, 500], [0, 2000, 2000, 1000]],
            turbines: [zeros, [1000, 1000, 0, 0], [1000, 1000, 1000, 600], zeros],
          },
          charge: { cells: [zeros, zeros, [0, 0, 0, 800], zeros] },
          discharge: { cells: [zeros, zeros, [2000, 2000, 300, 0], zeros] },
          training: {},
          work: { research: work },
        },
      },
      clouds: {},
      notices: [{ clause: "refusal", site: "farm", quarter: quarter(1) }],
      campus: {},
      calls: { fund: called },
      draws: {},
      repayments: {},
    },
    derived: {
      sites: {
        farm: {
          ...ladder,
          hallsKw: [0, 10_000, 10_000, 20_000],
          gridMwh: [0, 2402.4, 4824.48, 7330.56],
          onsiteMwh: [0, 218.4, 3300.96, 3267.84],
          capexCents: capex,
          opexCents: energy,
        },
      },
      ladder,
      crews: { west: [100, 0, 100, 0] },
      equipment: {
        transformers: { needed: [0, 4, 4, 8], available: [2, 5, 8, 8], order: [3, 3, 0, 0] },
        switchgear: { needed: [6, 6, 12, 12], available: zeros, order: zeros },
      },
      compute: { installed: [0, 20, 60, 80], capacity: work, work: { research: work }, unserved: {}, flop: {} },
      money: {
        capex: { opening: cents(1, 0, 0, 0), buildings: cents(20, 0, 20, 0), power: cents(12, 6, 0, 0), accelerators: cents(0, 40, 40, 0) },
        opex,
        income: {},
        interest: {},
        fees: {},
        debt: {},
        cash,
        bookValue: cents(33, 79, 136.61, 132.13),
        clouds: {},
        shortfall: {},
        shares: {},
        toBeRaisedCents: 0,
      },
    },
    objective: paperWorth({
      value: sum((t) => 2 * hours[t]! * 0.5 * work[t]!),
      clouds: 0,
      shares: 0,
      spend: -sum((t) => (capex[t]! + energy[t]!) / 100),
      financing: 0,
      carry: -sum((t) => (cash[t]! - (cash[t - 1] ?? 0)) / 100) + cash[3]! / 100 / 1.1,
      premium: 0,
      residual: 132_130_000 / 1.1,
    }),
    binding: [],
    relaxations: [],
    conflict: [],
    solver: noSolver,
  };
  return structuredClone(plan) as unknown as Plan;
}
