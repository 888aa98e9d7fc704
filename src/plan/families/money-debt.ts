// money.debt: how much may be owed?

import { ofYear } from "../../programme/series.ts";
import { indexOf } from "../../units/calendar.ts";
import { bookValue, costSoFar } from "../book.ts";
import { withRoom } from "../call-limits.ts";
import { facilitiesOf } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyDebt: Family = {
  family: "money.debt",
  sentence: "Debt is within the limit, the market, loan to cost while building, loan to value once tested, and the tenor.",
  policy: true,
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
        model.atMost("money.debt", [id, "market", String(year)], "M$", drawn, withRoom(ofYear(facility.most, year)));
      }
    }
  },
};
