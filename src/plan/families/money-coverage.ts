// money.coverage: does the company earn what its lenders are due?

import type { Quarter } from "../../units/brand.ts";
import { indexOf } from "../../units/calendar.ts";
import { roundingRoomUsd } from "../bounds.ts";
import type { PlanningCase } from "../case.ts";
import { facilitiesOf, type Draft } from "../columns.ts";
import { sum, type Expression } from "../lp/model.ts";
import type { Family } from "./family.ts";
import { income } from "./money-cash.ts";

/** Quarters that one test looks back over. */
export const testQuarters = 4;

export const moneyCoverage: Family = {
  family: "money.coverage",
  sentence: "From the fourth tested quarter on: income less opex of the last four quarters is at least `dscr` x interest and repayments of all facilities in them.",
  policy: true,
  formula: [
    {
      states: "sum over i from t - 3 to t of (income[i] - opex[i] - dscr[l] x debtService[i]) >= roundingRoomUsd",
      each: "facility with `dscr` and quarter whose last four are all tested",
    },
  ],
  meaning:
    "The debt service coverage ratio of project finance: over four quarters the company earns a multiple of what it owes in interest and repayments. It begins when the facility is tested, because interest of the building time is paid out of capital. Debt is a decision here, so the test is linear and needs no iteration.",
  asks: "a facility with `dscr` and four tested quarters in the calendar",
  limits: [{ text: "Each facility looks at the whole company, not at a campus of its own." }, { text: "No reserve account, no cure by equity: a breach is not allowed." }],
  /**
   * sum over q = t-3 .. t of (income[q] - opex[q] - dscr x sum over facilities of (rate / 4 x debt[q-1] + repayments[q])) >= what rounding can cost, M$,
   * for each facility with a `dscr` and each t whose four quarters are tested.
   */
  build(draft) {
    const { model, study } = draft;
    for (const [id, { dscr, tested }] of facilitiesOf(study)) {
      if (dscr === undefined) continue;
      for (let t = firstTest(study, tested); t < study.count; t++) {
        const cover = sum();
        for (let q = t - testQuarters + 1; q <= t; q++) cover.merge(income(draft, q)).add(draft.money.opex[q]!, -1).merge(debtService(draft, q), -dscr);
        model.atLeast("money.coverage", [id, study.names[t]!], "M$", cover, roundingRoomUsd(study) / 1e6);
      }
    }
  },
};

/** Last quarter of the first test: all its quarters lie in the calendar and are tested. */
export function firstTest({ calendar }: PlanningCase, tested: Quarter): number {
  return Math.max(0, indexOf(calendar, tested)) + testQuarters - 1;
}

/** Interest and repayments of all facilities in quarter t, M$. */
function debtService({ study, money }: Draft, t: number): Expression {
  const out = sum();
  for (const [l, [, { rate }]] of facilitiesOf(study).entries()) {
    out.add(money.repayments[l]![t]!);
    if (t > 0) out.add(money.debt[l]![t - 1]!, rate / 4);
  }
  return out;
}
