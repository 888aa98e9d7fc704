// What is a ledger and a statement? Exact, per party, each line with its way back to clause and quantities.

import type { Day, Quarter } from "../units/brand.ts";

/** One leg in one party's own book; signed decimal dollars with two places; debits positive. */
export interface Leg {
  readonly party: string;
  /** `kind:detail`, kinds asset, liability, equity, income, expense. */
  readonly account: string;
  readonly currency: "USD";
  readonly amount: string;
}

/** The quantity behind a posting. */
export interface Quantity {
  readonly amount: string;
  readonly unit: string;
  /** What it is: "useful compute on azure, api". */
  readonly of: string;
  /** Where the figure stands: `record:site-quarters[site=a,quarter=2027-Q2].runningMw`, `plan:decisions.calls.fund.3`, `programme:catalogue.clouds.azure.price`, `ledger:` and an entry, `calendar:` and a quarter. */
  readonly address: string;
}

/** One event: its legs sum to zero in each party's book. */
export interface Transaction {
  readonly id: string;
  readonly date: Day;
  readonly quarter: Quarter;
  /** Clause id, or `capital`, `plan`, `tariff` for what has no clause. */
  readonly clause: string;
  readonly says: string;
  readonly quantities: readonly Quantity[];
  /** The arithmetic in words: "1,234,567 H100e-hour x 2.00 $/H100e-hour". */
  readonly rule: string;
  readonly legs: readonly Leg[];
}

export interface StatementLine {
  readonly transaction: string;
  readonly clause: string;
  readonly says: string;
  readonly counterparty: string;
  readonly rule: string;
  /** Signed: positive is received, negative is paid. */
  readonly amount: string;
}

export interface Statement {
  readonly party: string;
  readonly name: string;
  readonly quarter: Quarter;
  readonly asOf: Day;
  readonly lines: readonly StatementLine[];
  readonly received: string;
  readonly paid: string;
  readonly net: string;
}

export interface SourcesAndUses {
  readonly quarter: Quarter;
  readonly sources: Readonly<Record<string, string>>;
  readonly uses: Readonly<Record<string, string>>;
  readonly total: string;
}

export interface Settlement {
  readonly programme: string;
  readonly asOf: Day;
  readonly ledger: readonly Transaction[];
  readonly statements: readonly Statement[];
  readonly sourcesAndUses: readonly SourcesAndUses[];
}
