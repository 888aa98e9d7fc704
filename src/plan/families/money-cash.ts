// money.cash: is every quarter paid for?

import { cents, facilitiesOf, meanRunningMw, none, type Draft } from "../columns.ts";
import { sum, type Expression } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyCash: Family = {
  family: "money.cash",
  sentence: "Cash at the end of each quarter is at least the floor.",
  policy: true,
  formula: [
    {
      states: "cash[t] = cash[t-1] + sum over o of calls[o,t] + sum over l of (1 - upfront[l]) x draws[l,t] + income[t] + sales[t] - capex[t] - opex[t] - debtService[t]",
      each: "quarter",
    },
    { states: "cash[t] >= cashFloor", each: "quarter, as the column's lower bound" },
  ],
  meaning:
    "Every quarter is paid for: sources are uses, and cash does not fall below the floor that lenders ask for. The customer's business (its income, its clouds, its revenue shares) is another book and not in it.",
  asks: "any programme",
  limits: [{ text: "Within a quarter money comes in time: no weeks between bill and payment." }, { text: "Cash earns no interest." }],
  /** cash[t] = cash[t-1] + calls + (1 - fee) draws + income + sales - capex - opex - interest - repayments, M$. */
  build(draft) {
    const { model, study, money } = draft;
    const facilities = facilitiesOf(study);
    for (const [t, quarter] of study.names.entries()) {
      const balance = sum().add(money.cash[t]!, -1).add(money.capex[t]!, -1).add(money.opex[t]!, -1).merge(income(draft, t)).merge(sales(draft, t));
      if (t > 0) balance.add(money.cash[t - 1]!);
      for (const order of money.calls) balance.add(order[t]!);
      for (const [l, [, facility]] of facilities.entries()) {
        balance.add(money.draws[l]![t]!, 1 - facility.fee).add(money.repayments[l]![t]!, -1);
        if (t > 0) balance.add(money.debt[l]![t - 1]!, -facility.rate / 4);
      }
      model.equal("money.cash", [quarter], "M$", balance);
    }
  },
};

/** Capacity fees and leases that the company receives in quarter t, M$. */
export function income(draft: Draft, t: number): Expression {
  const { study, sites } = draft;
  const out = sum();
  for (const [s, site] of study.sites.entries()) {
    for (const { clause } of study.terms.fees(t)) {
      if (clause.sites && !clause.sites.includes(site.id)) continue;
      const perMw = (3 * clause.price) / 1e6;
      if (clause.on === "it-ready") out.add(sites[s]!.readyMw[t]!, perMw);
      else if (clause.on === "running") out.merge(meanRunningMw(draft, s, t), perMw);
      else out.merge(meanStandingMw(draft, s, t), perMw);
    }
    for (const { clause } of study.terms.leases(t))
      if (clause.site === site.id && clause.payee === study.programme.books.company) out.add(sites[s]!.readyMw[t]!, (3 * clause.price) / 1e6);
  }
  return out;
}

/** What racks sold in quarter t bring, M$. */
export function sales({ study, sites }: Draft, t: number): Expression {
  const out = sum();
  for (const [g, { resale }] of study.accelerators.entries())
    if (resale) for (const site of sites) for (const sale of site.retired[g]!) if (sale.t === t) out.add(sale.column, cents(resale.cents(sale.delivered, t)));
  return out;
}

function meanStandingMw({ study, sites }: Draft, s: number, t: number): Expression {
  const out = sum();
  for (const [g, { rackMw, id }] of study.accelerators.entries()) {
    const columns = sites[s]!.standing[g]!;
    if (columns[t] !== none) out.add(columns[t]!, rackMw / 2);
    if (t === 0) out.plus(((study.sites[s]!.racksBefore[id] ?? 0) * rackMw) / 2);
    else if (columns[t - 1] !== none) out.add(columns[t - 1]!, rackMw / 2);
  }
  return out;
}
