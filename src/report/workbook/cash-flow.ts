// What comes in, what goes out, and what is left at the end of each quarter?

import { capexKinds, opexKinds } from "../../plan/plan.ts";
import { builtOf } from "./built.ts";
import { type Facts, inDollars, sumOf } from "./facts.ts";
import { resaleRows } from "./resale.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

export function cashFlowRows(facts: Facts): Row[] {
  const { programme, plan, count } = facts;
  const { money } = plan.derived;
  const last = count - 1;
  const sum = (key: string) => ({ formula: `SUM([${key}@0:${last}])` });
  const planned = (key: string, label: string, cents: readonly number[] | undefined, source: string): Row => ({
    key,
    label,
    unit: "USD",
    style: "money",
    quarters: inDollars(cents, count),
    total: sum(key),
    source: `plan.json ${source}`,
  });
  const added = (key: string, label: string, terms: (t: number) => string): Row => ({
    key,
    label,
    unit: "USD",
    style: "money",
    quarters: byQuarter(count, terms),
    total: sum(key),
  });
  const income = Object.keys(money.income);
  const facilities = Object.keys(programme.capital.debt);
  return [
    heading("Capital spending"),
    planned("capex.opening", "Opening of sites", money.capex.opening, "derived.money.capex.opening"),
    {
      key: "capex.built",
      label: "Buildings started before the calendar",
      unit: "USD",
      style: "money",
      quarters: paidOnBuilt(facts),
      total: sum("capex.built"),
      source: "sites.*.built",
    },
    added("capex.started", "Buildings started in the calendar", (t) => buildingParts(facts, t)),
    added("capex.buildings", "Buildings", (t) => `[capex.built@${t}]+[capex.started@${t}]`),
    planned("capex.power", "Power", money.capex.power, "derived.money.capex.power"),
    added("capex.accelerators", "Accelerators", (t) => facts.accelerators.map((id) => `[racks.${id}@${t}]*[price.${id}@${t}]`).join("+") || "0"),
    ...(money.capex.difference ? [planned("capex.difference", "Spent to date beyond the above", money.capex.difference, "derived.money.capex.difference")] : []),
    added("capex", "All capital spending", (t) => [...capexKinds, ...(money.capex.difference ? ["difference"] : [])].map((kind) => `[capex.${kind}@${t}]`).join("+")),
    { key: "capex-so-far", label: "So far", unit: "USD", style: "money", quarters: byQuarter(count, (t) => `SUM([capex@0:${t}])`) },
    heading("Running costs"),
    ...opexKinds.map((kind) => planned(`opex.${kind}`, words[kind], money.opex[kind], `derived.money.opex.${kind}`)),
    added("opex", "All running costs", (t) => opexKinds.map((kind) => `[opex.${kind}@${t}]`).join("+")),
    heading("Income"),
    ...income.map((id) => planned(`income.${id}`, `Under ${id}`, money.income[id], `derived.money.income.${id}`)),
    added("income", "All income", (t) => income.map((id) => `[income.${id}@${t}]`).join("+") || "0"),
    ...resaleRows(facts),
    heading("Cash"),
    added("debt-service", "Interest, fees and repayments", (t) => facilities.map((id) => `[interest.${id}@${t}]+[fee-paid.${id}@${t}]+[repay.${id}@${t}]`).join("+") || "0"),
    added("drawn", "Debt drawn", (t) => facilities.map((id) => `[draw.${id}@${t}]`).join("+") || "0"),
    { key: "cash.start", label: "At the start", unit: "USD", style: "money", quarters: byQuarter(count, (t) => `[cash@${t - 1}]`) },
    {
      key: "cash",
      label: "At the end",
      unit: "USD",
      style: "money",
      quarters: byQuarter(
        count,
        (t) => `ROUND([cash.start@${t}]+[calls@${t}]+[drawn@${t}]+[income@${t}]${money.resale ? `+[sales@${t}]` : ""}-[capex@${t}]-[opex@${t}]-[debt-service@${t}],2)`,
      ),
    },
    { key: "cash.room", label: "Over the least cash", unit: "USD", style: "money", quarters: byQuarter(count, (t) => `[cash@${t}]-[floor]`) },
  ];
}

const words: Readonly<Record<(typeof opexKinds)[number], string>> = {
  energy: "Energy",
  facility: "Facility upkeep",
  maintenance: "IT maintenance",
  insurance: "Insurance",
  lease: "Rent and leases",
  tax: "Property tax",
};

/** What building starts so far cost in quarter t: each start at its own age. */
function buildingParts({ programme, buildings }: Facts, t: number): string {
  const terms = buildings.flatMap((id) =>
    Array.from({ length: Math.min(t + 1, programme.catalogue.buildings[id]!.spend.length) }, (_, age) =>
      age === 0 ? `[starts.${id}@${t}]*[paid.${id}@0]` : `[starts.${id}@${t - age}]*([paid.${id}@${age}]-[paid.${id}@${age - 1}])`,
    ),
  );
  return terms.length > 0 ? `ROUND(${terms.join("+")},2)` : "0";
}

function paidOnBuilt(facts: Facts): number[] {
  return sumOf(
    builtOf(facts).map(({ count, start, paid }) => Array.from({ length: facts.count }, (_, t) => count * (paid(t - start) - paid(t - start - 1)))),
    facts.count,
  );
}
