// Can this money be called, lent and spent as the programme says?

import { indexOf } from "../../units/calendar.ts";
import { few, type Judge, type Rule, type Salvaged } from "./judge.ts";

export const capitalSense: Rule = (programme, judge) => {
  equity(programme, judge);
  ownership(programme, judge);
  orders(programme, judge);
  callable(programme, judge);
  debt(programme, judge);
  enough(programme, judge);
};

const billions = (usd: number): string => `$${few(usd / 1e9)}B`;

function equity({ capital, calendar, parties }: Salvaged, { problem, warning }: Judge): void {
  for (const [id, { commitment, calls }] of Object.entries(capital?.equity ?? {})) {
    const path = ["capital", "equity", id];
    if (commitment === 0) problem([...path, "commitment"], "a commitment of nothing is none: expected more than $0, or leave the investor out");
    if (parties?.[id] && !parties[id].roles.includes("investor"))
      warning(path, `${id} commits equity but its roles (${parties[id].roles.join(", ")}) do not include investor`, "key");
    const most = Math.min(calls.most ?? Number.POSITIVE_INFINITY, (calls.mostShare ?? Number.POSITIVE_INFINITY) * commitment, (calls.mostPerYear ?? Number.POSITIVE_INFINITY) / 4);
    if (calendar && most * calendar.quarters < commitment * (1 - 1e-9)) {
      warning([...path, "calls"], `at most ${billions(most * calendar.quarters)} of the ${billions(commitment)} can be called in ${calendar.quarters} quarters`, "key");
    }
  }
}

function ownership({ capital }: Salvaged, { problem }: Judge): void {
  let held = 0;
  for (const [id, { share }] of Object.entries(capital?.equity ?? {})) {
    held += share ?? 0;
    if ((share ?? 0) > 0 && held > 1 + 1e-9) problem(["capital", "equity", id, "share"], `the shares of the company add up to ${few(held * 100)} % here: expected 100 % at most`);
  }
}

function orders({ capital }: Salvaged, { problem }: Judge): void {
  const entries = Object.entries(capital?.equity ?? {});
  const found = new Set(entries.map(([, { order }]) => order));
  for (const [id, { order }] of entries) {
    if (order > 1 && !found.has(order - 1)) problem(["capital", "equity", id, "order"], `order ${order} has no order ${order - 1} before it: orders run 1, 2, 3 without a gap`);
  }
}

function callable({ capital }: Salvaged, { problem, warning }: Judge): void {
  const entries = Object.entries(capital?.callable ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (const [index, [quarter, amount]] of entries.entries()) {
    const before = entries[index - 1];
    if (before && amount < before[1])
      problem(["capital", "callable", quarter], `what can be called is counted from the start and cannot fall: ${billions(amount)} after ${billions(before[1])} in ${before[0]}`);
    if (capital?.budget !== undefined && amount > capital.budget) warning(["capital", "callable", quarter], `more than the budget of ${billions(capital.budget)} can be called`);
  }
}

function debt({ capital, calendar, parties, agreements, books }: Salvaged, { problem, warning }: Judge): void {
  for (const [id, { lender, limit, tested, dscr }] of Object.entries(capital?.debt ?? {})) {
    const path = ["capital", "debt", id];
    if (limit === 0) problem([...path, "limit"], "a facility of nothing is none: expected more than $0, or leave it out");
    if (parties?.[lender] && !parties[lender].roles.includes("lender"))
      warning([...path, "lender"], `${lender} lends but its roles (${parties[lender].roles.join(", ")}) do not include lender`);
    const quarter = calendar ? indexOf(calendar, tested) : 0;
    if (calendar && (quarter < 0 || quarter >= calendar.quarters))
      warning([...path, "tested"], `${tested} lies outside the calendar: loan to value is ${quarter < 0 ? "tested from the first quarter" : "never tested"}`);
    if (dscr !== undefined && calendar && quarter >= 0 && quarter < calendar.quarters && quarter + 4 > calendar.quarters)
      warning([...path, "dscr"], `is never tested: a test takes four quarters from ${tested} on, and the calendar has ${calendar.quarters - quarter}`);
    const earns = Object.values(agreements ?? {}).some((clause) => (clause.kind === "capacity-fee" || clause.kind === "lease") && clause.payee === books?.company);
    if (dscr !== undefined && agreements && books && !earns)
      warning([...path, "dscr"], `no capacity fee and no lease pays ${books.company}: it has no income that could cover its debt`);
    if (dscr !== undefined && dscr < 1) warning([...path, "dscr"], `a coverage of ${few(dscr)} lets debt service exceed the cash flow that pays it`);
  }
}

function enough({ capital, workloads }: Salvaged, { warning }: Judge): void {
  if (capital?.budget === undefined || !capital.equity || !capital.debt || !workloads) return;
  const committed = Object.values(capital.equity).reduce((sum, { commitment }) => sum + commitment, 0);
  const lent = Object.values(capital.debt).reduce((sum, { limit }) => sum + limit, 0);
  if (committed + lent < capital.budget * (1 - 1e-9) && !capital.equity["to-be-raised"]) {
    warning(
      ["capital", "budget"],
      `commitments (${billions(committed)}) and debt limits (${billions(lent)}) do not cover the budget of ${billions(capital.budget)}; an investor "to-be-raised" would hold the rest`,
    );
  }
}
