// money.budget: how much capital spending may there be so far?

import { withRoom } from "../call-limits.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyBudget: Family = {
  family: "money.budget",
  sentence: "Capital spending so far is at most the money callable so far, and in all at most the budget.",
  policy: true,
  /** capexSoFar[t] <= min(budget, callable[t]). */
  build({ model, study, money }) {
    for (const [t, quarter] of study.names.entries()) model.atMost("money.budget", [quarter], "M$", sum().add(money.capexSoFar[t]!), withRoom(study.spendableUsd[t]!));
  },
};
