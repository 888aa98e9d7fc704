// What does each party receive and pay in a quarter, line by line?

import type { Programme } from "../programme/programme.ts";
import type { Day, Quarter } from "../units/brand.ts";
import { formatMoney, parseMoney } from "../units/money.ts";
import { cash, unnamed } from "./ledger.ts";
import type { Statement, StatementLine, Transaction } from "./settle.ts";

/** One statement for each party with a line in the quarter, parties sorted by id. Each line is the party's cash in one transaction. */
export function statementsOf(programme: Programme, ledger: readonly Transaction[], quarters: readonly Quarter[], asOf: Day): Statement[] {
  return quarters.flatMap((quarter) => {
    const entries = ledger.filter((entry) => entry.quarter === quarter);
    const parties = [...new Set(entries.flatMap(({ legs }) => legs.map(({ party }) => party)))].toSorted();
    return parties.map((party) => statement(programme, party, quarter, asOf, entries));
  });
}

function statement(programme: Programme, party: string, quarter: Quarter, asOf: Day, entries: readonly Transaction[]): Statement {
  const lines = entries.filter(({ legs }) => legs.some((leg) => leg.party === party)).map((entry) => lineOf(entry, party));
  const amounts = lines.map(({ amount }) => parseMoney(amount));
  const total = (some: readonly bigint[]) => some.reduce((sum, cents) => sum + cents, 0n);
  return {
    party,
    name: partyName(programme, party),
    quarter,
    asOf,
    lines,
    received: formatMoney(total(amounts.filter((cents) => cents > 0n))),
    paid: formatMoney(-total(amounts.filter((cents) => cents < 0n))),
    net: formatMoney(total(amounts)),
  };
}

function lineOf({ id, clause, says, rule, legs }: Transaction, party: string): StatementLine {
  const cents = legs.filter((leg) => leg.party === party && leg.account === cash).reduce((sum, { amount }) => sum + parseMoney(amount), 0n);
  return { transaction: id, clause, says, counterparty: legs.find((leg) => leg.party !== party)?.party ?? party, rule, amount: formatMoney(cents) };
}

/** A party's name; one that the programme does not name is declared as such. */
export function partyName(programme: Programme, party: string): string {
  return programme.parties[party]?.name ?? `${unnamed[party] ?? party} (not named in the programme)`;
}
