// Does what the company earns cover its debt service, for every lender that asks for it?

import { indexOf } from "../../units/calendar.ts";
import { atMost, none } from "../findings.ts";
import { settledAll } from "../replay-finance.ts";
import { settled } from "../rounding.ts";
import { numbersOf } from "../stand.ts";
import { moneyLimit } from "../tolerance.ts";
import { dollars, figure } from "../words.ts";
import type { Rule } from "./rule.ts";

/** Quarters that one test looks back over, itself counted. */
const window = 4;

export const moneyCoverage: Rule = {
  family: "money.coverage",
  sentence:
    "From the fourth tested quarter on, where the facility was owed anything at the start of one of the last four quarters: income less opex of them is at least `dscr` x interest and repayments of all facilities in them.",
  check({ programme, plan, calendar, quarters, sites, operations, finance }) {
    const findings = none();
    const { debt } = programme.capital;
    const stored = plan.derived.money;
    const earned = quarters.map(
      (_, quarter) =>
        settledAll(finance.income, stored.income, quarter) -
        sites.reduce((sum, { id }, site) => sum + settled(operations[site]!.total[quarter]!, plan.derived.sites[id]!.opexCents[quarter]), 0),
    );
    const service = quarters.map(
      (_, quarter) =>
        settledAll(finance.interest, stored.interest, quarter) +
        Object.keys(debt).reduce((sum, id) => sum + numbersOf(plan.decisions.repayments, id, quarters.length)[quarter]!, 0),
    );
    for (const [id, { dscr, tested }] of Object.entries(debt)) {
      if (dscr === undefined) continue;
      for (let quarter = Math.max(0, indexOf(calendar, tested)) + window - 1; quarter < quarters.length; quarter++) {
        const atStarts = finance.debt.get(id)!.slice(Math.max(0, quarter - window), quarter);
        if (atStarts.every((owed) => owed <= 0)) continue;
        const over = (values: readonly number[]) => values.slice(quarter - window + 1, quarter + 1).reduce((sum, value) => sum + value, 0);
        const [due, free] = [over(service), over(earned)];
        atMost(findings, {
          family: this.family,
          index: `${id}, ${quarters[quarter]}`,
          left: dscr * due,
          right: free,
          unit: "cent",
          tolerance: moneyLimit,
          sentence: () =>
            `Income less running cost of the four quarters to ${quarters[quarter]} is ${dollars(free)}; ${id} asks for ${figure(dscr, 3)} times the ${dollars(due)} of interest and repayments in them.`,
        });
      }
    }
    return findings;
  },
};
