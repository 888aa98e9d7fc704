// money.budget: how much capital spending may there be so far?

import { withRoom } from "../bounds.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyBudget: Family = {
  family: "money.budget",
  sentence: "Capital spending so far is at most the money callable so far, and in all at most the budget.",
  policy: true,
  formula: [{ states: "capexSoFar[t] <= spendableUsd[t] - roundingRoomUsd", each: "quarter" }],
  meaning:
    "A programme is announced as a sum over some years, with a part of it there at once. Capital spent by a date is at most what may be called by then, and in all at most the budget.",
  asks: "any programme",
  limits: [{ text: "Running costs are outside the budget; they must be paid from cash." }],
  /** capexSoFar[t] <= min(budget, callable[t]). */
  build({ model, study, money }) {
    for (const [t, quarter] of study.names.entries()) model.atMost("money.budget", [quarter], "M$", sum().add(money.capexSoFar[t]!), withRoom(study, study.spendableUsd[t]!));
  },
};
