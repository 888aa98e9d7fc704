// A small programme with a clause of every kind, and records and plans made by hand for it.

import { load } from "../src/programme/load.ts";
import type { ResolvedProgramme } from "../src/programme/programme.ts";
import type { Plan } from "../src/plan/plan.ts";
import { hourly, type RunRecord, siteQuarters, type Summary, type TableShape, workQuarters } from "../src/record/record.ts";
import { tableOf } from "../src/record/table.ts";

const text = `
gigasite: 1
programme: settlement case
known: 2026-01-01
calendar: { from: 2026-Q1, quarters: 8 }
dollars: { year: 2025, energyEscalation: 0 %/yr, costEscalation: 2.5 %/yr }
discount: 10 %/yr
books: { company: builder, customer: lab }
parties:
  builder: { name: Builder, roles: [build, operate] }
  fund: { name: Fund, roles: [investor] }
  to-be-raised: { name: to be raised, roles: [investor] }
  bank: { name: Bank, roles: [lender] }
  lab: { name: Lab, roles: [customer] }
  azure: { name: Azure, roles: [cloud] }
  elsewhere: { name: Elsewhere, roles: [cloud] }
  landlord: { name: Landlord, roles: [build] }
  wind: { name: Wind Farm, roles: [utility] }
capital:
  budget: $10B
  cashFloor: $1M
  equity:
    fund: { commitment: $5B }
    to-be-raised: { commitment: $5B, order: 2, unsigned: true }
  debt:
    loan: { lender: bank, limit: $3B, rate: 8 %/yr, fee: 1 %, tenor: 5 yr, loanToCost: 65 %, ltv: 60 %, tested: 2027-Q1 }
catalogue:
  clouds:
    azure: { party: azure, price: { 2026-Q1: 2.00 $/H100e-hour, 2027-Q1: 1.75 $/H100e-hour }, most: { 2026-Q1: 9000 H100e }, existing: true }
    elsewhere: { party: elsewhere, price: { 2026-Q1: 2.20 $/H100e-hour }, most: { 2026-Q1: 9000 H100e } }
  recovery: { detect: 2 min, restart: 3 min, stall: 0.5 min, spares: 2 % }
  chain: { transformer: 99 %, ups: 97 %, distribution: 99 %, house: 1 % }
  operations: { loadFactor: 88 %, goodput: 93 %, facility: 0.3 M$/MW-yr, itMaintenance: 2 %/yr, insurance: 0.5 %/yr, powerPayments: 4 quarters, gridLife: 20 yr }
sites:
  north: &site
    name: Prairie
    at: [35, -101]
    state: TX
    authority: SPP
    status: announced
    buildings: {}
    power: {}
    designFacilityRatio: 1.25
    climate: amarillo-tx
    tariff: { energy: 52 $/MWh, delivery: 9 $/MWh, demand: 4000 $/MW-month }
    carbon: { table: erco, yearly: 397 g/kWh }
  south: *site
workloads:
  aurora: { kind: training, compute: 6e25 FLOP, precision: fp8, mfu: 30 %, between: [2027-Q1, 2027-Q3] }
  chat: { kind: inference, class: chat, demand: { 2026-Q1: 1000 H100e }, earns: { 2026-Q1: 3.10 $/H100e-hour, 2027-Q1: 2.95 $/H100e-hour } }
  api: { kind: inference, class: api, demand: { 2026-Q1: 1000 H100e }, earns: { 2026-Q1: 3.40 $/H100e-hour } }
  sovereign: { kind: inference, class: api, demand: { 2026-Q1: 1000 H100e }, earns: { 2026-Q1: 4 $/H100e-hour } }
  research: { kind: best-effort, worth: 80 % }
events: { agi: null, merger: 2027-02-10 }
objective: { kind: worth, value: { 2026-Q1: 2 $/H100e-hour } }
agreements:
`;

/** Clauses of every kind, one line each. */
export const everyKind = `
  api-on-azure: { kind: exclusivity, class: api, provider: azure, except: [sovereign], from: 2026-01-01, until: 2030-12-31, event: agi }
  refusal: { kind: first-refusal, holder: azure, grantor: lab, over: 5 MW, answerDays: 45, delay: 2 quarters, from: 2026-01-01, event: merger }
  spend: { kind: take-or-pay, payer: lab, payee: azure, cloud: azure, spend: { 2026: $60M, 2027: $90M }, carryForward: 10 %, from: 2026-01-01, until: 2028-12-31 }
  share: { kind: revenue-share, payer: lab, payee: azure, base: gross, tiers: [{ from: $0, share: 20 % }, { from: $50M, share: 15 % }], from: 2026-01-01 }
  share-2027: { supersedes: share, tiers: [{ from: $0, share: 18 % }, { from: $50M, share: 12 % }], from: 2027-07-01, known: 2026-11-10 }
  resale: { kind: revenue-share, payer: azure, payee: lab, base: net, classes: [api], cloud: azure, tiers: [{ from: $0, share: 30 % }], per: quarter, from: 2026-01-01 }
  weights: { kind: ip-access, holder: azure, grantor: lab, of: [models, products], may: [use, host], from: 2026-01-01 }
  reserved: { kind: capacity-reservation, holder: lab, provider: azure, cloud: azure, amount: 1000 H100e, price: 1.60 $/H100e-hour, from: 2026-04-01 }
  capacity: { kind: capacity-fee, payer: lab, payee: builder, price: 0.95 M$/MW-month, on: running, from: 2026-04-01 }
  halls: { kind: lease, payer: builder, payee: landlord, site: south, price: 0.1 M$/MW-month, from: 2026-01-01 }
  ppa: { kind: power-purchase, payer: builder, payee: wind, site: north, facility: 30 MW, price: 45 $/MWh, from: 2026-01-01 }
  cap: { kind: power-cap, site: north, facility: 80 MW, from: 2026-07-01, until: 2027-06-30 }
  available: { kind: sla, provider: builder, customer: lab, floor: 97 %, creditPerPoint: 2.5 %, fee: capacity, from: 2026-01-01 }
`;

/** The case with these clauses. */
export function caseWith(clauses: string, replace: readonly (readonly [string, string])[] = []): ResolvedProgramme {
  const whole = replace.reduce((all, [from, to]) => all.replace(from, to), `${text}${clauses.trim() === "" ? "  {}" : clauses}`);
  const loaded = load("case.yaml", () => whole, "{}");
  if (!loaded.ok) throw new Error(loaded.problems.map(({ position, path, message }) => `${position.line}: ${path}: ${message}`).join("\n"));
  return loaded;
}

type RowOf = Readonly<Record<string, string | number>>;

/** A record with these rows; columns that are left out are 0. */
export function recordOf({
  sites = [],
  work = [],
  hours = [],
}: {
  readonly sites?: readonly RowOf[];
  readonly work?: readonly RowOf[];
  readonly hours?: readonly RowOf[];
}): RunRecord {
  const table = (shape: TableShape, rows: readonly RowOf[]) =>
    tableOf(
      shape,
      rows.map((row) => shape.columns.map(({ name, type }) => row[name] ?? (type === "text" ? "" : 0))),
    );
  return { tables: { "site-quarters": table(siteQuarters, sites), "work-quarters": table(workQuarters, work), hourly: table(hourly, hours) }, summary: {} as Summary };
}

/** A plan with these amounts in cents; what is left out is not there. */
export function planOf({ calls = {}, draws = {}, repayments = {}, money = {} }: { calls?: object; draws?: object; repayments?: object; money?: object }): Plan {
  return {
    decisions: { sites: {}, clouds: {}, notices: [], campus: {}, calls, draws, repayments },
    derived: { money: { capex: {}, opex: {}, income: {}, interest: {}, fees: {}, debt: {}, ...money } },
  } as unknown as Plan;
}
