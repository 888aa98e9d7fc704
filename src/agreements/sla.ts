// SLA: availability below a floor gives the customer a credit on its capacity fee.

import { multiply } from "../units/money.ts";
import { difference, floor, least, product, quotient, type Rational, rational, sum } from "../units/rational.ts";
import type { ClauseOf } from "../programme/programme.ts";
import type { Standing } from "./in-force.ts";
import { nothing, open, type Term } from "./term.ts";
import { amount, percent, period, quantity } from "./words.ts";

const one = rational(1n);

export const sla: Term<"sla"> = {
  kind: "sla",
  says: (clause, named) =>
    `${named(clause.provider)} credits ${named(clause.customer)} ${percent(clause.creditPerPoint)} of the fee under ${clause.fee} for each full point by which running over racked capacity falls below ${percent(clause.floor)}${period(clause)}`,
  allows: open,
  demands: nothing,
  /** Availability is running over racked MW of the sites that the fee covers; without racks there is nothing to be available. */
  costs({ standing: { clause }, at }, measured) {
    const fee = measured.charged(clause.fee, at);
    const sites = fee && (fee.standing as Standing<"capacity-fee">).clause.sites;
    const running = measured.capacity("running", sites, at);
    const racked = measured.capacity("racked", sites, at);
    const total = (list: typeof running): Rational => sum(...list.map(({ amount }) => amount));
    if (!fee || total(racked).over === 0n) return [];
    const availability = quotient(total(running), total(racked));
    const points = pointsBelow(clause, availability);
    const rate = least(product(rational(points), rational(clause.creditPerPoint)), one);
    return [
      {
        payer: clause.provider,
        payee: clause.customer,
        account: "sla-credit",
        cents: multiply(fee.cents, rate),
        rule: `${quantity(total(running))} of ${quantity(total(racked))} MW ran, ${points} full points below ${percent(clause.floor)}: ${points} x ${percent(clause.creditPerPoint)} of ${amount(fee.cents)}`,
        quantities: [...running, ...racked],
      },
    ];
  },
};

function pointsBelow({ floor: least }: ClauseOf<"sla">, availability: Rational): bigint {
  const points = floor(product(difference(rational(least), availability), rational(100n)));
  return points > 0n ? points : 0n;
}
