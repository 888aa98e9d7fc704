// Lease: the lessee pays the lessor for a site's halls, by IT-ready MW and month.

import { centsOf } from "../units/money.ts";
import { product, rational, sum } from "../units/rational.ts";
import { nothing, open, type Term } from "./term.ts";
import { dollars, period, plain, quantity } from "./words.ts";

export const lease: Term<"lease"> = {
  kind: "lease",
  says: (clause, named) => `${named(clause.payer)} pays ${named(clause.payee)} ${dollars(clause.price)} a month for each IT MW ready at ${clause.site}${period(clause)}`,
  allows: open,
  demands: nothing,
  costs({ standing: { clause }, at }, measured) {
    const quantities = measured.capacity("it-ready", [clause.site], at);
    const mw = sum(...quantities.map(({ amount }) => amount));
    return [
      {
        payer: clause.payer,
        payee: clause.payee,
        account: "lease",
        cents: centsOf(product(mw, rational(3n), rational(clause.price))),
        rule: `${quantity(mw)} MW ready at ${clause.site} x 3 months x ${plain(clause.price)} $/MW-month`,
        quantities,
      },
    ];
  },
};
