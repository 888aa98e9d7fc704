// Does the company always have the cash it must?

import { atMost, none } from "../findings.ts";
import { dollars } from "../words.ts";
import type { Rule } from "./rule.ts";

export const moneyCash: Rule = {
  family: "money.cash",
  sentence: "Cash at the end of each quarter is at least the floor.",
  check({ programme, quarters, finance }) {
    const findings = none();
    const floor = Math.round(100 * (programme.capital.cashFloor ?? 0));
    for (const [quarter, name] of quarters.entries()) {
      const cash = finance.cash[quarter]!;
      atMost(findings, {
        family: this.family,
        index: name,
        left: floor,
        right: cash,
        unit: "cent",
        tolerance: 0,
        sentence: () => `Cash at the end of ${name} is ${dollars(cash)}; the floor is ${dollars(floor)}.`,
      });
    }
    return findings;
  },
};
