// money.calls: what may be called from whom?

import { withRoom } from "../bounds.ts";
import { callLimits } from "../call-limits.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyCalls: Family = {
  family: "money.calls",
  sentence: "Calls of one order are pro rata to commitments (to the cent), not before the notice, within quarterly, yearly and total limits.",
  policy: true,
  formula: [
    { states: "sum over t of calls[o,t] <= committedUsd[o] - roundingRoomUsd", each: "order of investors" },
    { states: "calls[o,t] <= quarterlyUsd[o,t] - roundingRoomUsd", each: "order with a notice or a quarterly limit and quarter" },
    { states: "sum over t in y of calls[o,t] <= yearlyUsd[o] - roundingRoomUsd", each: "order with a yearly limit and year" },
  ],
  meaning:
    "Investors of one order pay in proportion to what they committed, so one call a quarter stands for all of them; the first of them to reach a limit holds up the others. Nothing is called before the notice has run.",
  asks: "an investor in `capital.equity`",
  limits: [
    {
      text: "A later order does not wait until an earlier one is called in full.",
      touches: ({ programme }) => new Set(Object.values(programme.capital.equity).map(({ order }) => order)).size > 1,
    },
    { text: "No investor defaults, and no distributions are paid within the calendar." },
  ],
  /** calls[o,t] <= the quarterly limit, sums over a year and in all <= the yearly limit and the commitment: the call at which the first investor of the order reaches its own; M$. */
  build({ model, study, money }) {
    for (const [o, { order, committedUsd, quarterlyUsd, yearlyUsd }] of callLimits(study).entries()) {
      const total = sum();
      for (const column of money.calls[o]!) total.add(column);
      model.atMost("money.calls", [`order ${order}`, "commitment"], "M$", total, withRoom(study, committedUsd));
      for (const [t, quarter] of study.names.entries()) {
        if (quarterlyUsd[t]! < Infinity) model.atMost("money.calls", [`order ${order}`, quarter], "M$", sum().add(money.calls[o]![t]!), withRoom(study, quarterlyUsd[t]!));
      }
      if (yearlyUsd === Infinity) continue;
      for (const year of new Set(study.years)) {
        const called = sum();
        for (const [t, column] of money.calls[o]!.entries()) if (study.years[t] === year) called.add(column);
        model.atMost("money.calls", [`order ${order}`, String(year)], "M$", called, withRoom(study, yearlyUsd));
      }
    }
  },
};
