// Revenue share: a share of revenue by marginal tiers, counted from the start of each period.

import type { ClauseOf } from "../programme/programme.ts";
import { yearOf } from "../units/calendar.ts";
import { centsOf } from "../units/money.ts";
import { difference, least, most, product, type Rational, rational, sum, zero } from "../units/rational.ts";
import { type Account, type Earning, type Measured, nothing, open, type Term } from "./term.ts";
import { dollars, exactDollars, listed, percent, period } from "./words.ts";

export const revenueShare: Term<"revenue-share"> = {
  kind: "revenue-share",
  says(clause, named) {
    const tiers = tiersOf(clause).map(({ from, share }) => `${percent(share)}${from > 0 ? ` above ${dollars(from)}` : ""}`);
    const classes = clause.classes ? ` from ${listed(clause.classes)}` : "";
    return `${named(clause.payer)} hands ${named(clause.payee)} ${listed(tiers)} of ${clause.base} revenue${classes}${clause.cloud ? ` on ${clause.cloud}` : ""}, counted by ${clause.per}${period(clause)}`;
  },
  allows: open,
  demands: nothing,
  /**
   * What is due on the period so far less what was due on it a quarter ago, each rounded once: the period's postings add up to its
   * rounded whole. An amendment counts from its own quarter on, at the place in the tiers that the period has reached; what came before stays.
   */
  costs(account, measured) {
    const { clause } = account.standing;
    const before = soFar(account, measured, account.at - 1);
    const now = soFar(account, measured, account.at);
    const parts = tiersOf(clause).map(({ share, amountOf }) => ({ share, amount: difference(amountOf(now.base), amountOf(before.base)) }));
    const sums = parts.filter(({ amount }) => amount.over !== 0n).map(({ share, amount }) => `${exactDollars(amount)} x ${percent(share)}`);
    return [
      {
        payer: clause.payer,
        payee: clause.payee,
        account: "revenue-share",
        cents: centsOf(now.due) - centsOf(before.due),
        rule: `${clause.base} revenue of the ${clause.per} from ${exactDollars(before.base)} to ${exactDollars(now.base)}: ${sums.join(" + ") || "nothing due"}`,
        quantities: counted(clause, measured, account.at).map(({ hours }) => hours),
      },
    ];
  },
};

/**
 * What the tiers of a clause make of a revenue of one period, over that revenue.
 * @param usd revenue of the period; without any above nothing, the rate is 0
 */
export function effectiveShare(clause: ClauseOf<"revenue-share">, usd: number): number {
  if (usd <= 0) return 0;
  const due = tiersOf(clause).reduce((sum, { share, next, from }) => sum + share * Math.max(0, Math.min(usd, next) - from), 0);
  return due / usd;
}

/** Tiers from the lowest up, each with the part of a revenue that lies in it. */
function tiersOf({ tiers }: ClauseOf<"revenue-share">) {
  const sorted = tiers.toSorted((one, other) => one.from - other.from);
  return sorted.map(({ from, share }, position) => {
    const next = sorted[position + 1];
    const amountOf = (revenue: Rational): Rational => difference(most(next ? least(revenue, rational(next.from)) : revenue, rational(from)), rational(from));
    return { from: from as number, next: (next?.from as number | undefined) ?? Infinity, share: share as number, amountOf };
  });
}

/** Revenue that counts in the period up to quarter `to`, and what is due on it under the terms of each quarter. */
function soFar(account: Account<"revenue-share">, measured: Measured, to: number): { base: Rational; due: Rational } {
  const { per } = account.standing.clause;
  const quarter = measured.quarters[account.at]!;
  let [base, due] = [zero, zero];
  for (let t = 0; t <= to; t++) {
    const standing = account.wording(t);
    const inPeriod = per === "quarter" ? t === account.at : yearOf(measured.quarters[t]!) === yearOf(quarter);
    if (!standing || !inPeriod) continue;
    const reached = sum(base, revenue(standing.clause, measured, t));
    for (const { share, amountOf } of tiersOf(standing.clause)) due = sum(due, product(rational(share), difference(amountOf(reached), amountOf(base))));
    base = reached;
  }
  return { base, due };
}

function revenue(clause: ClauseOf<"revenue-share">, measured: Measured, t: number): Rational {
  return sum(...counted(clause, measured, t).map(({ earned, cloudCost }) => (clause.base === "gross" ? earned : difference(earned, cloudCost))));
}

function counted({ classes, cloud }: ClauseOf<"revenue-share">, measured: Measured, t: number): Earning[] {
  return measured.earnings(t).filter((earning) => (!classes || classes.includes(earning.workClass)) && (cloud === undefined || cloud === earning.cloud));
}
