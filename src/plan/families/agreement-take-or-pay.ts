// agreement.take-or-pay: a minimum spend with a cloud each year, with carry-forward; what is missing is paid all the same.

import { none, type Draft } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const takeOrPay: Family = {
  family: "agreement.take-or-pay",
  sentence: "Each year, spend + shortfall + carried = commitment + carried on + excess; carried on at most `carryForward x commitment`.",
  policy: true,
  formula: [
    {
      states: "sum over v, t in y of cloudBill[v,t] + shortfall[y] + carried[y-1] = commitment[y] + carried[y] + excess[y]",
      each: "take-or-pay clause and year whose last day is in the calendar, with its own cloud as v",
    },
    { states: "carried[y] <= carryForward x commitment[y]", each: "clause and year, as the column's upper bound" },
  ],
  meaning:
    "The customer has promised the cloud a spend for each year: what it does not buy it pays all the same. Spend above the promise may count for the next year, as far as the clause carries it on.",
  asks: "a take-or-pay clause for a year whose 31 December is in the calendar",
  limits: [
    { text: "Years of which the calendar holds only a part without their last quarter do not count." },
    { text: "The clause is not renegotiated, and the shortfall is paid in the year's last quarter." },
  ],
  /** spend_y + shortfall_y + carried_{y-1} = commitment_y + carried_y + excess_y; carried_y <= share x commitment_y; M$. */
  build(draft) {
    const { commitments } = draft.money;
    for (const [position, { clause, cloud, year, usd, shortfall, excess, carried }] of commitments.entries()) {
      const balance = spendWith(draft, cloud, year).add(shortfall).add(excess, -1).add(carried, -1);
      const before = commitments[position - 1];
      if (before?.clause === clause) balance.add(before.carried);
      draft.model.equal("agreement.take-or-pay", [clause, String(year)], "M$", balance, usd / 1e6);
    }
  },
};

/** What the customer spends with a cloud in a calendar year, M$. */
export function spendWith(draft: Draft, cloud: string, year: number) {
  const out = sum();
  for (const [t] of draft.study.names.entries()) if (draft.study.years[t] === year) out.merge(cloudBill(draft, cloud, t));
  return out;
}

/** The cloud's bill in quarter t, M$: price x hours x H100e. */
export function cloudBill({ study, cloudTraining, cloudInference }: Draft, cloud: string, t: number) {
  const out = sum();
  const v = study.clouds.findIndex(({ id }) => id === cloud);
  for (const work of [...cloudTraining[v]!, ...cloudInference[v]!]) if (work[t] !== none) out.add(work[t]!, (1e3 * study.clouds[v]!.price[t]! * study.hours[t]!) / 1e6);
  return out;
}
