// Where does the money of each quarter come from and where does it go? Both sides of one sum.

import type { Facts } from "./facts.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

export function sourcesAndUsesRows({ plan, count }: Facts): Row[] {
  const last = count - 1;
  const same = (key: string, label: string, of: string): Row => ({
    key,
    label,
    unit: "USD",
    style: "money",
    quarters: byQuarter(count, (t) => `[${of}@${t}]`),
    total: { formula: `SUM([${key}@0:${last}])` },
  });
  const side = (key: string, label: string, parts: readonly Row[]): Row => ({
    key,
    label,
    unit: "USD",
    style: "money",
    quarters: byQuarter(count, (t) => parts.map((part) => `[${part.key!}@${t}]`).join("+")),
  });
  const sources = [
    same("source.start", "Cash at the start", "cash.start"),
    same("source.calls", "Equity called", "calls"),
    same("source.debt", "Debt drawn", "drawn"),
    same("source.income", "Income", "income"),
    ...(plan.derived.money.resale ? [same("source.sales", "Used racks sold", "sales")] : []),
  ];
  const uses = [
    same("use.capex", "Capital spending", "capex"),
    same("use.opex", "Running costs", "opex"),
    same("use.debt", "Interest, fees and repayments", "debt-service"),
    same("use.end", "Cash at the end", "cash"),
  ];
  // Cash carried from quarter to quarter has no total: it would be counted again each time.
  const flows = ({ total: _, ...row }: Row): Row => row;
  return [
    heading("Sources"),
    flows(sources[0]!),
    ...sources.slice(1),
    side("sources", "All sources", sources),
    heading("Uses"),
    ...uses.slice(0, -1),
    flows(uses.at(-1)!),
    side("uses", "All uses", uses),
  ];
}
