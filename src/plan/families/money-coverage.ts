// money.coverage: does the company earn what its lenders are due?

import { mostOwedMillions, mostShortMillions, roundingRoomUsd } from "../bounds.ts";
import { facilitiesOf, none, type Draft } from "../columns.ts";
import { testQuarters } from "../coverage-tests.ts";
import { sum, type Expression } from "../lp/model.ts";
import type { Family } from "./family.ts";
import { income } from "./money-cash.ts";

export const moneyCoverage: Family = {
  family: "money.coverage",
  sentence:
    "From the fourth tested quarter on, where the facility was owed anything at the start of one of the last four quarters: income less opex of them is at least `dscr` x interest and repayments of all facilities in them.",
  policy: true,
  formula: [
    {
      states: "sum over i from t - 3 to t of (income[i] - opex[i] - dscr[l] x debtService[i]) >= roundingRoomUsd - mostShortUsd[l,t] x (1 - owed[l,t])",
      each: "facility with `dscr` and quarter whose last four are all tested",
    },
    { states: "debt[l,i-1] <= limit[l] x owed[l,t]", each: "such facility and quarter, and i from t - 3 to t" },
  ],
  meaning:
    "The debt service coverage ratio of project finance: over four quarters the company earns a multiple of what it owes in interest and repayments. It begins when the facility is tested, because interest of the building time is paid out of capital, and a covenant is tested only while its debt is outstanding. Debt is a decision here, so the test is linear and needs no iteration.",
  asks: "a facility with `dscr` and four tested quarters in the calendar",
  sums: ["money.owed"],
  limits: [{ text: "Each facility looks at the whole company, not at a campus of its own." }, { text: "No reserve account, no cure by equity: a breach is not allowed." }],
  /**
   * sum over q = t-3 .. t of (income[q] - opex[q] - dscr x sum over facilities of (rate / 4 x debt[q-1] + repayments[q])) >= what rounding can cost, M$,
   * for each facility with a `dscr` and each t whose four quarters are tested, less the most that can be short where owed[t] is 0;
   * debt[q-1] <= limit x owed[t] for each q.
   */
  build(draft) {
    const { model, study, money } = draft;
    for (const [l, [id, facility]] of facilitiesOf(study).entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const owed = money.owed[l]![t]!;
        if (owed === none || facility.dscr === undefined) continue;
        const cover = sum();
        for (let q = t - testQuarters + 1; q <= t; q++) cover.merge(income(draft, q)).add(money.opex[q]!, -1).merge(debtService(draft, q), -facility.dscr);
        const short = mostShortMillions(study, facility.dscr, t);
        model.atLeast("money.coverage", [id, quarter], "M$", cover.add(owed, -short), roundingRoomUsd(study) / 1e6 - short);
        for (let q = Math.max(1, t - testQuarters + 1); q <= t; q++)
          model.atMost(
            "money.owed",
            [id, quarter, study.names[q - 1]!],
            "M$",
            sum()
              .add(money.debt[l]![q - 1]!)
              .add(owed, -mostOwedMillions(facility)),
          );
      }
    }
  },
};

/** Interest and repayments of all facilities in quarter t, M$. */
function debtService({ study, money }: Draft, t: number): Expression {
  const out = sum();
  for (const [l, [, { rate }]] of facilitiesOf(study).entries()) {
    out.add(money.repayments[l]![t]!);
    if (t > 0) out.add(money.debt[l]![t - 1]!, rate / 4);
  }
  return out;
}
