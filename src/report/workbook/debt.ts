// What is owed, what does it cost, and what stands against it?

import { indexOf } from "../../units/calendar.ts";
import { type Facts, inDollars } from "./facts.ts";
import { soldCohorts, soldKey } from "./resale.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

export function debtRows(facts: Facts): Row[] {
  const { programme, plan, count } = facts;
  const last = count - 1;
  return Object.entries(programme.capital.debt).flatMap(([id, { eligible, tested, tenor }]): Row[] => {
    const from = Math.max(0, indexOf(plan.calendar, tested));
    const owed = (t: number) => `[debt.${id}@${t}]`;
    return [
      heading(id),
      row(`draw.${id}`, "Drawn", inDollars(plan.decisions.draws[id], count), { total: { formula: `SUM([draw.${id}@0:${last}])` }, source: `plan.json decisions.draws.${id}` }),
      row(`repay.${id}`, "Repaid", inDollars(plan.decisions.repayments[id], count), {
        total: { formula: `SUM([repay.${id}@0:${last}])` },
        source: `plan.json decisions.repayments.${id}`,
      }),
      row(
        `debt.${id}`,
        "Owed at the end",
        byQuarter(count, (t) => `[debt.${id}@${t - 1}]+[draw.${id}@${t}]-[repay.${id}@${t}]`),
      ),
      row(
        `interest.${id}`,
        "Interest",
        byQuarter(count, (t) => `ROUND([rate.${id}]/4*[debt.${id}@${t - 1}],2)`),
        { total: { formula: `SUM([interest.${id}@0:${last}])` } },
      ),
      row(
        `fee-paid.${id}`,
        "Fee",
        byQuarter(count, (t) => `ROUND([fee.${id}]*[draw.${id}@${t}],2)`),
        { total: { formula: `SUM([fee-paid.${id}@0:${last}])` } },
      ),
      row(
        `cost.${id}`,
        "Eligible cost so far",
        byQuarter(count, (t) => eligible.map((kind) => spent[kind](facts, t)).join("+")),
      ),
      row(
        `book.${id}`,
        "Eligible book value",
        byQuarter(count, (t) => eligible.map((kind) => standing[kind](facts, t)).join("+")),
      ),
      row(
        `room.${id}`,
        "Room under loan to cost, then loan to value",
        byQuarter(count, (t) => (t < from ? `[loan-to-cost.${id}]*[cost.${id}@${t}]-${owed(t)}` : `[ltv.${id}]*[book.${id}@${t}]-${owed(t)}`)),
      ),
      row(
        `aged.${id}`,
        "Owed beyond the tenor",
        byQuarter(count, (t) => (t < Math.round(tenor * 4) ? "0" : `MAX(0,${owed(t)}-SUM([draw.${id}@${t - Math.round(tenor * 4) + 1}:${t}]))`)),
      ),
    ];
  });
}

function row(key: string, label: string, quarters: Row["quarters"], rest: Partial<Row> = {}): Row {
  return { key, label, unit: "USD", style: "money", quarters: quarters!, ...rest };
}

type Kind = "buildings" | "power" | "accelerators";

const spent: Readonly<Record<Kind, (facts: Facts, t: number) => string>> = {
  buildings: (_, t) => `SUM([capex.buildings@0:${t}])`,
  power: (_, t) => `SUM([capex.power@0:${t}])`,
  accelerators: ({ plan }, t) => `SUM([capex.accelerators@0:${t}])${plan.derived.money.resale ? `-SUM([sold-cost@0:${t}])` : ""}`,
};

/** Each cohort at what is left of it. */
const standing: Readonly<Record<Kind, (facts: Facts, t: number) => string>> = {
  buildings: (facts, t) =>
    sum([`[book.built@${t}]`, ...facts.buildings.flatMap((id) => ages(t).map((age) => `[starts.${id}@${t - age}]*[paid.${id}@${age}]*[left.${id}@${age}]`))]),
  power: (_, t) => `[book.power@${t}]`,
  accelerators: (facts, t) =>
    sum([
      ...facts.accelerators.flatMap((id) => ages(t).map((age) => `[racks.${id}@${t - age}]*[price.${id}@${t - age}]*[left.${id}@${age}]`)),
      ...soldCohorts(facts).flatMap((cohort) =>
        cohort.at < 0 || cohort.at >= t ? [] : [`-1*SUM([${soldKey(cohort)}@0:${t}])*[price.${cohort.accelerator}@${cohort.at}]*[left.${cohort.accelerator}@${t - cohort.at}]`],
      ),
    ]),
};

const ages = (t: number): number[] => Array.from({ length: t + 1 }, (_, age) => age);
const sum = (terms: readonly string[]): string => terms.join("+") || "0";
