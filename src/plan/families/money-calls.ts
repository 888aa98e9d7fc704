// money.calls: what may be called from whom?

import { moneyMargin, ordersOf } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyCalls: Family = {
  family: "money.calls",
  sentence: "Calls of one order are pro rata to commitments, after the notice, within quarterly, yearly and total limits.",
  policy: true,
  /** One call a quarter for each order; each investor's share of it within that investor's limits. */
  build({ model, study, money }) {
    const { equity } = study.programme.capital;
    for (const [o, order] of ordersOf(equity).entries()) {
      const members = Object.entries(equity).filter(([, terms]) => terms.order === order);
      const committed = members.reduce((total, [, terms]) => total + terms.commitment, 0);
      const total = sum();
      for (const column of money.calls[o]!) total.add(column);
      model.atMost("money.calls", [`order ${order}`, "commitment"], "M$", total, committed / 1e6 - moneyMargin);
      for (const [t, quarter] of study.names.entries()) {
        const limits = members.map(
          ([, { calls, commitment }]) =>
            Math.min(calls.most ?? Infinity, (calls.mostShare ?? Infinity) * commitment, t < (calls.notice ?? 0) ? 0 : Infinity) / (commitment / committed),
        );
        const most = Math.min(...limits);
        if (most < Infinity) model.atMost("money.calls", [`order ${order}`, quarter], "M$", sum().add(money.calls[o]![t]!), Math.max(0, most / 1e6 - moneyMargin));
      }
      const yearly = Math.min(...members.map(([, { calls, commitment }]) => (calls.mostPerYear ?? Infinity) / (commitment / committed)));
      if (yearly === Infinity) continue;
      for (const year of new Set(study.years)) {
        const called = sum();
        for (const [t, column] of money.calls[o]!.entries()) if (study.years[t] === year) called.add(column);
        model.atMost("money.calls", [`order ${order}`, String(year)], "M$", called, Math.max(0, yearly / 1e6 - moneyMargin));
      }
    }
  },
};
