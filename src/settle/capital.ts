// What do investors and lenders put in and get back? From the plan: calls, draws, fees, interest, repayments.

import { amount as inDollars, dollars, percent } from "../agreements/words.ts";
import { dollarsOf } from "../units/money.ts";
import type { Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import type { Quarter } from "../units/brand.ts";
import type { Flow } from "./ledger.ts";

/** Capital flows of quarter `t`; none of 0. */
export function capitalFlows(programme: Programme, plan: Plan, quarter: Quarter, t: number): Flow[] {
  return [...calls(programme, plan, quarter, t), ...loans(programme, plan, quarter, t)].filter(({ cents }) => cents !== 0n);
}

function calls(programme: Programme, plan: Plan, quarter: Quarter, t: number): Flow[] {
  const { company } = programme.books;
  return Object.entries(programme.capital.equity).map(([investor, terms]) => {
    const amount = planned(plan.decisions.calls[investor], t, `decisions.calls.${investor}`);
    return {
      quarter,
      key: `call:${investor}`,
      clause: "capital",
      payer: investor,
      payee: company,
      cents: amount.cents,
      says: `Capital call on ${nameOf(programme, investor)}, order ${terms.order}, commitment ${dollars(terms.commitment)}${terms.unsigned ? "; no one has signed for it" : ""}.`,
      rule: "as planned",
      quantities: [amount.measurement],
      payerAccount: `asset:investment-in-${company}`,
      payeeAccount: `equity:${investor}`,
    };
  });
}

function loans(programme: Programme, plan: Plan, quarter: Quarter, t: number): Flow[] {
  const { company } = programme.books;
  const { money } = plan.derived;
  return Object.entries(programme.capital.debt).flatMap(([id, { lender, rate, fee, limit, tenor }]): Flow[] => {
    const terms = `${id}: ${nameOf(programme, lender)} lends ${nameOf(programme, company)} up to ${dollars(limit)} at ${percent(rate)} a year for ${tenor} years, fee ${percent(fee)} of each draw.`;
    const draw = planned(plan.decisions.draws[id], t, `decisions.draws.${id}`);
    const repaid = planned(plan.decisions.repayments[id], t, `decisions.repayments.${id}`);
    const interest = planned(money.interest[id], t, `derived.money.interest.${id}`);
    const fees = planned(money.fees[id], t, `derived.money.fees.${id}`);
    const debt = planned(money.debt[id], t - 1, `derived.money.debt.${id}`);
    const flow = { quarter, clause: "capital" };
    return [
      {
        ...flow,
        key: `draw:${id}`,
        says: `Draw under ${terms}`,
        payer: lender,
        payee: company,
        cents: draw.cents,
        rule: "as planned",
        quantities: [draw.measurement],
        payerAccount: `asset:loan-${id}`,
        payeeAccount: `liability:${id}`,
      },
      {
        ...flow,
        key: `fee:${id}`,
        says: `Fee under ${terms}`,
        payer: company,
        payee: lender,
        cents: fees.cents,
        rule: `${percent(fee)} of the draw of ${inDollars(draw.cents)}`,
        quantities: [fees.measurement, draw.measurement],
        payerAccount: "expense:financing-fee",
        payeeAccount: "income:financing-fee",
      },
      {
        ...flow,
        key: `interest:${id}`,
        says: `Interest under ${terms}`,
        payer: company,
        payee: lender,
        cents: interest.cents,
        rule: `${percent(rate)} / 4 of the debt of ${inDollars(debt.cents)} at the quarter's start`,
        quantities: [interest.measurement, ...(t > 0 ? [debt.measurement] : [])],
        payerAccount: "expense:interest",
        payeeAccount: "income:interest",
      },
      {
        ...flow,
        key: `repayment:${id}`,
        says: `Repayment under ${terms}`,
        payer: company,
        payee: lender,
        cents: repaid.cents,
        rule: "as planned",
        quantities: [repaid.measurement],
        payerAccount: `liability:${id}`,
        payeeAccount: `asset:loan-${id}`,
      },
    ];
  });
}

/** One amount of the plan in whole cents with its path. */
export function planned(cents: readonly number[] | undefined, t: number, path: string) {
  const amount = BigInt(cents?.[t] ?? 0);
  return { cents: amount, measurement: { amount: dollarsOf(amount), unit: "$", of: "planned", address: `plan:${path}.${t}` } };
}

export function nameOf(programme: Programme, party: string): string {
  return programme.parties[party]?.name ?? party;
}
