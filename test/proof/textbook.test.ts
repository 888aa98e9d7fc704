// Does the planner find what paper finds? Programmes with one rule that binds and every other number so plain that the optimum is a line of
// arithmetic: no discount, free energy, halls and racks, no running costs; goodput and load factor are 1.
//
// A rack is 100 packages of 1,979 TFLOP/s, so 100 H100e, and takes 100 kW: a hall of 10 MW holds 100 racks. Useful compute is worth
// $10 per H100e-hour, a rack 1,000 $ an hour. The quarters of 2026 have 2,160, 2,184, 2,208 and 2,208 hours, 8,760 together. Racks are
// delivered evenly over their quarter, so half of them count in it: a rack of the first quarter runs 2,160 / 2 + 2,184 + 2,208 + 2,208 =
// 7,680 hours and gives $7.68M; one of the second 5,508 hours; one of the third 3,312 hours.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../../src/plan/case.ts";
import { draftOf } from "../../src/plan/draft.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { exactly } from "../../src/plan/lp/solver.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { verify } from "../../src/verify/verify.ts";
import { close } from "./close.ts";
import { loaded } from "./loaded.ts";

const solver = openHighs();
after(() => solver.close());

interface Paper {
  readonly capital?: string;
  readonly rack?: string;
  readonly supply?: string;
  readonly clouds?: string;
  readonly sites?: string;
  readonly workloads?: string;
  readonly agreements?: string;
  readonly workers?: number;
  readonly quarters?: number;
  readonly value?: number;
}

const site = (
  id: string,
  { power = "facility: 26 MW, energized: 2026-Q1", halls = "buildings: { hall: 1 }, built: [{ building: hall, started: 2025-Q4 }]", more = "" } = {},
): string =>
  `  ${id}: { name: ${id}, at: [32.4, -99.7], state: TX, authority: ERCOT, status: applied, ${halls}, designFacilityRatio: 1.3, redundancy: N, climate: abilene-tx, labour: town${more}, power: { grid: { kind: grid, ${power}, cost: $0 } }, tariff: { energy: 0 $/MWh }, carbon: { table: erco, yearly: 334 g/kWh } }`;

/** A site whose hall stands, and whose power is there from the first quarter on. */
const standing = site("alpha");

function programmeOf({
  capital = "{ budget: $9000M, equity: { fund: { commitment: $9000M } }, debt: {} }",
  rack = "rackPrice: $0, usefulLife: 1 yr",
  supply = "2026-Q1: 400 racks, 2026-Q2: 400 racks, 2026-Q3: 400 racks",
  clouds = "{}",
  sites = standing,
  workloads = "  research: { kind: best-effort, worth: 100 % }",
  agreements = "{}",
  workers = 9000,
  quarters = 4,
  value = 10,
}: Paper): string {
  return `gigasite: 1
programme: Paper
known: 2026-01-01
calendar: { from: 2026-Q1, quarters: ${quarters} }
dollars: { year: 2026 }
discount: 0 %/yr
books: { company: company, customer: lab }
parties:
  company: { name: Company, roles: [build] }
  lab: { name: Lab, roles: [customer] }
  fund: { name: Fund, roles: [investor] }
  bank: { name: Bank, roles: [lender] }
  bigcloud: { name: Big cloud, roles: [cloud] }
  rival: { name: Rival cloud, roles: [cloud] }
regions: { east: { name: East } }
capital: ${capital}
catalogue:
  operations: { loadFactor: 100 %, goodput: 100 %, facility: 0 M$/MW-yr, itMaintenance: 0 %/yr, insurance: 0 %/yr }
  buildings:
    hall: { it: 10 MW, ready: 1 quarters, cost: $0/MW, spend: [100 %], crew: [100 workers], cooling: warm-water-dry, usefulLife: 20 yr }
  accelerators:
    plain: { name: Plain, packagesPerRack: 100, domain: 100, rackIt: 100 kW, peak: { fp8: 1979 TFLOP/s }, adders: { network: 0 %, storage: 0 %, install: 0 % }, firstShip: 2026-Q1, ${rack}, supply: { ${supply} } }
  clouds: ${clouds}
labour: { pools: { town: { workers: ${workers} workers } } }
sites:
${sites}
workloads:
${workloads}
agreements: ${agreements}
objective: { kind: worth, value: { 2026-Q1: ${value} $/H100e-hour } }
`;
}

/** The optimum, M$. */
async function optimum(text: string): Promise<number> {
  const { programme, library } = loaded(text);
  const { status, objective } = await solver.solve(draftOf(planningCase(programme, library)).model, { limits: exactly });
  assert.equal(status, "optimal");
  return objective!;
}

function paper(name: string, expected: number, given: Paper, whole = true): void {
  test(`${name}: ${expected} M$`, async () => {
    const text = programmeOf(given);
    const found = await optimum(text);
    assert.ok(close(found, expected, 1e-6), `the planner says ${found}`);
    if (!whole) return;
    // In whole racks it is the same, and the verifier, which asks no solver, says so too.
    const { library, ...resolved } = loaded(text);
    const plan = await makePlan(resolved, library, { inputs: "paper", limits: { gap: 0, nodes: 100_000, seconds: 60, seed: 1 }, solver });
    assert.ok(close(plan.objective.total / 1e6, expected, 1e-6), `the plan says ${plan.objective.total}`);
    assert.deepEqual(verify(resolved, library, plan, "paper").refusals, []);
  });
}

const chat = (more = ""): string => `  chat: { kind: inference, class: chat, demand: { 2026-Q1: 900000 H100e }, earns: { 2026-Q1: 1 $/H100e-hour }${more} }`;

// $150M buys 50 racks at $3M, which the last quarter finds written off (a life of three quarters): 50 x (7.68 - 3).
paper(
  "budget",
  234,
  { capital: "{ budget: $150M, equity: { fund: { commitment: $9000M } }, debt: {} }", rack: "rackPrice: $3M, usefulLife: 0.75 yr", supply: "2026-Q1: 400 racks" },
  false,
);

// 30 racks can be had, all in the first quarter: 30 x 7.68.
paper("accelerator supply", 230.4, { supply: "2026-Q1: 30 racks" });

// A hall takes 100 workers for a quarter and there are 100: of two halls one starts in the first quarter and is ready in the second, the other
// a quarter later. 100 racks of the second quarter and 100 of the third: 0.1 x (5,508 + 3,312).
paper("crew", 882, { workers: 100, sites: site("alpha", { halls: "buildings: { hall: 2 }, startsPerQuarter: 2" }) });

// The hall stands, power comes in the third quarter; racks run up evenly in it: 100 racks x 3,312 hours.
paper("energization date", 331.2, { sites: site("alpha", { power: "facility: 26 MW, energized: 2026-Q3" }) });

// A rival cloud's 1,000 H100e at $2 for work worth $10, a quarter after notice, so not in the first: 8 x 1,000 x (2,184 + 2,208 + 2,208).
paper("first-refusal delay", 52.8, {
  supply: "2026-Q1: 0 racks",
  clouds: "{ rival: { party: rival, price: { 2026-Q1: 2 $/H100e-hour }, most: { 2026-Q1: 1000 H100e } } }",
  workloads: chat(),
  agreements: "{ refusal: { kind: first-refusal, holder: bigcloud, grantor: lab, answerDays: 60, delay: 1 quarter, from: 2026-01-01 } }",
});

// $10M must be spent with a cloud of 500 H100e at $2 for work worth $1. All of it all year is 500 x 8,760 = 4.38M H100e-hours: worth $4.38M, billed
// $8.76M, and $1.24M short are paid all the same: 4.38 - 8.76 - 1.24. Not to buy at all would be -10.
paper("take-or-pay shortfall", -5.62, {
  value: 1,
  supply: "2026-Q1: 0 racks",
  clouds: "{ big: { party: bigcloud, price: { 2026-Q1: 2 $/H100e-hour }, most: { 2026-Q1: 500 H100e }, existing: true } }",
  workloads: chat(),
  agreements: "{ commitment: { kind: take-or-pay, payer: lab, payee: bigcloud, cloud: big, spend: { 2026: $10M }, carryForward: 0 %, from: 2026-01-01, until: 2028-12-31 } }",
});

// Racks at $300M that keep their value (residual 100 %: what is spent stands on the books at the end). Equity of $6,000M and debt of 60 % of the
// value: 300 X = 6,000 + 0.6 x 300 X, X = 50 racks: 50 x 7.68. Interest is nothing.
const keepsValue = "usefulLife: 1 yr, residual: 100 %";
paper(
  "loan to value",
  384,
  {
    capital:
      "{ budget: $90000M, equity: { fund: { commitment: $6000M } }, debt: { loan: { lender: bank, limit: $50000M, rate: 0 %/yr, fee: 0 %, tenor: 5 yr, loanToCost: 60 %, ltv: 60 %, tested: 2026-Q1 } } }",
    rack: `rackPrice: $300M, ${keepsValue}`,
    supply: "2026-Q1: 400 racks",
  },
  false,
);

// Racks at $100M; a fee of $2M per MW and month on running power: $0.6M a rack and quarter, half of it in the first: $2.1M in the year. Debt D at
// 8 % costs 3 x 2 % of D in the calendar. Twice that is at most the income: 0.12 D <= 2.1 X, D <= 17.5 X. In the first quarter 100 X = equity + D +
// 0.3 X, so equity = 82.2 X: $4,110M are 50 racks. 50 x 7.68 less interest of 0.06 x 17.5 x 50.
paper(
  "debt service coverage",
  331.5,
  {
    capital:
      "{ budget: $90000M, equity: { fund: { commitment: $4110M } }, debt: { loan: { lender: bank, limit: $50000M, rate: 8 %/yr, fee: 0 %, tenor: 5 yr, loanToCost: 90 %, ltv: 90 %, tested: 2026-Q1, dscr: 2 } } }",
    rack: `rackPrice: $100M, ${keepsValue}`,
    supply: "2026-Q1: 400 racks",
    agreements: "{ fee: { kind: capacity-fee, payer: lab, payee: company, price: 2 M$/MW-month, on: running, from: 2026-01-01 } }",
  },
  false,
);

// 150 racks can be had and two halls stand, but all work must be answered within 60 ms and one site is 90 ms away: the near hall's 100 racks x 7.68.
paper("latency", 768, {
  supply: "2026-Q1: 150 racks",
  sites: `${site("far", { more: ", latency: { east: 90 ms }" })}\n${site("near", { more: ", latency: { east: 30 ms }" })}`,
  workloads: chat(", region: east, latency: 60 ms"),
});

// A run of 3.5622e25 FLOP at 50 % of 1,979e12 FLOP/s is 1e7 H100e-hours. 100 racks give 1e4 x 7,680 = 7.68e7; inference is worth twice a run:
// 10 x (2 x 6.68e7 + 1e7).
paper("milestone", 1436, {
  supply: "2026-Q1: 100 racks",
  workloads: `${chat(", worth: 200 %")}\n  run: { kind: training, compute: 3.5622e25 FLOP, precision: fp8, mfu: 50 %, between: [2026-Q2, 2026-Q3] }`,
});

// Land for one hall, started at once and ready in the second quarter, whatever could be bought and fed: 100 racks x 5,508 hours.
paper("land", 550.8, { sites: site("alpha", { halls: "buildings: { hall: 1 }, startsPerQuarter: 2" }) });

// 13 MW at half its ramp are 6.5 MW facility, at 1.3 facility per IT 5 MW: 50 racks of the hall's 100: 50 x 7.68.
paper("firm capacity", 384, { sites: site("alpha", { power: "facility: 13 MW, ramp: [50 %], energized: 2026-Q1" }) });

// Racks at 50 a quarter, in a hall that stands; power from the third quarter on. By then 100 have been delivered: 0.1 x 3,312 = 331.2.
// Without deliveries before the first power, 25 racks in the mean of the third quarter and 75 in that of the fourth, 2,208 hours each, it would be 220.8.
test("racks that wait in a ready hall for the power: 331.2 M$", async () => {
  const found = await optimum(
    programmeOf({ supply: "2026-Q1: 50 racks, 2026-Q2: 50 racks, 2026-Q3: 50 racks, 2026-Q4: 50 racks", sites: site("alpha", { power: "facility: 26 MW, energized: 2026-Q3" }) }),
  );
  assert.ok(close(found, 331.2, 1e-6), `the planner says ${found}`);
});

// A hall takes 100 of 199 workers for a quarter, so that one is built at a time: five halls take the five quarters before the power, which comes in
// the last quarter (2,184 hours, half of them with racks): 5 x 0.1 x 1,092 = 546. Workers are not shared out in
// fractions of a crew: ceil(500 / 199) = 3 quarters ahead of the last start would leave four halls, 436.8.
test("crews that build one hall at a time, long before the power: 546 M$", async () => {
  const found = await optimum(
    programmeOf({
      workers: 199,
      quarters: 6,
      supply: "2027-Q2: 900 racks",
      sites: site("alpha", { halls: "buildings: { hall: 5 }, startsPerQuarter: 5", power: "facility: 65 MW, energized: 2027-Q2" }),
    }),
  );
  assert.ok(close(found, 546, 1e-6), `the planner says ${found}`);
});
