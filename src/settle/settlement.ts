// Who owes whom? From the record, the plan and the clauses known on a day: ledger, statements, sources and uses.

import { amount } from "../agreements/words.ts";
import type { Plan } from "../plan/plan.ts";
import type { Programme, ResolvedProgramme } from "../programme/programme.ts";
import type { RunRecord } from "../record/record.ts";
import type { Day } from "../units/brand.ts";
import { lastDay, quarterAt, quartersOf } from "../units/calendar.ts";
import { centsOf, dollarsOf } from "../units/money.ts";
import { rational } from "../units/rational.ts";
import { capitalFlows, nameOf } from "./capital.ts";
import { type Flow, transaction } from "./ledger.ts";
import { booksOf } from "./measured.ts";
import { obligationFlows } from "./obligations.ts";
import type { Settlement } from "./settle.ts";
import { type CashPosition, cashPositions, sourcesAndUses, stocks } from "./sources-and-uses.ts";
import { spendingFlows } from "./spending.ts";
import { statementsOf } from "./statement.ts";
import { tradingFlows } from "./trading.ts";

/**
 * Settles the quarters that had ended by `asOf`, with the clauses known then (law 12).
 * @param asOf the calendar's last day when absent
 * @throws RangeError when the record is not one of this programme
 */
export function settle(
  { programme }: ResolvedProgramme,
  plan: Plan,
  record: RunRecord,
  asOf: Day = lastDay(quarterAt(programme.calendar, programme.calendar.quarters - 1)),
): Settlement {
  const quarters = quartersOf(programme.calendar).filter((quarter) => lastDay(quarter) <= asOf);
  const books = booksOf(programme, record, quarters, asOf);
  const flows = quarters.flatMap((quarter, t) => [
    ...capitalFlows(programme, plan, quarter, t),
    ...spendingFlows(books, plan, t),
    ...tradingFlows(books, t),
    ...obligationFlows(books, t),
  ]);
  const floor = centsOf(rational(programme.capital.cashFloor ?? 0));
  const { company } = programme.books;
  const positions = cashPositions(flows.map(transaction), company, quarters, floor);
  const ledger = quarters.flatMap((quarter, t) => [...flows.filter((flow) => flow.quarter === quarter), ...shortfallMemo(programme, positions[t]!, t, floor)].map(transaction));
  return {
    programme: programme.programme,
    asOf,
    ledger,
    statements: statementsOf(programme, ledger, quarters, asOf),
    sourcesAndUses: sourcesAndUses(ledger, company, positions),
  };
}

/** Says that cash is under its floor: nothing is booked, for no one has given the money. */
function shortfallMemo(programme: Programme, { quarter, cash, shortfall }: CashPosition, t: number, floor: bigint): Flow[] {
  if (shortfall === 0n) return [];
  const { company } = programme.books;
  return [
    {
      quarter,
      key: "cash-shortfall",
      clause: "capital",
      payer: company,
      payee: company,
      cents: 0n,
      payerAccount: "asset:cash-shortfall",
      payeeAccount: "asset:cash-shortfall",
      says: `Cash shortfall: ${nameOf(programme, company)} lacks ${amount(shortfall)} to its cash floor of ${amount(floor)}; no one has given it.`,
      rule: `floor ${amount(floor)} - cash ${amount(cash)}`,
      quantities: [{ amount: dollarsOf(shortfall), unit: "$", of: stocks.shortfall, address: `ledger:sourcesAndUses.${t}.sources.${stocks.shortfall}` }],
    },
  ];
}
