// Is each year's commitment spent or paid for?

import { atMost, equal, none } from "../findings.ts";
import { cent } from "../tolerance.ts";
import { dollars } from "../words.ts";
import type { Rule } from "./rule.ts";

export const agreementTakeOrPay: Rule = {
  family: "agreement.take-or-pay",
  sentence: "Each year, spend + shortfall + carried = commitment + carried on + excess; carried on at most `carryForward x commitment`.",
  check({ plan, finance }) {
    const findings = none();
    for (const { clause, cloud, year, commitment, spend, carried, carriedOn } of finance.takeOrPay) {
      const shortfall = plan.derived.money.shortfall[clause]?.[String(year)] ?? 0;
      const excess = Math.max(0, spend + carried - commitment - carriedOn);
      const sentence = () =>
        `${clause}, ${year}: ${dollars(spend)} spent at ${cloud}, ${dollars(carried)} carried from before and a shortfall of ${dollars(shortfall)} do not make up the ${dollars(commitment)} committed.`;
      atMost(findings, {
        family: this.family,
        index: `${clause}, ${year}, commitment`,
        left: commitment,
        right: spend + shortfall + carried,
        unit: "cent",
        tolerance: cent,
        sentence,
      });
      equal(findings, {
        family: this.family,
        index: `${clause}, ${year}`,
        left: spend + shortfall + carried,
        right: commitment + carriedOn + excess,
        unit: "cent",
        tolerance: cent,
        sentence,
      });
    }
    return findings;
  },
};
