// Take-or-pay: spend a minimum with a cloud each year, or pay what is missing; part of an overspend counts for the next year.

import { ofYear } from "../programme/series.ts";
import type { USD } from "../units/brand.ts";
import { quartersOf, yearOf } from "../units/calendar.ts";
import { centsOf } from "../units/money.ts";
import { floor, product, rational } from "../units/rational.ts";
import { type Account, type Charge, type Measured, type Measurement, open, type Term } from "./term.ts";
import { amount, dollars, listed, percent, period } from "./words.ts";

export const takeOrPay: Term<"take-or-pay"> = {
  kind: "take-or-pay",
  says(clause, named) {
    const spend = Object.entries(clause.spend).map(([when, usd]) => `${dollars(usd)}${when === "always" ? " a year" : ` in ${when}`}`);
    const carry = clause.carryForward ? `; overspend up to ${percent(clause.carryForward)} of a year's commitment counts for the next` : "";
    return `${named(clause.payer)} spends at least ${listed(spend)} with ${named(clause.payee)} on ${clause.cloud}, or pays what is missing${carry}${period(clause)}`;
  },
  allows: open,
  demands: ({ id, clause }, { calendar }) =>
    [...new Set(quartersOf(calendar).map(yearOf))]
      .map((year) => ({ demand: "spend" as const, clause: id, cloud: clause.cloud, year, usd: ofYear(clause.spend, year) as USD, carryForward: clause.carryForward ?? 0 }))
      .filter(({ usd }) => usd > 0),
  /** A memo of the year so far in every quarter; in the year's last quarter the shortfall itself. */
  costs(account, measured) {
    const { clause } = account.standing;
    const year = yearOf(measured.quarters[account.at]!);
    const now = yearTo(account, measured, account.at, carriedInto(account, measured, year));
    const count = `${amount(now.spent)} spent + ${amount(now.carried)} carried over, of ${amount(now.committed)} committed for ${year}`;
    const missing = now.committed - now.spent - now.carried;
    const charge = (cents: bigint, end: string): Charge[] => [
      { payer: clause.payer, payee: clause.payee, account: "take-or-pay-shortfall", cents, rule: `${count}${end}`, quantities: now.bills },
    ];
    if (!account.ends && !measured.quarters[account.at]!.endsWith("Q4")) return charge(0n, missing > 0n ? `; ${amount(missing)} to go` : "; met");
    return missing > 0n ? charge(missing, `; ${amount(missing)} missing`) : charge(0n, `; met, ${amount(carriedOn(clause, now))} carried on`);
  },
};

interface YearSoFar {
  readonly committed: bigint;
  readonly spent: bigint;
  readonly carried: bigint;
  readonly bills: readonly Measurement[];
}

/** The year of quarter `at` up to it, under the terms in force then. Spend counts in the quarters in which the agreement is in force. */
function yearTo(account: Account<"take-or-pay">, measured: Measured, at: number, carried: bigint): YearSoFar {
  const { clause } = account.wording(at)!;
  const year = yearOf(measured.quarters[at]!);
  const bound = [...measured.quarters.keys()].filter((t) => t <= at && yearOf(measured.quarters[t]!) === year && account.wording(t));
  const bills = bound.map((t) => measured.billed(clause.payer, clause.cloud, t));
  return { committed: centsOf(rational(ofYear(clause.spend, year))), spent: bills.reduce((sum, { cents }) => sum + cents, 0n), carried, bills: bills.map(({ from }) => from) };
}

/** What the years before carry into this one; a year out of force carries nothing. */
function carriedInto(account: Account<"take-or-pay">, measured: Measured, year: number): bigint {
  let carried = 0n;
  for (let before = yearOf(measured.quarters[0]!); before < year; before++) {
    const last = measured.quarters.findLastIndex((quarter, t) => yearOf(quarter) === before && account.wording(t) !== undefined);
    carried = last === -1 ? 0n : carriedOn(account.wording(last)!.clause, yearTo(account, measured, last, carried));
  }
  return carried;
}

function carriedOn({ carryForward }: { carryForward?: number | undefined }, { committed, spent, carried }: YearSoFar): bigint {
  const over = spent + carried - committed;
  const most = floor(product(rational(committed), rational(carryForward ?? 0)));
  return over <= 0n ? 0n : over < most ? over : most;
}
