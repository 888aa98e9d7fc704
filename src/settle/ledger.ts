// How does one flow of money become a balanced transaction in both parties' books?

import type { Measurement } from "../agreements/term.ts";
import type { Quarter } from "../units/brand.ts";
import { lastDay } from "../units/calendar.ts";
import { formatMoney } from "../units/money.ts";
import { exactText } from "../units/rational.ts";
import type { Leg, Transaction } from "./settle.ts";

/** Money that goes from a payer to a payee. Each books it in full in its own book, against its cash. */
export interface Flow {
  readonly quarter: Quarter;
  /** Unique in the quarter. */
  readonly key: string;
  /** Clause id, or `capital`, `plan`, `tariff`. */
  readonly clause: string;
  readonly says: string;
  readonly rule: string;
  readonly quantities: readonly Measurement[];
  readonly payer: string;
  readonly payee: string;
  /** Whole cents; 0 for a memo, negative where money comes back. */
  readonly cents: bigint;
  /** What the payer has for it: `expense:energy`, `asset:power`. */
  readonly payerAccount: string;
  /** What it is for the payee: `income:energy`, `equity:harbour`. */
  readonly payeeAccount: string;
}

export const cash = "asset:cash";

/** Parties that the programme need not name; they stand for whoever it is. */
export const unnamed: Readonly<Record<string, string>> = {
  suppliers: "suppliers of works, equipment, fuel and services",
  utilities: "utilities",
  buyers: "buyers of used racks",
  "end-users": "end users",
};

/** Dated on the quarter's last day: what falls due in a quarter is paid in it. */
export function transaction({ quarter, key, clause, says, rule, quantities, payer, payee, cents, payerAccount, payeeAccount }: Flow): Transaction {
  const leg = (party: string, account: string, amount: bigint): Leg => ({ party, account, currency: "USD", amount: formatMoney(amount) });
  return {
    id: `${quarter}:${key}`,
    date: lastDay(quarter),
    quarter,
    clause,
    says,
    quantities: quantities.map(({ amount, unit, of, address }) => ({ amount: exactText(amount), unit, of, address })),
    rule,
    legs: [leg(payer, payerAccount, cents), leg(payer, cash, -cents), leg(payee, cash, cents), leg(payee, payeeAccount, -cents)],
  };
}

export function cloudUseId(quarter: Quarter, cloud: string, payer: string): string {
  return `${quarter}:${cloudUseKey(cloud, payer)}`;
}

export function cloudUseKey(cloud: string, payer: string): string {
  return `cloud-use:${cloud}:${payer}`;
}
