// money.debt: how much may be owed?

import { ofYear } from "../../programme/series.ts";
import { indexOf } from "../../units/calendar.ts";
import { bookValue, costSoFar } from "../book.ts";
import { withRoom } from "../bounds.ts";
import { facilitiesOf } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyDebt: Family = {
  family: "money.debt",
  sentence: "Debt is at most the limit, each year's draws at most the market, loan-to-cost while building, LTV from `tested`, nothing older than the tenor.",
  policy: true,
  formula: [
    { states: "debt[l,t] = debt[l,t-1] + draws[l,t] - repayments[l,t]", each: "facility and quarter" },
    { states: "debt[l,t] <= limit[l]", each: "facility and quarter, as the column's upper bound" },
    { states: "debt[l,t] <= loanToCost[l] x costSoFar[l,t]", each: "facility and quarter before tested[l]" },
    { states: "debt[l,t] <= ltv[l] x bookValue[l,t]", each: "facility and quarter from tested[l] on" },
    { states: "debt[l,t] <= sum over i from t - tenor[l] + 1 to t of draws[l,i]", each: "facility and quarter at least a tenor into the calendar" },
    { states: "sum over t in y of draws[l,t] <= market[l,y] - roundingRoomUsd", each: "facility with `most` and year" },
  ],
  meaning:
    "Lenders finance a share of cost while it is built and a share of book value once it earns; accelerators lose value fast, so that the second test pays debt down. Nothing is owed longer than its tenor, and the market takes only so much paper a year. All of it is linear because debt is decided, not a ratio aimed at.",
  asks: "a facility in `capital.debt`",
  limits: [{ text: "Rates are fixed; no hedges, no refinancing at other terms." }, { text: "Debt of the calendar starts at nothing: what was owed before is not in the file." }],
  /** debt[l,t] = debt[l,t-1] + draws - repayments, at most loanToCost x cost so far before `tested` and ltv x book value from it on, the draws of a tenor, and in a year the market; M$. */
  build(draft) {
    const { model, study, money } = draft;
    for (const [l, [id, facility]] of facilitiesOf(study).entries()) {
      const tested = indexOf(study.calendar, facility.tested);
      const tenor = Math.round(facility.tenor * 4);
      for (const [t, quarter] of study.names.entries()) {
        const debt = sum().add(money.debt[l]![t]!);
        const balance = sum().add(money.debt[l]![t]!).add(money.draws[l]![t]!, -1).add(money.repayments[l]![t]!);
        model.equal("money.debt", [id, quarter], "M$", t > 0 ? balance.add(money.debt[l]![t - 1]!, -1) : balance);
        const base = t < tested ? sum().merge(costSoFar(draft, facility, t), -facility.loanToCost) : sum().merge(bookValue(draft, facility.eligible, t), -facility.ltv);
        model.atMost("money.debt", [id, t < tested ? "loan to cost" : "loan to value", quarter], "M$", base.merge(debt));
        if (t >= tenor) {
          const young = sum().merge(debt);
          for (let at = t - tenor + 1; at <= t; at++) young.add(money.draws[l]![at]!, -1);
          model.atMost("money.debt", [id, "tenor", quarter], "M$", young);
        }
      }
      if (facility.most === undefined) continue;
      for (const year of new Set(study.years)) {
        const drawn = sum();
        for (const [t, column] of money.draws[l]!.entries()) if (study.years[t] === year) drawn.add(column);
        model.atMost("money.debt", [id, "market", String(year)], "M$", drawn, withRoom(study, ofYear(facility.most, year)));
      }
    }
  },
};
