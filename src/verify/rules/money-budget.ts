// Is no more built than there is money for?

import { held } from "../../programme/series.ts";
import { atMost, none } from "../findings.ts";
import { moneyLimit } from "../tolerance.ts";
import { dollars } from "../words.ts";
import type { Rule } from "./rule.ts";

export const moneyBudget: Rule = {
  family: "money.budget",
  sentence: "Capital spending so far is at most the money callable so far, and in all at most the budget.",
  check({ programme, calendar, quarters, capital }) {
    const findings = none();
    const { budget, callable } = programme.capital;
    const open = callable === undefined ? undefined : held(callable, calendar);
    let spent = 0;
    for (const [quarter, name] of quarters.entries()) {
      spent += capital.reduce((sum, site) => sum + site.total[quarter]!, 0);
      const soFar = spent;
      if (open)
        atMost(findings, {
          family: this.family,
          index: name,
          left: soFar,
          right: Math.round(100 * open[quarter]!),
          unit: "cent",
          tolerance: moneyLimit,
          sentence: () => `${dollars(soFar)} would be spent by the end of ${name}; ${dollars(100 * open[quarter]!)} is callable by then.`,
        });
    }
    atMost(findings, {
      family: this.family,
      index: "whole programme",
      left: spent,
      right: Math.round(100 * budget),
      unit: "cent",
      tolerance: moneyLimit,
      sentence: () => `${dollars(spent)} would be spent; the budget is ${dollars(100 * budget)}.`,
    });
    return findings;
  },
};
