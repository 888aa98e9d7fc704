// Capacity reservation: a provider keeps compute on a cloud for a party, paid for used or not; use within it is not billed again.

import { centsOf } from "../units/money.ts";
import { product, rational } from "../units/rational.ts";
import { nothing, open, type Term } from "./term.ts";
import { period, plain, quantity } from "./words.ts";

export const capacityReservation: Term<"capacity-reservation"> = {
  kind: "capacity-reservation",
  says: (clause, named) =>
    `${named(clause.provider)} keeps ${plain(clause.amount)} H100e on ${clause.cloud} for ${named(clause.holder)} at ${plain(clause.price)} $/H100e-hour, used or not${period(clause)}`,
  allows: open,
  demands: nothing,
  costs({ standing: { id, clause }, at }, measured) {
    const hours = measured.hours(at);
    const reserved = { amount: rational(clause.amount), unit: "H100e", of: `reserved on ${clause.cloud}`, address: `programme:agreements.${id}.amount` };
    return [
      {
        payer: clause.holder,
        payee: clause.provider,
        account: "capacity-reservation",
        cents: centsOf(product(reserved.amount, hours.amount, rational(clause.price))),
        rule: `${quantity(reserved.amount)} H100e x ${quantity(hours.amount)} h x ${plain(clause.price)} $/H100e-hour`,
        quantities: [reserved, hours],
      },
    ];
  },
};
