// Power purchase: energy at a site up to a quantity at a fixed price, wherever that is below the tariff's.

import { centsOf } from "../units/money.ts";
import { product, rational } from "../units/rational.ts";
import { nothing, open, type Term } from "./term.ts";
import { period, plain, quantity } from "./words.ts";

export const powerPurchase: Term<"power-purchase"> = {
  kind: "power-purchase",
  says: (clause, named) =>
    `${named(clause.payer)} buys energy for ${clause.site} from ${named(clause.payee)} at ${plain(clause.price)} $/MWh, up to ${plain(clause.facility)} MW facility power${period(clause)}`,
  allows: open,
  demands: nothing,
  costs({ standing: { id, clause }, at }, measured) {
    const energy = measured.purchased(id, at);
    return [
      {
        payer: clause.payer,
        payee: clause.payee,
        account: "energy",
        cents: centsOf(product(energy.amount, rational(clause.price))),
        rule: `${quantity(energy.amount)} MWh x ${plain(clause.price)} $/MWh`,
        quantities: [energy],
      },
    ];
  },
};
