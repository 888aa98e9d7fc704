// Capacity fee: the customer pays the programme company for capacity by MW and month.

import { centsOf } from "../units/money.ts";
import { product, rational, sum } from "../units/rational.ts";
import { nothing, open, type Term } from "./term.ts";
import { dollars, listed, period, plain, quantity } from "./words.ts";

const rungs = { "it-ready": "ready for IT", racked: "racked", running: "running" } as const;

export const capacityFee: Term<"capacity-fee"> = {
  kind: "capacity-fee",
  says: (clause, named) =>
    `${named(clause.payer)} pays ${named(clause.payee)} ${dollars(clause.price)} a month for each IT MW ${rungs[clause.on]}${clause.sites ? ` at ${listed(clause.sites)}` : ""}${period(clause)}`,
  allows: open,
  demands: nothing,
  costs({ standing: { clause }, at }, measured) {
    const quantities = measured.capacity(clause.on, clause.sites, at);
    const mw = sum(...quantities.map(({ amount }) => amount));
    return [
      {
        payer: clause.payer,
        payee: clause.payee,
        account: "capacity-fee",
        cents: centsOf(product(mw, rational(3n), rational(clause.price))),
        rule: `${quantity(mw)} MW ${rungs[clause.on]} x 3 months x ${plain(clause.price)} $/MW-month`,
        quantities,
      },
    ];
  },
};
