// Does the debt stay within what the lender and the market give?

import { ofYear } from "../../programme/series.ts";
import { indexOf, yearOf } from "../../units/calendar.ts";
import { atMost, type Findings, none } from "../findings.ts";
import type { DebtFacility } from "../../programme/programme.ts";
import type { Replay } from "../replay.ts";
import { bookValue, costOfOwned } from "../replay-capital.ts";
import { numbersOf } from "../stand.ts";
import { moneyLimit } from "../tolerance.ts";
import { dollars } from "../words.ts";
import type { Rule } from "./rule.ts";

const family = "money.debt";

export const moneyDebt: Rule = {
  family,
  sentence: "Debt is at most the limit, each year's draws at most the market, loan-to-cost while building, LTV from `tested`, nothing older than the tenor.",
  check(replay) {
    const findings = none();
    for (const [id, facility] of Object.entries(replay.programme.capital.debt)) {
      balances(findings, replay, id, facility);
      market(findings, replay, id, facility);
    }
    return findings;
  },
};

function balances(findings: Findings, { plan, calendar, quarters, capital, finance }: Replay, id: string, facility: DebtFacility): void {
  const debt = finance.debt.get(id)!;
  const draws = numbersOf(plan.decisions.draws, id, quarters.length);
  const assets = capital.flatMap((site) => site.assets);
  const tested = indexOf(calendar, facility.tested);
  const tenorQuarters = Math.round(facility.tenor * 4);
  for (const [quarter, name] of quarters.entries()) {
    const owed = debt[quarter]!;
    const most = (what: string, right: number, words: string) =>
      atMost(findings, {
        family,
        index: `${id}, ${what}, ${name}`,
        left: owed,
        right,
        unit: "cent",
        tolerance: moneyLimit,
        sentence: () => `${id} would stand at ${dollars(owed)} at the end of ${name}; ${words} is ${dollars(right)}.`,
      });
    const cost = costOfOwned(assets, facility.eligible, quarter);
    most("limit", 100 * facility.limit, "its limit");
    if (quarter < tested) most("loan to cost", facility.loanToCost * cost, `${facility.loanToCost * 100} % of eligible cost so far`);
    else most("loan to value", facility.ltv * bookValue(assets, facility.eligible, quarter), `${facility.ltv * 100} % of the eligible book value`);
    let young = 0;
    for (let at = Math.max(0, quarter - tenorQuarters + 1); at <= quarter; at++) young += draws[at]!;
    most("tenor", young, `what was drawn within the tenor of ${facility.tenor} years`);
    atMost(findings, {
      family,
      index: `${id}, repaid, ${name}`,
      left: 0,
      right: owed,
      unit: "cent",
      tolerance: 0,
      sentence: () => `More of ${id} would be repaid by the end of ${name} than is owed: ${dollars(-owed)}.`,
    });
  }
}

function market(findings: Findings, { plan, quarters }: Replay, id: string, { most }: DebtFacility): void {
  if (most === undefined) return;
  const draws = numbersOf(plan.decisions.draws, id, quarters.length);
  for (const year of new Set(quarters.map(yearOf))) {
    const drawn = draws.reduce((sum, draw, quarter) => (yearOf(quarters[quarter]!) === year ? sum + draw : sum), 0);
    const right = 100 * ofYear(most, year);
    atMost(findings, {
      family,
      index: `${id}, market, ${year}`,
      left: drawn,
      right,
      unit: "cent",
      tolerance: moneyLimit,
      sentence: () => `${dollars(drawn)} of ${id} would be drawn in ${year}; the market takes ${dollars(right)}.`,
    });
  }
}
