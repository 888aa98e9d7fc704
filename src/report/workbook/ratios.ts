// How safe is the debt, and what do the owners earn? Pre-tax.

import { internalRate } from "../../settle/internal-rate.ts";
import { dollars, type Facts } from "./facts.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

export function ratioRows({ programme, plan, count }: Facts): Row[] {
  const last = count - 1;
  const facilities = Object.keys(programme.capital.debt);
  const owed = (t: number) => facilities.map((id) => `[debt.${id}@${t}]`).join("+") || "0";
  const { resale } = plan.derived.money;
  const worth = Math.round(resale?.endValueCents ?? plan.derived.money.bookValue[last]!) / 100;
  const money = (key: string, label: string, formula: (t: number) => string): Row => ({ key, label, unit: "USD", style: "money", quarters: byQuarter(count, formula) });
  const flow = (of: readonly (readonly [Readonly<Record<string, readonly number[]>>, number])[], t: number) =>
    of.reduce((sum, [lists, sign]) => sum + sign * Object.values(lists).reduce((inner, list) => inner + (list[t] ?? 0), 0), 0);
  const { income, capex, opex, cash, debt } = plan.derived.money;
  const project = Array.from(
    { length: count },
    (_, t) =>
      dollars(
        flow(
          [
            [income, 1],
            [resale?.sales ?? {}, 1],
            [capex, -1],
            [opex, -1],
          ],
          t,
        ),
      ) + (t === last ? worth : 0),
  );
  const debtAtEnd = facilities.reduce((sum, id) => sum + (debt[id]?.[last] ?? 0), 0);
  const equity = Array.from({ length: count }, (_, t) => dollars(-flow([[plan.decisions.calls, 1]], t)) + (t === last ? worth + dollars(cash[last]! - debtAtEnd) : 0));
  return [
    heading("Debt service coverage: cash flow available for debt service over interest and repayments, four quarters"),
    money("available", "Income less running costs", (t) => `[income@${t}]-[opex@${t}]`),
    money("service", "Interest and repayments", (t) => facilities.map((id) => `[interest.${id}@${t}]+[repay.${id}@${t}]`).join("+") || "0"),
    {
      key: "coverage",
      label: "Coverage",
      unit: "ratio",
      style: "ratio",
      quarters: Array.from({ length: count }, (_, t) =>
        t < 3 ? undefined : { formula: `IF(SUM([service@${t - 3}:${t}])=0,"no service",SUM([available@${t - 3}:${t}])/SUM([service@${t - 3}:${t}]))` },
      ),
    },
    heading("Loan to cost and loan to value"),
    ...facilities.flatMap((id): Row[] => [
      {
        key: `on-cost.${id}`,
        label: `${id}: owed over eligible cost`,
        unit: "ratio",
        style: "percent",
        quarters: byQuarter(count, (t) => `IF([cost.${id}@${t}]=0,0,[debt.${id}@${t}]/[cost.${id}@${t}])`),
      },
      {
        key: `on-value.${id}`,
        label: `${id}: owed over eligible book value`,
        unit: "ratio",
        style: "percent",
        quarters: byQuarter(count, (t) => `IF([book.${id}@${t}]=0,0,[debt.${id}@${t}]/[book.${id}@${t}])`),
      },
    ]),
    heading(`Returns before tax: the end counts at book value${resale ? ", racks that can be sold at what they would bring" : ""}, and nothing is paid out before it`),
    {
      key: "worth",
      label: resale ? "Value at the end" : "Book value at the end",
      unit: "USD",
      style: "money",
      total: worth,
      source: `plan.json derived.money.${resale ? "resale.endValueCents" : "bookValue"}`,
    },
    money("project", "Programme before financing", (t) => `[income@${t}]${resale ? `+[sales@${t}]` : ""}-[capex@${t}]-[opex@${t}]${t === last ? "+[worth]" : ""}`),
    rate("project-rate", "Internal rate of the programme", "project", project, last),
    money("equity", "Investors", (t) => `-[calls@${t}]${t === last ? `+[worth]+[cash@${t}]-(${owed(t)})` : ""}`),
    rate("equity-rate", "Internal rate of the investors", "equity", equity, last),
    {
      key: "multiple",
      label: "Back over paid in",
      unit: "ratio",
      style: "ratio",
      total: { formula: `IF([calls]=0,"nothing called",([worth]+[cash@${last}]-(${owed(last)}))/[calls])` },
    },
    {
      key: "net-worth",
      label: "Net present value of the programme",
      unit: "USD",
      style: "money",
      total: { formula: Array.from({ length: count }, (_, t) => `[project@${t}]*(1+[discount])^(-(${t}+0.5)/4)`).join("+") },
    },
  ];
}

/** A live formula where there is one rate; where there are several or none, the word and the rates, since a formula would show one of them or an error. */
function rate(key: string, label: string, flows: string, amounts: readonly number[], last: number): Row {
  const found = internalRate(amounts, 4);
  const shown =
    found.kind === "unique"
      ? { formula: `(1+IRR([${flows}@0:${last}],${((1 + found.rate) ** 0.25 - 1).toFixed(4)}))^4-1` }
      : found.kind === "none"
        ? "none"
        : `multiple: ${found.rates.map((value) => `${(value * 100).toFixed(2)} %`).join(", ")}`;
  return { key, label, unit: "per year", style: "percent", total: shown, source: found.kind };
}
