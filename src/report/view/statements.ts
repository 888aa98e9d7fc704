// Who owes whom, line by line, with each line's way back; the ledger stands once and the lines point into it.

import type { Settlement } from "../../settle/settle.ts";

/** `[id, date, clause, says, rule, quantities]`, a quantity being `[amount, unit, of, address]`. */
export type EntryView = readonly [string, string, string, string, string, readonly (readonly [string, string, string, string])[]];

export interface StatementView {
  readonly party: string;
  readonly name: string;
  readonly quarter: string;
  /** `[position in the ledger, counterparty, amount, own rule or empty]`. */
  readonly lines: readonly (readonly [number, string, string, string])[];
  readonly received: string;
  readonly paid: string;
  readonly net: string;
}

export interface StatementsView {
  readonly asOf: string;
  readonly ledger: readonly EntryView[];
  readonly statements: readonly StatementView[];
}

export function statementsView(settlement: Settlement): StatementsView {
  const position = new Map(settlement.ledger.map((entry, index) => [entry.id, index]));
  return {
    asOf: settlement.asOf,
    ledger: settlement.ledger.map((entry): EntryView => [
      entry.id,
      entry.date,
      entry.clause,
      entry.says,
      entry.rule,
      entry.quantities.map((quantity) => [quantity.amount, quantity.unit, quantity.of, quantity.address] as const),
    ]),
    statements: settlement.statements.map((statement) => ({
      party: statement.party,
      name: statement.name,
      quarter: statement.quarter,
      lines: statement.lines.map((line) => {
        const at = position.get(line.transaction) ?? -1;
        return [at, line.counterparty, line.amount, at >= 0 && settlement.ledger[at]!.rule === line.rule ? "" : line.rule] as const;
      }),
      received: statement.received,
      paid: statement.paid,
      net: statement.net,
    })),
  };
}
