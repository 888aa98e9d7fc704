// How much may be called from each order of investors, in a quarter, a year and in all?

import type { PlanningCase } from "./case.ts";

export interface OrderLimits {
  readonly order: number;
  /** Investors of the order by id. */
  readonly members: readonly (readonly [string, PlanningCase["programme"]["capital"]["equity"][string]])[];
  readonly committedUsd: number;
  /** By quarter: the order's call at which the first of its investors reaches a limit of its own. */
  readonly quarterlyUsd: readonly number[];
  readonly yearlyUsd: number;
}

export function callLimits({ programme, names }: PlanningCase): OrderLimits[] {
  const { equity } = programme.capital;
  const orders = [...new Set(Object.values(equity).map(({ order }) => order))].toSorted((a, b) => a - b);
  return orders.map((order) => {
    const members = Object.entries(equity)
      .filter(([, terms]) => terms.order === order)
      .toSorted(([one], [other]) => (one < other ? -1 : 1));
    const committedUsd = members.reduce((total, [, { commitment }]) => total + commitment, 0);
    // Who has committed nothing has no share of a call, and so no limit on it.
    const sharing = members.filter(([, { commitment }]) => commitment > 0);
    const least = (limit: (terms: (typeof members)[number][1]) => number) => Math.min(...sharing.map(([, terms]) => (limit(terms) * committedUsd) / terms.commitment));
    return {
      order,
      members,
      committedUsd,
      quarterlyUsd: names.map((_, t) =>
        least(({ calls, commitment }) => (t < (calls.notice ?? 0) ? 0 : Math.min(calls.most ?? Infinity, (calls.mostShare ?? Infinity) * commitment))),
      ),
      yearlyUsd: least(({ calls }) => calls.mostPerYear ?? Infinity),
    };
  });
}
