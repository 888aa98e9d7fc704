// money.calls: what may be called from whom?

import { callLimits, withRoom } from "../call-limits.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyCalls: Family = {
  family: "money.calls",
  sentence: "Calls of one order are pro rata to commitments, after the notice, within quarterly, yearly and total limits.",
  policy: true,
  /** One call a quarter for each order; each investor's share of it within that investor's limits. */
  build({ model, study, money }) {
    for (const [o, { order, committedUsd, quarterlyUsd, yearlyUsd }] of callLimits(study).entries()) {
      const total = sum();
      for (const column of money.calls[o]!) total.add(column);
      model.atMost("money.calls", [`order ${order}`, "commitment"], "M$", total, withRoom(committedUsd));
      for (const [t, quarter] of study.names.entries()) {
        if (quarterlyUsd[t]! < Infinity) model.atMost("money.calls", [`order ${order}`, quarter], "M$", sum().add(money.calls[o]![t]!), withRoom(quarterlyUsd[t]!));
      }
      if (yearlyUsd === Infinity) continue;
      for (const year of new Set(study.years)) {
        const called = sum();
        for (const [t, column] of money.calls[o]!.entries()) if (study.years[t] === year) called.add(column);
        model.atMost("money.calls", [`order ${order}`, String(year)], "M$", called, withRoom(yearlyUsd));
      }
    }
  },
};
