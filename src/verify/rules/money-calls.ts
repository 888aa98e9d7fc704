// Are investors called as they signed?

import type { Equity } from "../../programme/programme.ts";
import { yearOf } from "../../units/calendar.ts";
import { atMost, equal, type Findings, none } from "../findings.ts";
import type { Replay } from "../replay.ts";
import { numbersOf } from "../stand.ts";
import { cent, moneyLimit } from "../tolerance.ts";
import { dollars } from "../words.ts";
import type { Rule } from "./rule.ts";

const family = "money.calls";

export const moneyCalls: Rule = {
  family,
  sentence: "Calls of one order are pro rata to commitments (to the cent), not before the notice, within quarterly, yearly and total limits.",
  check(replay) {
    const findings = none();
    for (const [id, investor] of Object.entries(replay.programme.capital.equity)) limits(findings, replay, id, investor);
    proRata(findings, replay);
    return findings;
  },
};

function limits(findings: Findings, { plan, quarters }: Replay, id: string, { commitment, calls }: Equity): void {
  const called = numbersOf(plan.decisions.calls, id, quarters.length);
  const most = (index: string, left: number, usd: number, limit: string) =>
    atMost(findings, {
      family,
      index: `${id}, ${index}`,
      left,
      right: 100 * usd,
      unit: "cent",
      tolerance: moneyLimit,
      sentence: () => `${id} would be called for ${dollars(left)} (${index}); the ${limit} is ${dollars(100 * usd)}.`,
    });
  const quarterly = Math.min(calls.most ?? Number.POSITIVE_INFINITY, (calls.mostShare ?? Number.POSITIVE_INFINITY) * commitment);
  for (const [quarter, name] of quarters.entries()) {
    if (quarter < (calls.notice ?? 0)) most(name, called[quarter]!, 0, "most before the notice has run");
    else if (Number.isFinite(quarterly)) most(name, called[quarter]!, quarterly, "quarterly limit");
  }
  if (calls.mostPerYear !== undefined) {
    for (const year of new Set(quarters.map(yearOf)))
      most(
        String(year),
        called.reduce((sum, amount, quarter) => (yearOf(quarters[quarter]!) === year ? sum + amount : sum), 0),
        calls.mostPerYear,
        "yearly limit",
      );
  }
  most(
    "whole programme",
    called.reduce((sum, amount) => sum + amount, 0),
    commitment,
    "commitment",
  );
}

function proRata(findings: Findings, { programme, plan, quarters }: Replay): void {
  const equity = Object.entries(programme.capital.equity);
  for (const order of new Set(equity.map(([, investor]) => investor.order))) {
    const investors = equity.filter(([, investor]) => investor.order === order);
    if (investors.length < 2) continue;
    const all = investors.reduce((sum, [, { commitment }]) => sum + commitment, 0);
    for (const [quarter, name] of quarters.entries()) {
      const amount = (id: string) => numbersOf(plan.decisions.calls, id, quarters.length)[quarter]!;
      const called = investors.reduce((sum, [id]) => sum + amount(id), 0);
      for (const [id, { commitment }] of investors) {
        const due = (called * commitment) / all;
        equal(findings, {
          family,
          index: `${id}, order ${order}, ${name}`,
          left: amount(id),
          right: due,
          unit: "cent",
          tolerance: cent,
          sentence: () => `${id} would be called for ${dollars(amount(id))} in ${name}; its share of ${dollars(called)} is ${dollars(due)}.`,
        });
      }
    }
  }
}
